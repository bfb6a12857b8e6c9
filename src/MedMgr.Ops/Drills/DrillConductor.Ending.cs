using System.Collections.Immutable;
using MedMgr.Sim.Hospital.Drills;

namespace MedMgr.Ops.Drills;

/// <content>The end: control runs, recording, report; then the discussion, which may still change assessments and improvement items.</content>
internal sealed partial class DrillConductor
{
    private ImmutableArray<Control> _finished = [];
    private ImmutableArray<string> _notes = [];
    private string? _recording;

    /// <summary>The first fault; null while there is none.</summary>
    private string? _fault;

    /// <summary>Whatever can not be done any more, the report is written of what was, and says so.</summary>
    private async Task End(CancellationToken stop)
    {
        if (_fault is null)
        {
            await UpToFault("The last of the drill could not be told and compared", () => TellLast(stop), stop);
        }

        _clock.Run(false);
        _jumpsTo = null;
        if (_gate.Held is var untold and > 0)
        {
            Note($"The EHR feed was still down: {untold} messages and orders that waited for it were never told.");
        }

        var early = _run.Now < _order.Plan.Ends;
        Tell(TimelineKind.Drill, Name, early ? "The drill was ended before its time." : "The drill is over.");
        await UpToFault("The figures are those of a moment before the end", () =>
        {
            Count();
            return Task.CompletedTask;
        }, stop);
        See(Show(DrillPhase.Reporting));
        await UpToFault("The control runs could not be finished", () => RunControls(stop), stop);
        await UpToFault("The recording could not be kept", () => KeepRecording(stop), stop);
        ShowReport();
    }

    /// <summary>What the feed still owes; then the last comparison.</summary>
    private async Task TellLast(CancellationToken stop)
    {
        await Do(_gate.OpenIfDue(DateTimeOffset.MaxValue), stop);
        _clock.Run(false);
        _nextHour = default;
        await Compare(_run.Now, stop);
        await Follow(stop);
    }

    private async Task RunControls(CancellationToken stop)
    {
        var greedy = new Control("greedy", _controls.GreedyAt(_run.Now));
        (_finished, _control) = ([greedy], greedy.Figures);
        var (optimiser, whyNot) = await _controls.Optimiser(_run.Now, _injects, stop);
        if (optimiser is not null)
        {
            _finished = [greedy, optimiser];
        }
        else
        {
            Note($"There is no control run by the optimiser: {whyNot}");
        }
    }

    private async Task KeepRecording(CancellationToken stop) =>
        _recording = Path.GetFileNameWithoutExtension(await _recordings.Keep(_order.RecordingName, Title, _order.Plan, stop));

    /// <summary>The boundary at which a fault ends one part of the drill, and not its report.</summary>
    /// <param name="says">What has come of it, as the report says it.</param>
    private async Task UpToFault(string says, Func<Task> part, CancellationToken stop)
    {
        try
        {
            await part();
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            _logger.LogError(fault, "{Says}.", says);
            var what = $"{says}: {fault.Message}";
            _fault ??= what;
            Note(what);
            Tell(TimelineKind.Drill, Name, says + ".", fault.Message);
        }
    }

    private void Note(string what) => _notes = _notes.Add(what);

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
