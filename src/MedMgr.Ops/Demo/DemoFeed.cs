using System.Collections.Immutable;
using System.Net.Sockets;
using MedMgr.Ops.Driving;
using MedMgr.Ops.Grains;
using MedMgr.Ops.Hosting;
using MedMgr.Ops.WallBoard.Live;
using MedMgr.Sim.Hospital;
using MedMgr.Sim.Hospital.Results;
using MedMgr.Sim.Hospital.Scenarios;

namespace MedMgr.Ops.Demo;

/// <summary>Drives the demo hospital by the simulator, at a pace, as its own systems would: ADT over MLLP, housekeeping and staffing over the API.</summary>
/// <remarks>
/// Simulated days are recorded beforehand and played through the public doors. Stamps and clocks are those of this world: at 60 times the pace a
/// simulated hour of waiting is a minute on the wall.
/// </remarks>
internal sealed class DemoFeed
{
    /// <summary>Simulated minutes in a minute.</summary>
    public const int DefaultPace = 60;

    /// <summary>The season's second peak, with the surge plan: the busiest fortnight of the winter.</summary>
    private const string ScenarioFileName = "flu-season-surge.yaml";

    private static readonly DateOnly FirstDay = new(2025, 2, 5);
    private const int Days = 14;
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);

    private readonly SystemDoors _doors;
    private readonly HospitalScript _script;
    private readonly ImmutableArray<RecordedStep> _steps;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private int _next;

    /// <param name="steps">From the moment at which the play begins.</param>
    private DemoFeed(SystemDoors doors, HospitalScript script, ImmutableArray<RecordedStep> steps, TimeProvider time, ILogger logger) =>
        (_doors, _script, _steps, _time, _logger) = (doors, script, steps, time, logger);

    /// <summary>Connects to the running server and fills the hospital; then goes on in the background.</summary>
    public static async Task Start(WebApplication app, double pace, CancellationToken cancellationToken)
    {
        var directory = app.Services.GetRequiredService<HospitalDirectory>();
        var map = directory.Get(directory.Hospitals[0]);
        var board = app.Services.GetRequiredService<IBoards>().Find(map.Definition.Id) ?? throw new InvalidOperationException($"No board of {map.Definition.Id}");
        var time = app.Services.GetRequiredService<TimeProvider>();
        var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, app.Lifetime.ApplicationStopping).Token;
        await board.Ready;
        var doors = SystemDoors.Of(app, map, "demo", isOwnLog: false);
        var (recording, from) = Simulate(time.GetUtcNow(), stop);
        await doors.Empty(board, stop);
        var began = time.GetUtcNow();

        // A night's rest lasts minutes here; the simulation itself has kept the rules by its own clock.
        var script = new HospitalScript(recording.Hospital.Id, simulated => began + (simulated - from) / pace, "the demo runs faster than the clock");
        script.Fold(recording.Steps.TakeWhile(s => s.At < from));
        var feed = new DemoFeed(doors, script, [.. recording.Steps.SkipWhile(s => s.At < from)], time, app.Services.GetRequiredService<ILogger<DemoFeed>>());

        // All of it comes at this moment: nurses before the patients whom they may care for.
        feed.Note(await doors.Do(script.Opening().OrderBy(action => action is SystemAction.Command { Visit: null } ? 0 : 1), stop));
        _ = Task.Run(() => feed.Run(from, began, pace, stop), CancellationToken.None);
    }

    /// <summary>A fortnight of the demo hospital, and the moment in it that has the time of day of now.</summary>
    private static (Recording Recording, DateTimeOffset From) Simulate(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var file = Scenarios.Find(ScenarioFileName);
        var scenario = ScenarioFile.Load(file) is ScenarioReading.Read read
            ? read.Scenario with { Start = FirstDay, Days = Days }
            : throw new InvalidOperationException($"{file} came with the program and can not be read: {ScenarioFile.Load(file)}");
        var zone = TimeZoneInfo.FindSystemTimeZoneById(scenario.Hospital.TimeZone);
        var from = scenario.Start.ToDateTime(TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime));
        return (HospitalSimulation.Record(scenario, scenario.Seed, cancellationToken: cancellationToken), new DateTimeOffset(from, zone.GetUtcOffset(from)));
    }

    private async Task Run(DateTimeOffset from, DateTimeOffset began, double pace, CancellationToken cancellationToken)
    {
        try
        {
            while (_next < _steps.Length)
            {
                await Task.Delay(LookEvery, _time, cancellationToken);
                Note(await _doors.Do(_script.Tell(Until(from + (_time.GetUtcNow() - began) * pace)), cancellationToken));
            }

            _logger.LogInformation("The demo's {Days} simulated days are over; start it again for more.", Days);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The server stops, and its demo with it.
        }
        catch (Exception e) when (e is IOException or SocketException or HttpRequestException or TimeoutException)
        {
            _logger.LogWarning(e, "The demo's own systems lost the server; the wall goes on without them.");
        }
    }

    private ImmutableArray<RecordedStep> Until(DateTimeOffset moment)
    {
        var first = _next;
        while (_next < _steps.Length && _steps[_next].At <= moment)
        {
            _next++;
        }

        return _steps[first.._next];
    }

    private void Note(IReadOnlyList<Refusal> refusals)
    {
        foreach (var refusal in refusals)
        {
            _logger.LogDebug("{Action} was refused ({Code}): {Because}", refusal.Action, refusal.Code, refusal.Because);
        }
    }
}
