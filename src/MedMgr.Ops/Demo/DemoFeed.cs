using System.Net.Http.Json;
using System.Net.Sockets;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Grains;
using MedMgr.Ops.Hl7.Mllp;
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
    private const int CallsAtOnce = 16;
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);

    private readonly IHospitalBoardFeed _board;
    private readonly HospitalMap _map;
    private readonly DemoSender _ehr;
    private readonly HttpClient _api;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly string _hospitalPath;

    private DemoFeed(IHospitalBoardFeed board, HospitalMap map, DemoSender ehr, HttpClient api, TimeProvider time, ILogger logger)
    {
        _board = board;
        _map = map;
        _ehr = ehr;
        _api = api;
        _hospitalPath = $"/api/hospitals/{map.Definition.Id}/";
        _time = time;
        _logger = logger;
    }

    /// <summary>Connects to the running server and fills the hospital; then goes on in the background.</summary>
    public static async Task Start(WebApplication app, double pace, CancellationToken cancellationToken)
    {
        var directory = app.Services.GetRequiredService<HospitalDirectory>();
        var map = directory.Get(directory.Hospitals[0]);
        var board = app.Services.GetRequiredService<IBoards>().Find(map.Definition.Id) ?? throw new InvalidOperationException($"No board of {map.Definition.Id}");
        var time = app.Services.GetRequiredService<TimeProvider>();
        var mllp = app.Services.GetRequiredService<MllpListener>().LocalEndPoint;
        var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, app.Lifetime.ApplicationStopping).Token;
        await board.Ready;
        var client = await MllpClient.ConnectAsync(mllp.Address.ToString(), mllp.Port, new MllpClientOptions(), time, stop);
        var api = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        var feed = new DemoFeed(board, map, new DemoSender(client, map, time), api, time, app.Services.GetRequiredService<ILogger<DemoFeed>>());
        var (recording, from) = Simulate(time.GetUtcNow(), stop);
        await feed.Empty(stop);
        var began = time.GetUtcNow();
        var script = new DemoScript(recording, from, simulated => began + (simulated - from) / pace);
        await feed.Play(script.Opening(), stop);
        _ = Task.Run(() => feed.Run(script, from, began, pace, stop), CancellationToken.None);
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

    /// <summary>Over the log of an earlier demo: its patients go, so that the simulated ones find their beds.</summary>
    private async Task Empty(CancellationToken cancellationToken)
    {
        foreach (var bed in _board.Current.Units.SelectMany(u => u.Beds).Where(b => b.Status == BedStatus.Occupied))
        {
            foreach (var visit in bed.Encounters ?? [bed.Encounter!.Value])
            {
                await _ehr.Send(new DemoAction.Message("A03", visit, Domain.Encounters.EncounterState.New, null), cancellationToken);
            }

            await _ehr.SendFree(bed.Id, cancellationToken);
        }
    }

    private async Task Run(DemoScript script, DateTimeOffset from, DateTimeOffset began, double pace, CancellationToken cancellationToken)
    {
        try
        {
            while (!script.IsOver)
            {
                await Task.Delay(LookEvery, _time, cancellationToken);
                await Play(script.Until(from + (_time.GetUtcNow() - began) * pace), cancellationToken);
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

    /// <summary>In order; only the staffing office, at a change of shift, has many hands.</summary>
    private async Task Play(IEnumerable<DemoAction> actions, CancellationToken cancellationToken)
    {
        var shifts = new List<Task>();
        foreach (var action in actions)
        {
            if (action is DemoAction.Command { Path: var path } shift && path.StartsWith("staff/", StringComparison.Ordinal))
            {
                shifts.Add(Call(shift, cancellationToken));
                if (shifts.Count < CallsAtOnce)
                {
                    continue;
                }
            }

            await Task.WhenAll(shifts);
            shifts.Clear();
            switch (action)
            {
                case DemoAction.Message message:
                    await _ehr.Send(message with { Visit = OfThisRun(message.Visit) }, cancellationToken);
                    break;
                case DemoAction.Command command when !command.Path.StartsWith("staff/", StringComparison.Ordinal):
                    await Call(command, cancellationToken);
                    break;
            }
        }

        await Task.WhenAll(shifts);
    }

    private EncounterId OfThisRun(EncounterId visit) => new($"{_ehr.Run}-{visit}");

    private async Task Call(DemoAction.Command command, CancellationToken cancellationToken)
    {
        const string visits = "encounters/";
        var path = command.Path.StartsWith(visits, StringComparison.Ordinal) ? $"{visits}{_ehr.Run}-{command.Path[visits.Length..]}" : command.Path;
        using var request = new HttpRequestMessage(HttpMethod.Post, _hospitalPath + path) { Content = JsonContent.Create(command.Body, command.Body.GetType()) };
        request.Headers.Add("X-Actor", command.Actor);
        using var response = await _api.SendAsync(request, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            _logger.LogDebug("{Path} was refused: {Answer}", path, await response.Content.ReadAsStringAsync(cancellationToken));
        }
    }
}
