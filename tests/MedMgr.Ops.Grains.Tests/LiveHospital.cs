using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Board;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.Domain.Placement;
using MedMgr.Ops.Domain.Staffing;
using MedMgr.Ops.Domain.Surge;
using MedMgr.Ops.Domain.Units;
using MedMgr.Ops.EmbeddedSilo;
using MedMgr.Ops.EventLog;
using MedMgr.Ops.Grains.Contracts;
using MedMgr.Ops.Grains.Hospitals;
using MedMgr.Ops.Grains.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Runtime.Hosting;

namespace MedMgr.Ops.Grains.Tests;

/// <summary>The test hospital over a real SQLite log in a folder of its own, with the embedded silo.</summary>
internal sealed class LiveHospital : IAsyncDisposable
{
    private readonly string _folder;
    private readonly IDurableLog _log;
    private IHost _host;
    private int _origins;

    private LiveHospital(string folder, IDurableLog log)
    {
        _folder = folder;
        _log = log;
        Log = new CountingLog(log);
        Directory.Set(TestHospital.Map);
        _host = Build();
    }

    public OwnedClock Clock { get; } = new();

    public CountingLog Log { get; }

    public HospitalDirectory Directory { get; } = new();

    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    public IHospitalGrain Hospital => Grains.GetGrain<IHospitalGrain>(TestHospital.Id.Value);

    public DateTimeOffset Now => Clock.GetUtcNow();

    /// <param name="staffed">The day's nurses are on shift: 5 places in the ED, 5 on the ward, 2 in the ICU, 5 couplets in maternity.</param>
    public static async Task<LiveHospital> OpenAsync(bool staffed = true)
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("grains-").FullName;
        var hospital = new LiveHospital(folder, await EventLogs.OpenSqliteAsync(folder));
        await hospital._host.StartAsync();
        await hospital.Hospital.Execute(new HospitalCommand.Define(TestHospital.Definition, SameAsBefore: false) { At = hospital.Now }, hospital.Origin());
        if (staffed)
        {
            foreach (var nurse in new[] { "N-ED", "N-4E-1", "N-ICU", "N-MAT" })
            {
                var person = TestHospital.Map.Staff(new StaffId(nurse))!;
                (await hospital.Staff(nurse, new StaffCommand.StartShift(person.HomeUnit, hospital.Now.AddHours(12)) { At = hospital.Now }))
                    .Kind.ShouldBe(ReplyKind.Done);
            }
        }

        return hospital;
    }

    public Origin Origin(string? id = null, OriginKind kind = OriginKind.User) => new(kind, "charge nurse", id ?? $"o-{Interlocked.Increment(ref _origins)}", Now);

    public IEncounterGrain Visit(string id) => Grains.GetGrain<IEncounterGrain>(GrainKeys.Of(TestHospital.Id, new EncounterId(id)));

    public IUnitGrain Unit(UnitId id) => Grains.GetGrain<IUnitGrain>(GrainKeys.Of(TestHospital.Id, id));

    public Task<EncounterReply> Ask(string visit, EncounterCommand command, Origin? origin = null) => Visit(visit).Execute(command, origin ?? Origin());

    public Task<EncounterReply> Tell(string visit, ReportKind kind, string? bed, Gender gender = Gender.Female, Origin? origin = null) =>
        Ask(visit, new EncounterCommand.Reported(TestHospital.Report(kind, Now, bed is null ? null : TestHospital.Place(bed), gender)) { At = Now }, origin);

    public Task<EncounterReply> Request(string visit, UnitId? target = null, Gender gender = Gender.Female) => Ask(
        visit, new EncounterCommand.Request(TestHospital.Needs(gender), target ?? TestHospital.Ward, "test", null, "I") { At = Now });

    public Task<EncounterReply> Assign(string visit, string bed, Override? @override = null) =>
        Ask(visit, new EncounterCommand.Assign(TestHospital.Place(bed), @override) { At = Now });

    public Task<EncounterReply> Arrive(string visit, string? bed = null, Override? @override = null) =>
        Ask(visit, new EncounterCommand.Arrive(bed is null ? null : TestHospital.Place(bed), @override) { At = Now });

    public Task<EncounterReply> Depart(string visit) => Ask(visit, new EncounterCommand.Depart("home") { At = Now });

    public Task<BedReply> Bed(string bed, BedCommand command, Origin? origin = null) =>
        Unit(TestHospital.Place(bed).Unit).ExecuteBed(new BedId(bed), command, origin ?? Origin());

    public Task<StaffReply> Staff(string id, StaffCommand command, Origin? origin = null) =>
        Grains.GetGrain<IStaffGrain>(GrainKeys.Of(TestHospital.Id, new StaffId(id))).Execute(command, origin ?? Origin());

    public async Task<BedState> StateOf(string bed) => (await Unit(TestHospital.Place(bed).Unit).GetBed(new BedId(bed))).Bed.State;

    public async Task<EncounterState> StateOfVisit(string visit) => (await Visit(visit).Get()).State;

    /// <summary>Makes the bed ready again after a patient has left it.</summary>
    public Task<BedReply> Clean(string bed) => Bed(bed, new BedCommand.MarkReady("housekeeping") { At = Now });

    /// <summary>Writes past all grains, as a crash of another version or a hand in the database would leave it.</summary>
    public async Task Inject(string stream, params object[] events)
    {
        var version = (await _log.ReadStreamAsync(TestHospital.Id.Value, stream)).Length;
        (await _log.AppendAsync(new AppendRequest(
            TestHospital.Id.Value,
            new Cause(CauseKind.System, "test", $"injected-{stream}-{version}"),
            Now,
            [new StreamAppend(stream, version, [.. events.Select(e => new NewEvent(EventNames.NameOf(e), EventNames.ToJson(e)))])])))
            .ShouldBeOfType<AppendResult.Appended>();
    }

    /// <summary>A fresh fold over the whole log.</summary>
    public async Task<HospitalBoard> Board()
    {
        var board = new HospitalBoard(TestHospital.Id);
        await foreach (var recorded in _log.ReadAllAsync(TestHospital.Id.Value))
        {
            board.Apply(recorded.Position, recorded.Stream, recorded.At, EventNames.FromJson(recorded.Type, recorded.Payload.Span));
        }

        return board;
    }

    public async Task<ImmutableArray<RecordedEvent>> Events(string stream) => await _log.ReadStreamAsync(TestHospital.Id.Value, stream);

    /// <summary>The process ends and starts again over the same log.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        _host = Build();
        await _host.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _log.DisposeAsync();
        System.IO.Directory.Delete(_folder, recursive: true);
    }

    private async Task StopAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    private IHost Build()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.UseOrleans(silo => Silo.Configure(silo, _ => Log, _ => _log, Directory));
        return builder.Build();
    }
}

/// <summary>What both kinds of silo need to run the grains.</summary>
internal static class Silo
{
    // One delegate for all silos: the copier learns the types once.
    private static readonly Func<Type, bool> IsDomain = DomainTypes.TravelAsJson;

    public static void Configure(
        ISiloBuilder silo, Func<IServiceProvider, IEventLog> log, Func<IServiceProvider, ISnapshotStore> snapshots, HospitalDirectory directory)
    {
        silo.Services.AddSingleton(log);
        silo.Services.AddSingleton(directory);
        silo.Services.AddSingleton<IBoardReader, LogBoardReader>();
        silo.Services.AddGrainStorage(SnapshotGrainStorage.Name, (services, _) => new SnapshotGrainStorage(snapshots(services)));
        silo.UseInMemoryReminderService();
        silo.Configure<EmbeddedSiloOptions>(options =>
        {
            options.GrainAssemblies.Add(typeof(HospitalDirectory).Assembly);
            options.TravelsAsJson = IsDomain;
            options.JsonOptions = DomainJson.Options;
        });
    }
}
