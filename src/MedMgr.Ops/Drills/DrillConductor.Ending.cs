using System.Collections.Immutable;
using MedMgr.Sim.Hospital.Drills;

namespace MedMgr.Ops.Drills;

/// <content>The end: control runs, recording, report; then the discussion, which may still change assessments and improvement items.</content>
internal sealed partial class DrillConductor
{
    private ImmutableArray<Control> _finished = [];
    private ImmutableArray<string> _notes = [];
    private string? _recording;

    private async Task End(CancellationToken stop)
    {
        if (_gate.DownUntil is not null)
        {
            // Whatever the feed still owes is told before the last comparison.
            await Do(_gate.OpenIfDue(DateTimeOffset.MaxValue), stop);
        }

        _clock.Run(false);
        _nextHour = default;
        await Compare(_run.Now, stop);
        var early = _run.Now < _order.Plan.Ends;
        Tell(TimelineKind.Drill, Name, early ? "The drill was ended before its time." : "The drill is over.");
        Count();
        See(Show(DrillPhase.Reporting));
        (_finished, _notes) = await _controls.Finish(_run.Now, _injects, stop);
        _control = _finished.First(c => c.Name == "greedy").Figures;
        await Follow(stop);
        _recording = Path.GetFileNameWithoutExtension(await _recordings.Keep(_order.RecordingName, Title, _order.Plan, stop));
        ShowReport();
    }

    private string Title => $"Drill: {_order.Plan.Scenario.Title}";

    /// <summary>Until the server stops: assessments and improvement items go into the report as they come.</summary>
    private async Task Discuss(CancellationToken stop)
    {
        while (true)
        {
            await Task.Delay(LookEvery, stop);
            var anything = false;
            while (_asked.TryDequeue(out var asked))
            {
                asked();
                anything = true;
            }

            if (anything)
            {
                ShowReport();
            }
        }
    }

    private void ShowReport()
    {
        var state = Show(DrillPhase.Ended);
        See(state with { Report = Report(state) });
    }

    private AfterAction Report(DrillState state) => new(
        Title, _order.Plan.Scenario.Id, _order.Plan.Hospital.Id.Value, _order.Plan.Hospital.Name, _order.Plan.Hospital.TimeZone, _order.Plan.Seed, _clock.Pace, _order.Decider,
        _run.Now < _order.Plan.Ends, state.Injects, state.Objectives, _figures!, _finished, state.Timeline,
        [.. state.Improvements, .. Proposals.Of(state.Objectives, _figures!)], _compared, _differed, _actions, _refusals, _clock.Held.TotalSeconds, _recording, _notes);
}
