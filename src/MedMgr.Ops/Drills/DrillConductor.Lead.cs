using System.Collections.Immutable;
using System.Globalization;
using MedMgr.Ops.Domain;
using MedMgr.Sim.Hospital;
using MedMgr.Sim.Hospital.Drills;

namespace MedMgr.Ops.Drills;

/// <content>What the lead may do. Each is done between two rounds of the loop and stands in the timeline with who did it.</content>
internal sealed partial class DrillConductor
{
    /// <returns>Null, or why not; likewise below.</returns>
    public Task<string?> Pause(string by) => Ask(() => WhileItRuns(() =>
    {
        _clock.Run(false);
        Tell(TimelineKind.Lead, by, "paused the drill");
    }));

    public Task<string?> Resume(string by) => Ask(() => WhileItRuns(() =>
    {
        _clock.Run(true);
        Tell(TimelineKind.Lead, by, "let the drill run");
    }));

    /// <param name="pace">Checked: <see cref="DrillOrder.PaceMin"/> to <see cref="DrillOrder.PaceMax"/>.</param>
    public Task<string?> SetPace(double pace, string by) => Ask(() => WhileItRuns(() =>
    {
        _clock.SetPace(pace);
        Tell(TimelineKind.Lead, by, string.Create(CultureInfo.InvariantCulture, $"set the pace to {pace:0.##}"));
    }));

    /// <summary>As fast as the doors allow; meanwhile the greedy policy gives the beds where people would.</summary>
    public Task<string?> Jump(DateTimeOffset to, string by) => Ask(() =>
    {
        if (to <= _run.Now || to > _order.Plan.Ends)
        {
            return $"{Local(to)} is not between {Local(_run.Now)} and {Local(_order.Plan.Ends)}: a drill does not go back.";
        }

        return WhileItRuns(() =>
        {
            _jumpsTo = to;
            if (_order.Policy is null)
            {
                _run.Let(new GreedyPlacement());
            }

            Tell(TimelineKind.Lead, by, $"jumps to {Local(to)}; the greedy policy gives the beds until then");
        });
    });

    /// <param name="inject">Checked against the plan.</param>
    /// <param name="at">Null: now.</param>
    public Task<string?> Let(Inject inject, DateTimeOffset? at, string by) => Ask(() =>
    {
        var when = at ?? _run.Now;
        if (when < _run.Now || when >= _order.Plan.Ends)
        {
            return $"{Local(when)} is not between {Local(_run.Now)} and {Local(_order.Plan.Ends)}.";
        }

        return WhileItRuns(() =>
        {
            var timed = new TimedInject(when, inject, by);
            _injects.Add(timed);
            _run.Await(timed);
            _controls.Await(timed);
            if (at is not null)
            {
                Tell(TimelineKind.Lead, by, $"planned for {Local(when)}: {inject.Says}");
            }
        });
    });

    /// <summary>Adds an objective, or replaces the one of the same id.</summary>
    public Task<string?> Assign(Objective objective, string by) => Ask(() =>
    {
        _objectives = [.. _objectives.Where(o => o.Id != objective.Id), objective];
        Tell(TimelineKind.Lead, by, $"objective {objective.Id}: {objective.Title}{(objective.AssignedTo is { } to ? $", for {to}" : "")}");
        return null;
    });

    public Task<string?> Assess(string objective, Rating rating, string? comment, string by) => Ask(() =>
    {
        if (_objectives.All(o => o.Id != objective))
        {
            return $"There is no objective {objective}: {string.Join(", ", _objectives.Select(o => o.Id))}.";
        }

        _assessments[objective] = new Assessment(rating, comment, by);
        Tell(TimelineKind.Lead, by, $"assessed {objective}: {rating}{(comment is null ? "" : $" ({comment})")}");
        return null;
    });

    public Task<string?> Improve(ImprovementItem item) => Ask(() =>
    {
        _improvements.Add(item);
        return null;
    });

    public Task<string?> End(string by) => Ask(() => WhileItRuns(() =>
    {
        _endNow = true;
        Tell(TimelineKind.Lead, by, "ended the drill");
    }));

    /// <summary>Somebody asked for something and the house refused.</summary>
    public void NoteRefusal(string who, string what, string because)
    {
        var at = _clock.GetUtcNow();
        _asked.Enqueue(() => _timeline.Add(new TimelineEntry(at, TimelineKind.Refused, who, what, because)));
    }

    /// <summary>By the clock of the hospital.</summary>
    private string Local(DateTimeOffset at) => TimeZoneInfo.ConvertTimeBySystemTimeZoneId(at, _order.Plan.Hospital.TimeZone).ToString("ddd d MMMM, HH:mm", CultureInfo.InvariantCulture);

    private void EndJump()
    {
        _jumpsTo = null;
        if (_order.Policy is null)
        {
            _run.Let(null);
        }

        Tell(TimelineKind.Drill, Name, "The jump is over.");
    }

    private string? WhileItRuns(Action act)
    {
        if (State.IsOver || _endNow)
        {
            return "The drill is over.";
        }

        if (_jumpsTo is not null)
        {
            return "The drill is jumping; wait until it has arrived.";
        }

        act();
        return null;
    }

    private async Task<string?> Ask(Func<string?> act)
    {
        var answer = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        _asked.Enqueue(() =>
        {
            var whyNot = act();
            See(Show(_state.Phase is DrillPhase.Ended ? DrillPhase.Ended : Phase) with { Report = _state.Report });
            answer.SetResult(whyNot);
        });
        return await answer.Task;
    }
}
