using System.Net.Http.Json;
using System.Net.Sockets;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Board;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Grains;
using MedMgr.Ops.Hl7.Mllp;
using MedMgr.Ops.WallBoard.Live;

namespace MedMgr.Ops.Demo;

/// <summary>Plays the systems of the demo hospital, so that its wall lives: an EHR that sends ADT over MLLP, and housekeeping over the API.</summary>
/// <remarks>It goes through the same doors as a real hospital's systems and knows nothing but the public board.</remarks>
internal sealed class DemoFeed
{
    private const int Seed = 20_250_104;
    private const double OccupancyAtStart = 0.86;
    private const double RecoveryAtStart = 0.4;
    private const double OccupancyMax = 0.95;
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1.5);

    private readonly IHospitalBoardFeed _board;
    private readonly HospitalMap _map;
    private readonly DemoSender _ehr;
    private readonly HttpClient _api;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Random _random = new(Seed);

    private DemoFeed(IHospitalBoardFeed board, HospitalMap map, DemoSender ehr, HttpClient api, TimeProvider time, ILogger logger)
    {
        _board = board;
        _map = map;
        _ehr = ehr;
        _api = api;
        _time = time;
        _logger = logger;
    }

    /// <summary>Connects to the running server and begins; returns once the hospital is filled, and goes on in the background.</summary>
    public static async Task Start(WebApplication app, CancellationToken cancellationToken)
    {
        var directory = app.Services.GetRequiredService<HospitalDirectory>();
        var hospital = directory.Hospitals.First();
        var board = app.Services.GetRequiredService<IBoards>().Find(hospital) ?? throw new InvalidOperationException($"No board of {hospital}");
        var time = app.Services.GetRequiredService<TimeProvider>();
        var mllp = app.Services.GetRequiredService<MllpListener>().LocalEndPoint;
        var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, app.Lifetime.ApplicationStopping).Token;
        var client = await MllpClient.ConnectAsync(mllp.Address.ToString(), mllp.Port, new MllpClientOptions(), time, stop);
        var api = new HttpClient { BaseAddress = new Uri(new Uri(app.Urls.First()), $"/api/hospitals/{hospital}/") };
        api.DefaultRequestHeaders.Add("X-Actor", "demo housekeeping");
        await board.Ready;
        var feed = new DemoFeed(board, directory.Get(hospital), new DemoSender(client, hospital, time), api, time, app.Services.GetRequiredService<ILogger<DemoFeed>>());
        await feed.Fill(stop);
        _ = Task.Run(() => feed.Run(stop), CancellationToken.None);
    }

    private async Task Fill(CancellationToken cancellationToken)
    {
        foreach (var unit in _map.Definition.Units)
        {
            var share = unit.LevelOfCare == LevelOfCare.PostAnaesthesia ? RecoveryAtStart : OccupancyAtStart;
            foreach (var room in unit.Rooms)
            {
                Gender? roomMate = null;
                foreach (var bed in room.Beds.Where(b => !b.Hallway && IsReady(unit.Id, b.Id)))
                {
                    if (_random.NextDouble() < share)
                    {
                        var patient = DemoPatient.For(_random, unit, room, roomMate);
                        roomMate = patient.Sex == "F" ? Gender.Female : Gender.Male;
                        await Admit(unit, room, bed.Id, patient, cancellationToken);
                    }
                }
            }
        }
    }

    private async Task Run(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await Task.Delay(Pace * (0.5 + _random.NextDouble()), _time, cancellationToken);
                await Step(cancellationToken);
            }
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

    /// <summary>One thing that happens in a hospital, drawn by how often it does.</summary>
    private async Task Step(CancellationToken cancellationToken)
    {
        var view = _board.Current;
        switch (_random.Next(10))
        {
            case 0 or 1 or 2:
                await CleanOne(view, cancellationToken);
                break;
            case 3 or 4:
                await OrderOrDischarge(view, cancellationToken);
                break;
            case 5:
                await RequestFromEd(view, cancellationToken);
                break;
            case 6 or 7:
                await PlaceWaiting(view, cancellationToken);
                break;
            default:
                await AdmitSomebody(view, cancellationToken);
                break;
        }
    }

    private async Task CleanOne(BoardView view, CancellationToken cancellationToken)
    {
        if (Pick(view, b => b.Status == BedStatus.Cleaning) is { } cleaning && _random.Next(2) == 0)
        {
            await Bed(cleaning.Bed.Id, "clean-finish", cancellationToken);
        }
        else if (Pick(view, b => b.Status == BedStatus.Dirty) is { } dirty)
        {
            await Bed(dirty.Bed.Id, "clean-start", cancellationToken);
        }
    }

    private async Task OrderOrDischarge(BoardView view, CancellationToken cancellationToken)
    {
        if (Pick(view, b => b is { Status: BedStatus.Occupied, DischargeOrdered: true }) is { } ordered && _random.Next(2) == 0)
        {
            await _ehr.Send("A03", ordered.Bed.Encounter!.Value, Place(ordered), cancellationToken);
        }
        else if (Pick(view, b => b is { Status: BedStatus.Occupied, DischargeOrdered: false }) is { } patient)
        {
            await _ehr.Send("A16", patient.Bed.Encounter!.Value, Place(patient), cancellationToken);
        }
    }

    private async Task RequestFromEd(BoardView view, CancellationToken cancellationToken)
    {
        var boarders = view.Waiting.Select(w => w.Encounter).ToHashSet();
        if (Pick(view, b => b.Status == BedStatus.Occupied && !boarders.Contains(b.Encounter!.Value), u => u.LevelOfCare == LevelOfCare.Emergency) is { } patient)
        {
            await _ehr.Send("A06", patient.Bed.Encounter!.Value, Place(patient), cancellationToken, "I");
        }
    }

    private async Task PlaceWaiting(BoardView view, CancellationToken cancellationToken)
    {
        if (view.Waiting.FirstOrDefault() is { } first
            && Pick(view, b => b.Status == BedStatus.Ready && _map.RoomOf(b.Id)!.Beds.Length == 1, IsWard) is { } free)
        {
            await _ehr.Send("A02", first.Encounter, Place(free), cancellationToken, "I");
        }
    }

    private static bool IsWard(UnitBoard unit) => unit.LevelOfCare is LevelOfCare.General or LevelOfCare.Telemetry;

    private async Task AdmitSomebody(BoardView view, CancellationToken cancellationToken)
    {
        if (Pick(view, b => b.Status == BedStatus.Ready, u => u.Figures.Occupied < u.Figures.OpenBeds * OccupancyMax) is { } free)
        {
            var room = _map.RoomOf(free.Bed.Id)!;
            var roomMate = free.Unit.Beds.FirstOrDefault(b => b.Room == room.Id && b.Status == BedStatus.Occupied)?.Gender;
            var unit = _map.UnitOf(free.Bed.Id)!;
            await Admit(unit, room, free.Bed.Id, DemoPatient.For(_random, unit, room, roomMate), cancellationToken);
        }
    }

    private Task Admit(UnitDefinition unit, RoomDefinition room, BedId bed, DemoPatient patient, CancellationToken cancellationToken) => _ehr.Admit(
        patient,
        $"{unit.Id}^{room.Id}^{bed}",
        unit.LevelOfCare switch { LevelOfCare.Emergency => "E", LevelOfCare.PostAnaesthesia => "O", _ => "I" },
        cancellationToken);

    private bool IsReady(UnitId unit, BedId bed) => _board.Current.Units.First(u => u.Id == unit).Beds.First(b => b.Id == bed).Status == BedStatus.Ready;

    private async Task Bed(BedId bed, string what, CancellationToken cancellationToken)
    {
        using var response = await _api.PostAsJsonAsync($"beds/{bed}/{what}", new { by = "demo housekeeping" }, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            _logger.LogInformation("{What} of {Bed} was refused: {Answer}", what, bed, await response.Content.ReadAsStringAsync(cancellationToken));
        }
    }

    private (UnitBoard Unit, BedView Bed)? Pick(BoardView view, Func<BedView, bool> bed, Func<UnitBoard, bool>? unit = null)
    {
        var candidates = (from u in view.Units where unit is null || unit(u) from b in u.Beds where bed(b) select (u, b)).ToList();
        return candidates.Count == 0 ? null : candidates[_random.Next(candidates.Count)];
    }

    private static string Place((UnitBoard Unit, BedView Bed) at) => $"{at.Unit.Id}^{at.Bed.Room}^{at.Bed.Id}";
}
