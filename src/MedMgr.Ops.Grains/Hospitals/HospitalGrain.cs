using System.Collections.Immutable;
using System.Text.Json;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Discrepancies;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.Domain.Surge;
using MedMgr.Ops.EventLog;
using MedMgr.Ops.Grains.Contracts;
using MedMgr.Ops.Grains.Storage;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;

namespace MedMgr.Ops.Grains.Hospitals;

/// <inheritdoc cref="IHospitalGrain"/>
/// <remarks>Reentrant: a swap or a repair that waits for beds holds up nobody else.</remarks>
[Reentrant]
public sealed class HospitalGrain : EventSourcedGrain<HospitalState, HospitalEvent>, IHospitalGrain, IRemindable
{
    private const string WatchReminder = "watch";
    private static readonly TimeSpan ReconcileEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan WatchEvery = TimeSpan.FromMinutes(1);

    private readonly HospitalDirectory _directory;
    private readonly SwapScript _swap;
    private readonly Reconciler _reconciler;
    private readonly IBoardReader _boards;
    private readonly ILogger<HospitalGrain> _logger;
    private readonly TurnGate _own = new();
    private IGrainTimer? _timer;
    private bool _reconciling;

    public HospitalGrain(
        IEventLog log,
        HospitalDirectory directory,
        IBoardReader boards,
        IGrainFactory grains,
        TimeProvider time,
        ILogger<HospitalGrain> logger,
        [PersistentState("hospital", SnapshotGrainStorage.Name)] IPersistentState<StreamSnapshot> snapshot)
        : base(log, snapshot)
    {
        _directory = directory;
        _boards = boards;
        _logger = logger;
        _swap = new SwapScript(log, directory, grains);
        _reconciler = new Reconciler(boards, directory, grains, time, logger);
    }

    protected override string Hospital => this.GetPrimaryKeyString();

    protected override string Stream => Streams.Hospital;

    protected override HospitalState Initial => HospitalState.New;

    private HospitalId Id => new(Hospital);

    /// <remarks>One after the other: reports that come at once would else make each other lose the race for the stream.</remarks>
    public Task<HospitalReply> Execute(HospitalCommand command, Origin origin) => _own.Run(() => DecideAndAppend(command, origin));

    public async Task<HospitalReply> Swap(EncounterId a, EncounterId b, bool reported, Override? @override, DateTimeOffset eventAt, Origin origin)
    {
        await Fresh();
        if (HasSeen(origin))
        {
            return Reply(ReplyKind.Duplicate);
        }

        var (kind, because, position) = await _swap.Run(Id, a, b, reported, @override, eventAt, origin);
        return kind == ReplyKind.Rejected && reported
            ? await RaiseOwn(DiscrepancyKind.BedContested, $"{origin.Actor} swaps {a} and {b}. {because!.Because}", a, null, eventAt, origin)
            : Reply(kind, because, position);
    }

    public async Task<HospitalReply> ReportBedStatus(BedId bed, BedStatusCode status, string source, DateTimeOffset eventAt, Origin origin)
    {
        if (_directory.Get(Id).UnitOf(bed) is not { } unit)
        {
            return Reply(ReplyKind.Rejected, new Rejection(RejectionCode.BedUnknown, $"There is no bed {bed}."));
        }

        await Fresh();
        if (HasSeen(origin))
        {
            return Reply(ReplyKind.Duplicate);
        }

        var reply = await GrainFactory.GetGrain<IUnitGrain>(GrainKeys.Of(Id, unit.Id)).ReportBedStatus(bed, status, origin);
        return reply.Kind == ReplyKind.Rejected
            ? await RaiseOwn(DiscrepancyKind.BedStatusDiffers, $"{source} reports {bed} as {status}. {reply.Because!.Because}", null, bed, eventAt, origin)
            : Reply(reply.Kind, reply.Because, reply.Position);
    }

    public async Task<HospitalReply> MergePatients(PatientId prior, PatientId to, string source, Origin origin)
    {
        await Fresh();
        if (HasSeen(origin))
        {
            return Reply(ReplyKind.Duplicate);
        }

        // Visits that belong to the person already may do so because of this very message, sent again: they know it.
        var visits = await _boards.ReadAsync(
            Id, board => board.Encounters.Where(e => e.Value.Patient == prior || e.Value.Patient == to).Select(e => e.Key).ToImmutableArray());
        var merged = false;
        long position = 0;
        foreach (var visit in visits)
        {
            var reply = await GrainFactory.GetGrain<IEncounterGrain>(GrainKeys.Of(Id, visit))
                .Execute(new EncounterCommand.ChangePatient(to, source) { At = origin.At }, origin);
            if (reply.Kind == ReplyKind.Rejected)
            {
                return Reply(ReplyKind.Rejected, reply.Because);
            }

            merged |= reply.Position > 0 || reply.Kind == ReplyKind.Duplicate;
            position = Math.Max(position, reply.Position);
        }

        return !merged
            ? await RaiseOwn(DiscrepancyKind.UnknownEncounter, $"{source} merges a patient record that has no present visit here.", null, null, origin.At, origin)
            : Reply(ReplyKind.Done, null, position);
    }

    public async Task Watch()
    {
        StartTimer();
        await this.RegisterOrUpdateReminder(WatchReminder, WatchEvery, WatchEvery);
    }

    /// <summary>Brings the grain, and with it the timer, back after a deactivation or the loss of a silo.</summary>
    /// <remarks>The reminder of a hospital that has been given to another server since says no more here.</remarks>
    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        if (_directory.Find(Id) is not null && _directory.Owners.IsOurs(Id))
        {
            StartTimer();
        }
        else if (await this.GetReminder(reminderName) is { } reminder)
        {
            await this.UnregisterReminder(reminder);
        }
    }

    public async Task<int> Reconcile()
    {
        if (_reconciling)
        {
            return 0;
        }

        _reconciling = true;
        try
        {
            return await _reconciler.Run(Id);
        }
        finally
        {
            _reconciling = false;
        }
    }

    protected override HospitalState Evolve(HospitalState state, HospitalEvent @event) => HospitalRules.Evolve(state, @event);

    private void StartTimer() => _timer ??= this.RegisterGrainTimer(
        async _ =>
        {
            try
            {
                await Reconcile();
            }
            catch (Exception e) when (e is EventLogException or TimeoutException or OrleansMessageRejectionException or InvalidOperationException)
            {
                // The next tick tries again; a person must be able to see that this one failed.
                _logger.LogError(e, "The reconciler of {Hospital} failed and will try again.", Hospital);
            }
        },
        new GrainTimerCreationOptions { DueTime = ReconcileEvery, Period = ReconcileEvery, KeepAlive = true });

    private async Task<HospitalReply> DecideAndAppend(HospitalCommand command, Origin origin)
    {
        var settled = await Settle(
            origin, () => HospitalRules.Decide(State, WithComparison(command)), events => AppendAlone(origin, events),
            "Others kept changing the hospital's own record. Try again.");
        return Reply(settled.Kind, settled.Because, settled.Position);
    }

    private Task<HospitalReply> RaiseOwn(DiscrepancyKind kind, string says, EncounterId? encounter, BedId? bed, DateTimeOffset at, Origin origin) =>
        Execute(
            new HospitalCommand.RaiseDiscrepancy(new Discrepancy($"h-{origin.Id}", kind, says, encounter, bed, at, origin.Actor)) { At = origin.At }, origin);

    private HospitalCommand WithComparison(HospitalCommand command) =>
        command is HospitalCommand.Define define && State.Definition is { } before
            ? define with { SameAsBefore = JsonSerializer.Serialize(before, DomainJson.Options) == JsonSerializer.Serialize(define.Definition, DomainJson.Options) }
            : command;

    private HospitalReply Reply(ReplyKind kind, Rejection? because = null, long position = 0) => new(kind, State.SurgeLevel, because, position);
}
