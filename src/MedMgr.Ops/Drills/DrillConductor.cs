using System.Collections.Concurrent;
using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Driving;
using MedMgr.Ops.EventLog;
using MedMgr.Ops.Grains;
using MedMgr.Ops.Pages.Streaming;
using MedMgr.Ops.WallBoard.Live;
using MedMgr.Sim.Hospital.Drills;

namespace MedMgr.Ops.Drills;

/// <summary>Leads a drill: lets the simulated patients come at the pace of the clock, tells the server what its systems would tell, and follows what people do there.</summary>
/// <remarks>
/// One loop does everything to the simulation and the doors; commands of the lead are done between two rounds of it. What is to be seen of the drill is an
/// immutable <see cref="DrillState"/>.
/// </remarks>
internal sealed partial class DrillConductor : IAsyncDisposable
{
    /// <summary>Name of the drill's own systems in the log.</summary>
    public const string Name = "drill";

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan ShowEvery = TimeSpan.FromMilliseconds(500);

    /// <summary>Real time that the clock may run on while the next round is being told.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromMilliseconds(250);

    /// <summary>A jump goes in steps of the drill's time, each told before the next.</summary>
    private static readonly TimeSpan JumpStep = TimeSpan.FromMinutes(10);

    private readonly DrillOrder _order;
    private readonly DrillClock _clock;
    private readonly SystemDoors _doors;
    private readonly IEventLog _log;
    private readonly IHospitalBoardFeed _board;
    private readonly DrillRun _run;
    private readonly HospitalScript _script;
    private readonly BoardFollower _follower;
    private readonly Signal _changed = new();
    private readonly FeedGate _gate = new();
    private readonly DrillControls _controls;
    private readonly RecordingShelf _recordings;
    private readonly ILogger _logger;
    private readonly ConcurrentQueue<Action> _asked = new();
    private readonly List<TimelineEntry> _timeline = [];
    private readonly List<TimedInject> _injects = [];
    private readonly List<ImprovementItem> _improvements = [];
    private readonly Dictionary<string, Assessment> _assessments = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ImmutableArray<Objective> _objectives;
    private DrillState _state;
    private DateTimeOffset? _jumpsTo;
    private bool _endNow;
    private int _actions;
    private int _refusals;
    private int _compared;
    private int _differed;
    private int _levelsTold;
    private int _feedsTold;
    private DateTimeOffset _nextHour;
    private DrillFigures? _figures;
    private DrillFigures? _control;

    private DrillConductor(
        DrillOrder order, DrillClock clock, SystemDoors doors, IEventLog log, IHospitalBoardFeed board, DrillControls controls, RecordingShelf recordings, ILogger logger)
    {
        (_order, _clock, _doors, _log, _board, _controls, _recordings, _logger) = (order, clock, doors, log, board, controls, recordings, logger);
        _run = new DrillRun(order.Plan, controls.Decider, order.Injects, surgeIsByPeople: order.Policy is null);
        _script = new HospitalScript(order.Plan.Hospital.Id, simulated => simulated, onPurpose: null);
        _follower = new BoardFollower(log, order.Plan.Hospital.Id, doors.IsOurs);
        _objectives = order.Objectives;
        _injects.AddRange(order.Injects);
        _nextHour = order.Plan.Begins.AddHours(1);
        _state = Show(DrillPhase.Opening);
    }

    /// <summary>Made anew several times a second.</summary>
    public DrillState State => Volatile.Read(ref _state);

    /// <summary>Completes when <see cref="State"/> is another. Take it first, look, then await it.</summary>
    public Task Changed => _changed.Next;

    public DrillOrder Order => _order;

    /// <summary>Completes when the report is there, or the server stops before.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Connects to the server of the drill and fills its hospital.</summary>
    public static async Task<DrillConductor> Open(WebApplication app, DrillOrder order, DrillClock clock, DrillControls controls, string recordings, CancellationToken cancellationToken)
    {
        var map = app.Services.GetRequiredService<HospitalDirectory>().Get(order.Plan.Hospital.Id);
        var board = app.Services.GetRequiredService<IBoards>().Find(order.Plan.Hospital.Id) ?? throw new InvalidOperationException($"No board of {order.Plan.Hospital.Id}");
        await board.Ready.WaitAsync(cancellationToken);
        var log = app.Services.GetRequiredService<IEventLog>();
        var doors = SystemDoors.Of(app, map, Name, isOwnLog: true);
        var conductor = new DrillConductor(
            order, clock, doors, log, board, controls, new RecordingShelf(log, recordings), app.Services.GetRequiredService<ILogger<DrillConductor>>());
        await conductor.Fill(cancellationToken);
        return conductor;
    }

    /// <summary>Runs the drill to its end.</summary>
    public async Task Run(CancellationToken stop)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var listening = _follower.Listen(await _log.HeadAsync(stop), ending.Token);
        _clock.Run(!_order.BeginsPaused);
        _clock.AllowUntil(_order.Plan.Begins + Ahead * _clock.Pace);
        Tell(TimelineKind.Drill, Name, $"The drill begins{(_order.BeginsPaused ? ", paused" : "")}. Beds are given by {_order.Decider}.");
        Count();
        try
        {
            await UpToFault("The drill could not go on", () => Conduct(stop), stop);
            await End(stop);
            _ended.TrySetResult();
            await Discuss(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The server stops, and its drill with it.
        }
        finally
        {
            await ending.CancelAsync();
            await listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _ended.TrySetResult();
        }
    }

    public async ValueTask DisposeAsync() => await _doors.DisposeAsync();

    /// <summary>In the order in which it came about, each thing at its own time: so waits and stays on the board are as long as they are.</summary>
    private async Task Fill(CancellationToken cancellationToken)
    {
        _script.Fold(_run.TakeSteps());
        foreach (var atOnce in _script.Opening().GroupBy(a => a.At))
        {
            _clock.Set(atOnce.Key);
            await Do(atOnce, cancellationToken);
        }

        // Patients of before have come without the nurses of then: what the house said of that is no matter of the drill.
        _clock.Set(_order.Plan.Begins);
        await _board.WaitForPositionAsync(await _log.HeadAsync(cancellationToken), cancellationToken);
        await _doors.Settle(_board, "from before the drill", cancellationToken);
        See(Show(DrillPhase.Paused));
    }

    private async Task Conduct(CancellationToken stop)
    {
        var shown = TimeProvider.System.GetTimestamp();
        while (!_run.IsOver && !_endNow)
        {
            await Task.Delay(_jumpsTo is null ? LookEvery : TimeSpan.Zero, stop);
            while (_asked.TryDequeue(out var asked))
            {
                asked();
            }

            await Follow(stop);
            var until = Target();
            _run.AdvanceTo(until);
            NoteFeeds();
            NoteTriggers();
            await Do(_gate.OpenIfDue(until), stop);
            await Do(_gate.Let(_script.Tell(_run.TakeSteps())), stop);
            _clock.AllowUntil(until + Ahead * _clock.Pace);
            await Compare(until, stop);
            if (TimeProvider.System.GetElapsedTime(shown) >= ShowEvery)
            {
                shown = TimeProvider.System.GetTimestamp();
                Count();
                See(Show(Phase));
            }
        }
    }

    private void Count()
    {
        _figures = OwnFigures(_run.Figures());
        _control = _controls.GreedyAt(_run.Now);
    }

    /// <summary>What only the real house can tell.</summary>
    private DrillFigures OwnFigures(DrillFigures figures)
    {
        var discrepancies = new DrillFigure(UsualObjectives.Discrepancies, "discrepancies", "Discrepancies between what was told and what the house held to be true", _follower.Discrepancies);
        return _run.SurgeDelay is { } delay
            ? figures.With(discrepancies, new DrillFigure(UsualObjectives.SurgeDelay, "minutes", "Longest time from a surge level's triggers to its activation", delay.TotalMinutes))
            : figures.With(discrepancies);
    }

    private DrillPhase Phase => _jumpsTo is not null ? DrillPhase.Jumping : _clock.IsRunning ? DrillPhase.Running : DrillPhase.Paused;

    /// <summary>How far the simulation goes in this round.</summary>
    private DateTimeOffset Target()
    {
        if (_jumpsTo is { } to)
        {
            var next = _run.Now + JumpStep;
            var until = next < to ? next : to;
            _clock.Set(until);
            if (until == to)
            {
                EndJump();
            }

            return until;
        }

        var now = _clock.GetUtcNow();
        return now < _order.Plan.Ends ? now : _order.Plan.Ends;
    }

    private async Task Follow(CancellationToken cancellationToken)
    {
        var (entries, notGiven, anything) = _follower.Follow(_run);
        if (!anything)
        {
            return;
        }

        _timeline.AddRange(entries);

        // Beds that the simulated hospital could not give are taken back on the board: the patient waits on.
        foreach (var visit in notGiven)
        {
            await Do([Unassign(visit, "the bed was no longer to be had")], cancellationToken);
        }

        // What people did comes back as an echo that the server takes for known or refuses; what follows from it is new.
        foreach (var refusal in await _doors.Do(_gate.Let(_script.Tell(_run.TakeSteps())), cancellationToken))
        {
            _logger.LogDebug("Echo of {Action} ({Code}): {Because}", refusal.Action, refusal.Code, refusal.Because);
        }
    }

    private SystemAction.Command Unassign(EncounterId visit, string why) =>
        new(HospitalScript.BedManager, "unassign", new { reason = why }, visit) { At = _run.Now, About = [visit.Value] };

    /// <summary>Tells the server; where it refuses a bed, the simulated patient waits on.</summary>
    private async Task Do(IEnumerable<SystemAction> actions, CancellationToken cancellationToken)
    {
        var told = actions.ToList();
        if (told.Count == 0)
        {
            return;
        }

        _actions += told.Count;
        var refused = await _doors.Do(told, cancellationToken);
        NoteDecisions(told.Except(refused.Select(r => r.Action)));
        foreach (var refusal in refused)
        {
            _refusals++;
            _logger.LogWarning("The server refused {Action} ({Code}): {Because}", refusal.Action, refusal.Code, refusal.Because);
            if (refusal.Action is SystemAction.Command { Path: "assign", Visit: { } visit } && State.Phase != DrillPhase.Opening)
            {
                _run.Unassign(visit, refusal.Because);

                // The house knows of no such bed: nobody has to be told that it is taken back.
                _script.Fold(_run.TakeSteps());
                Tell(TimelineKind.Refused, StandIn, $"bed for {visit}", refusal.Because);
            }
            else if (State.Phase != DrillPhase.Opening)
            {
                Tell(TimelineKind.Refused, Name, WordsOf(refusal.Action), refusal.Because);
            }
        }
    }

    private string StandIn => $"{(_order.Policy is { } policy ? policy.ToString().ToLowerInvariant() : "stand-in")} policy";

    private static string WordsOf(SystemAction action) => action switch
    {
        SystemAction.Message m => $"{m.Trigger} of {m.Visit} {m.Location}",
        SystemAction.Command c => $"{c.Who}: {(c.Visit is { } visit ? visit + " " : "")}{c.Path}",
        _ => action.ToString(),
    };

    private void NoteDecisions(IEnumerable<SystemAction> told)
    {
        if (State.Phase != DrillPhase.Opening)
        {
            _timeline.AddRange(told.OfType<SystemAction.Command>().Where(c => c.Path == "assign")
                .Select(c => new TimelineEntry(c.At, TimelineKind.Decision, StandIn, $"gave {c.About[1]} to {c.Visit}")));
        }
    }

    private void NoteFeeds()
    {
        foreach (var due in _injects.OrderBy(i => i.At).Skip(_feedsTold).TakeWhile(i => i.At <= _run.Now).ToList())
        {
            _feedsTold++;
            Tell(TimelineKind.Inject, due.By, due.What.Says, at: due.At);
            if (due.What is Inject.FeedDown down)
            {
                _gate.Close(due.At.AddMinutes(down.Minutes));
            }
        }
    }

    private void NoteTriggers()
    {
        foreach (var (at, level) in _run.LevelsAsked.Skip(_levelsTold))
        {
            _levelsTold++;
            Tell(TimelineKind.Trigger, "surge plan", $"asks for level {level}", at: at);
        }
    }

    /// <summary>Every hour of the drill, and at its end: does every bed of the board hold whom the simulated hospital says it holds?</summary>
    private async Task Compare(DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (now < _nextHour || _gate.DownUntil is not null)
        {
            return;
        }

        _nextHour = now.AddHours(1);
        await _board.WaitForPositionAsync(await _log.HeadAsync(cancellationToken), cancellationToken);
        var simulated = _run.Board.Units.SelectMany(u => u.Beds).ToDictionary(b => b.Key, b => HolderOf(b.Value.State));
        _compared++;
        foreach (var bed in _board.Current.Units.SelectMany(u => u.Beds))
        {
            var real = bed.Status == BedStatus.Occupied ? bed.Encounter : null;
            if (real != simulated.GetValueOrDefault(bed.Id))
            {
                _differed++;
                _logger.LogDebug("At {Now:u} {Bed} holds {Real} on the board, {Simulated} in the simulation.", now, bed.Id, real, simulated.GetValueOrDefault(bed.Id));
            }
        }
    }

    private static EncounterId? HolderOf(BedState state) => state is BedState.Occupied occupied ? occupied.By[0].Encounter : null;

    private void Tell(TimelineKind kind, string who, string what, string? because = null, DateTimeOffset? at = null) =>
        _timeline.Add(new TimelineEntry(at ?? _run.Now, kind, who, what, because));

    private void See(DrillState state)
    {
        Volatile.Write(ref _state, state);
        _changed.Raise();
    }

    private DrillState Show(DrillPhase phase) => new(
        phase, _run.Now, _clock.Pace, _clock.Held, _gate.DownUntil, _gate.Held, [.. _injects.OrderBy(i => i.At)], Results(_figures, _control),
        [.. _timeline.OrderBy(t => t.At).Select(t => t with { At = t.At.ToOffset(_order.Plan.Begins.Offset) })], [.. _improvements], _figures, _control, null, _fault);

    private ImmutableArray<ObjectiveResult> Results(DrillFigures? figures, DrillFigures? control) => figures is null
        ? [.. _objectives.Select(o => new ObjectiveResult(o, "", null, null, null, null, _assessments.GetValueOrDefault(o.Id)))]
        : [.. _objectives.Select(o => ObjectiveResult.Of(o, figures, control, _assessments.GetValueOrDefault(o.Id)))];
}
