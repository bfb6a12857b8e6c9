using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.Domain.Placement;
using MedMgr.Ops.Domain.Units;
using MedMgr.Ops.EventLog;
using MedMgr.Ops.Grains.Contracts;
using MedMgr.Ops.Grains.Storage;
using Orleans.Concurrency;

namespace MedMgr.Ops.Grains.Units;

/// <inheritdoc cref="IUnitGrain"/>
/// <remarks>Reentrant, so that placements into different beds of a unit are written side by side; commands on the unit itself take turns.</remarks>
[Reentrant]
public sealed class UnitGrain : EventSourcedGrain<UnitState, UnitEvent>, IUnitGrain
{
    private const int RacesMax = 5;

    private readonly HospitalDirectory _directory;
    private readonly TimeProvider _time;
    private readonly TurnGate _own = new();
    private readonly UnitBeds _beds = new();
    private LoadHistory _load = LoadHistory.Empty;
    private HospitalId _hospital;
    private UnitId _id;
    private Task? _loading;

    public UnitGrain(
        IEventLog log,
        HospitalDirectory directory,
        TimeProvider time,
        [PersistentState("unit", SnapshotGrainStorage.Name)] IPersistentState<StreamSnapshot> snapshot)
        : base(log, snapshot)
    {
        _directory = directory;
        _time = time;
    }

    protected override string Hospital => _hospital.Value;

    protected override string Stream => Streams.Of(_id);

    protected override UnitState Initial => UnitState.New;

    private UnitDefinition Definition =>
        _directory.Get(_hospital).Unit(_id) ?? throw new InvalidOperationException($"Unit '{_id}' is in no definition.");

    private int Capacity => StaffedCapacity.Of(Definition.Ratio, State.NursesOnDuty, _load, _time.GetUtcNow());

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        (_hospital, _id) = GrainKeys.Parse<UnitId>(this.GetPrimaryKeyString());
        return base.OnActivateAsync(cancellationToken);
    }

    public async Task<UnitReply> Get()
    {
        await Ready();
        return Done(0);
    }

    public async Task<BedVersion> GetBed(BedId bed) => await BedGrain(bed).Get();

    public async Task<UnitView> View()
    {
        await Ready();
        return _beds.View(Definition, State, Capacity);
    }

    public async Task<TakeAssessment> Assess(TakeBed take, EncounterId encounter)
    {
        await Ready();
        if (_beds.Find(take.Bed) is not { } bed)
        {
            return new TakeAssessment(new Rejection(RejectionCode.BedUnknown, $"Unit {_id} has no bed {take.Bed}."), false, []);
        }

        var refusal = BedRefusal(take, bed);
        if (refusal is not null)
        {
            // The bed may have changed without this unit hearing of it: a report must not be called impossible on old knowledge.
            bed = (await Told(BedGrain(take.Bed).Refresh(), take.Bed)).Bed;
            refusal = BedRefusal(take, bed);
        }

        return new TakeAssessment(
            refusal, bed.State is BedState.Dirty or BedState.Cleaning, PlacementRules.Check(_beds.View(Definition, State, Capacity), take.Bed, encounter, take.Needs));
    }

    public async Task<BedReply> Take(TakeBed take, EncounterId encounter, Origin origin, ImmutableArray<Companion> companions)
    {
        await Ready();
        if (!take.Reported && FirstRefusal(take, encounter) is not null)
        {
            await LookAtEverythingAgain();
            if (FirstRefusal(take, encounter) is { } refusal)
            {
                return new BedReply(ReplyKind.Rejected, await BedGrain(take.Bed).Get(), refusal, null, 0);
            }
        }

        var underway = _beds.Begin(take, encounter);
        try
        {
            return await Told(BedGrain(take.Bed).Execute(take.Command, origin, companions), take.Bed);
        }
        finally
        {
            _beds.End(underway);
        }
    }

    public async Task<BedReply> ExecuteBed(BedId bed, BedCommand command, Origin origin)
    {
        await Ready();
        return _beds.Find(bed) is null
            ? new BedReply(
                ReplyKind.Rejected, new BedVersion(bed, 0, Bed.New(surge: false)), new Rejection(RejectionCode.BedUnknown, $"Unit {_id} has no bed {bed}."), null, 0)
            : await Told(BedGrain(bed).Execute(command, origin, []), bed);
    }

    public async Task<BedReply> ReportBedStatus(BedId bed, BedStatusCode status, Origin origin)
    {
        await Ready();
        return await Told(BedGrain(bed).ReportStatus(status, origin), bed);
    }

    public Task<BedProposal> ProposeBed(BedId bed, ImmutableArray<BedCommand> commands) => BedGrain(bed).Propose(commands);

    public async Task AdoptBeds(ImmutableArray<BedVersion> beds, Origin origin)
    {
        await Ready();
        foreach (var bed in beds)
        {
            await Told(BedGrain(bed.Id).Adopt(bed, origin), bed.Id);
        }
    }

    public async Task RefreshBeds(ImmutableArray<BedId> beds)
    {
        await Ready();
        await Task.WhenAll(beds.Select(bed => Told(BedGrain(bed).Refresh(), bed)));
    }

    public async Task<UnitReply> Execute(UnitCommand command, Origin origin, ImmutableArray<Companion> companions)
    {
        await Ready();
        return await _own.Run(() => DecideAndAppend(command, origin, companions));
    }

    public async Task<Companion?> Propose(UnitCommand command)
    {
        await Ready();
        return WouldWrite(command) ?? (await WasBehind() ? WouldWrite(command) : null);
    }

    public async Task Refresh()
    {
        await _own.Run(async () =>
        {
            await Reload();
            NoteLoad();
            return Version;
        });
    }

    public async Task<UnitReply> SetSurgeBeds(ImmutableArray<BedId> beds, bool open, string reason, Origin origin)
    {
        await Ready();
        var surge = Definition.Rooms.SelectMany(r => r.Beds).Where(b => b.Surge).Select(b => b.Id).ToHashSet();
        if (beds.FirstOrDefault(b => !surge.Contains(b)) is { Value: not null } wrong)
        {
            return Refused(new Rejection(RejectionCode.NotASurgeBed, $"{wrong} is no surge bed of unit {_id}. Its surge beds: {Listed(surge)}."));
        }

        if (surge.Count == 0)
        {
            return Refused(new Rejection(RejectionCode.NotASurgeBed, $"Unit {_id} has no surge beds."));
        }

        // Asked for all, a bed that is in use simply stays open; asked for by name, its refusal is the answer.
        BedCommand command = open ? new BedCommand.Open { At = origin.At } : new BedCommand.Close(reason) { At = origin.At };
        return await _own.Run(() => CommandBeds(beds.IsEmpty ? [.. surge.OrderBy(b => b.Value, StringComparer.Ordinal)] : beds, command, mayRefuse: beds.IsEmpty, origin));
    }

    protected override UnitState Evolve(UnitState state, UnitEvent @event) => UnitRules.Evolve(state, @event);

    private Companion? WouldWrite(UnitCommand command) =>
        UnitRules.Decide(_id, State, command, _beds.View(Definition, State, Capacity).PatientsAndClaims) is Decision<UnitEvent>.Accepted { Events.IsEmpty: false } accepted
            ? OwnAppend(accepted.Events)
            : null;

    /// <summary>With the unit all its beds that can be closed; at its opening those that were closed with it.</summary>
    private List<(BedId Bed, BedCommand Command)> BedsOf(UnitCommand command)
    {
        const string because = "unit closed: ";
        var steps = new List<(BedId, BedCommand)>();
        foreach (var bed in Definition.Rooms.SelectMany(r => r.Beds).Select(b => b.Id))
        {
            var state = _beds.Find(bed)!.State;
            if (command is UnitCommand.Close close && state is not BedState.Closed)
            {
                steps.Add((bed, new BedCommand.Close(because + close.Reason) { At = command.At }));
            }
            else if (command is UnitCommand.Open && state is BedState.Closed { Reason: var reason } && reason.StartsWith(because, StringComparison.Ordinal))
            {
                steps.Add((bed, new BedCommand.Open { At = command.At }));
            }
        }

        return steps;
    }

    private async Task<UnitReply> DecideAndAppend(UnitCommand command, Origin origin, ImmutableArray<Companion> companions)
    {
        for (var race = 0; race < RacesMax; race++)
        {
            await Fresh();
            if (HasSeen(origin))
            {
                return Reply(ReplyKind.Duplicate, null, null, 0);
            }

            var patients = _beds.View(Definition, State, Capacity).PatientsAndClaims;
            switch (UnitRules.Decide(_id, State, command, patients))
            {
                case Decision<UnitEvent>.Rejected refused:
                    if (await LookAtEverythingAgain())
                    {
                        break;
                    }

                    return Refused(refused.Because);
                case Decision<UnitEvent>.Accepted { Events.IsEmpty: true } when await WasBehind():
                    // "Already so" from old memory: no event of this unit would guard what its companions take from it.
                    break;
                case Decision<UnitEvent>.Accepted { Events.IsEmpty: true } when companions.IsEmpty:
                    return Done(0);
                case Decision<UnitEvent>.Accepted accepted:
                    var beds = BedsOf(command);
                    var asked = await Task.WhenAll(beds.Select(b => BedGrain(b.Bed).Propose([b.Command])));
                    if (asked.Any(p => p.Because?.Code == RejectionCode.BedInUse))
                    {
                        // A patient came while the beds were asked: the unit decides again, and now counts that patient.
                        await RefreshBeds([.. beds.Select(b => b.Bed)]);
                        break;
                    }

                    var proposals = asked.Where(p => p.Append is not null).ToList();
                    var result = await Append(origin, accepted.Events, [.. companions, .. proposals.Select(p => p.Append!)]);
                    NoteLoad();
                    switch (result)
                    {
                        case AppendResult.Appended appended:
                            await AdoptBeds([.. proposals.Select(p => p.After)], origin);
                            return Done(appended.LastPosition);
                        case AppendResult.Duplicate:
                            return Reply(ReplyKind.Duplicate, null, null, 0);
                        case AppendResult.Conflict conflict when companions.Any(c => c.Stream == conflict.Stream):
                            return Reply(ReplyKind.Conflict, null, conflict.Stream, 0);
                        case AppendResult.Conflict:
                            await RefreshBeds([.. beds.Select(b => b.Bed)]);
                            break;
                    }

                    break;
            }
        }

        return Refused(new Rejection(RejectionCode.LostRace, $"Others kept changing unit {_id}. Look at it and try again."));
    }

    private async Task<UnitReply> CommandBeds(ImmutableArray<BedId> beds, BedCommand command, bool mayRefuse, Origin origin)
    {
        for (var race = 0; race < RacesMax; race++)
        {
            await Fresh();
            var asked = await Task.WhenAll(beds.Select(b => BedGrain(b).ProposeOnce([command], origin)));
            if (asked.Any(p => p is null))
            {
                // Sent again: the beds that it did not change then are none of its business now.
                await RefreshBeds(beds);
                return Reply(ReplyKind.Duplicate, null, null, 0);
            }

            if (!mayRefuse && asked.FirstOrDefault(p => p!.Because is not null) is { Because: { } refusal })
            {
                return Refused(refusal);
            }

            var proposals = asked.OfType<BedProposal>().Where(p => p.Append is not null).ToList();
            if (proposals.Count == 0)
            {
                return Done(0);
            }

            switch (await Append(origin, [], [.. proposals.Select(p => p.Append!)]))
            {
                case AppendResult.Appended appended:
                    await AdoptBeds([.. proposals.Select(p => p.After)], origin);
                    return Done(appended.LastPosition);
                case AppendResult.Duplicate:
                    await RefreshBeds(beds);
                    return Reply(ReplyKind.Duplicate, null, null, 0);
                default:
                    await RefreshBeds(beds);
                    break;
            }
        }

        return Refused(new Rejection(RejectionCode.LostRace, $"Others kept changing the beds of unit {_id}. Look at them and try again."));
    }

    /// <summary>The first call reads all beds; calls that come meanwhile wait for the same reading. Beds whose last answer was lost are asked again.</summary>
    private async Task Ready()
    {
        await Fresh();
        if (!_beds.IsLoaded)
        {
            await (_loading is { IsFaulted: false, IsCanceled: false } ? _loading : _loading = LoadBeds());
        }

        if (_beds.InDoubt is { IsEmpty: false } doubted)
        {
            await Task.WhenAll(doubted.Select(bed => Told(BedGrain(bed).Refresh(), bed)));
        }
    }

    private async Task LoadBeds()
    {
        _beds.Load(await Task.WhenAll(Definition.Rooms.SelectMany(r => r.Beds).Select(b => BedGrain(b.Id).Get())));
        NoteLoad();
    }

    /// <summary>Before a refusal: what this unit knows of itself and its beds may have missed something.</summary>
    /// <returns>Whether it had.</returns>
    private async Task<bool> LookAtEverythingAgain()
    {
        var before = _beds.All.Sum(b => b.Version);
        var was = await WasBehind();
        await RefreshBeds([.. _beds.All.Select(b => b.Id)]);
        return was || _beds.All.Sum(b => b.Version) != before;
    }

    private Rejection? BedRefusal(TakeBed take, Bed bed) =>
        BedRules.Decide(take.Bed, bed, take.Command, Definition.PatientsPerBedMax) is Decision<BedEvent>.Rejected refused ? refused.Because : null;

    private Rejection? FirstRefusal(TakeBed take, EncounterId encounter)
    {
        var overridden = take.Command switch
        {
            BedCommand.Occupy o => o.Override,
            BedCommand.Reserve r => r.Override,
            _ => null,
        };
        return PlacementRules.Check(_beds.View(Definition, State, Capacity), take.Bed, encounter, take.Needs)
            .FirstOrDefault(r => overridden is null || !r.Overridable);
    }

    private void Note(BedVersion bed)
    {
        _beds.Note(bed);
        NoteLoad();
    }

    private async Task<BedVersion> Told(Task<BedVersion> answer, BedId bed)
    {
        try
        {
            var told = await answer;
            Note(told);
            return told;
        }
        catch
        {
            _beds.Doubt(bed);
            throw;
        }
    }

    private async Task<BedReply> Told(Task<BedReply> answer, BedId bed)
    {
        try
        {
            var reply = await answer;
            Note(reply.Bed);
            return reply;
        }
        catch
        {
            _beds.Doubt(bed);
            throw;
        }
    }

    private void NoteLoad()
    {
        if (Definition.Ratio.Meaning == RatioMeaning.AveragedWithMaximum && _beds.IsLoaded)
        {
            var patients = new UnitView(Definition, State, _beds.All.ToDictionary(b => b.Id, b => b.Bed), 0).PatientsAndClaims;
            _load = _load.Note(_time.GetUtcNow(), patients, State.NursesOnDuty, TimeSpan.FromHours(Definition.Ratio.AveragedOverHours));
        }
    }

    private UnitReply Done(long position) => Reply(ReplyKind.Done, null, null, position);

    private UnitReply Refused(Rejection because) => Reply(ReplyKind.Rejected, because, null, 0);

    private UnitReply Reply(ReplyKind kind, Rejection? because, string? conflictOn, long position) => new(kind, State, Capacity, because, conflictOn, position);

    private static string Listed(IEnumerable<BedId> beds) => string.Join(", ", beds.Select(b => b.Value).Order(StringComparer.Ordinal));

    private IBedGrain BedGrain(BedId bed) => GrainFactory.GetGrain<IBedGrain>(GrainKeys.Of(_hospital, bed));
}
