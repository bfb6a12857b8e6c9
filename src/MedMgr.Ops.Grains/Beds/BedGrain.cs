using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.EventLog;
using MedMgr.Ops.Grains.Contracts;
using MedMgr.Ops.Grains.Storage;

namespace MedMgr.Ops.Grains.Beds;

/// <inheritdoc cref="IBedGrain"/>
public sealed class BedGrain : EventSourcedGrain<Bed, BedEvent>, IBedGrain
{
    private const int RacesMax = 5;

    private readonly HospitalDirectory _directory;
    private HospitalId _hospital;
    private BedId _id;

    public BedGrain(
        IEventLog log, HospitalDirectory directory, [PersistentState("bed", SnapshotGrainStorage.Name)] IPersistentState<StreamSnapshot> snapshot)
        : base(log, snapshot) => _directory = directory;

    protected override string Hospital => _hospital.Value;

    protected override string Stream => Streams.Of(_id);

    protected override Bed Initial => Bed.New(Definition.Bed(_id)?.Surge ?? throw new InvalidOperationException($"Bed '{_id}' is in no definition."));

    private HospitalMap Definition => _directory.Get(_hospital);

    private int PatientsMax => Definition.UnitOf(_id)!.PatientsPerBedMax;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        (_hospital, _id) = GrainKeys.Parse<BedId>(this.GetPrimaryKeyString());
        return base.OnActivateAsync(cancellationToken);
    }

    public async Task<BedVersion> Get()
    {
        await Fresh();
        return Now;
    }

    public async Task<BedReply> Execute(BedCommand command, Origin origin, ImmutableArray<Companion> companions)
    {
        await Fresh();
        for (var race = 0; race < RacesMax; race++)
        {
            if (HasSeen(origin))
            {
                return new BedReply(ReplyKind.Duplicate, Now, null, null, 0);
            }

            switch (BedRules.Decide(_id, State, command, PatientsMax))
            {
                case Decision<BedEvent>.Rejected refused:
                    if (await WasBehind())
                    {
                        break;
                    }

                    return new BedReply(ReplyKind.Rejected, Now, refused.Because, null, 0);
                case Decision<BedEvent>.Accepted { Events.IsEmpty: true } when await WasBehind():
                    // "Already so" from old memory: no event of this bed would guard what its companions take from it.
                    break;
                case Decision<BedEvent>.Accepted { Events.IsEmpty: true } when companions.IsEmpty:
                    return new BedReply(ReplyKind.Done, Now, null, null, 0);
                case Decision<BedEvent>.Accepted accepted:
                    switch (await Append(origin, accepted.Events, companions))
                    {
                        case AppendResult.Appended appended:
                            return new BedReply(ReplyKind.Done, Now, null, null, appended.LastPosition);
                        case AppendResult.Duplicate:
                            return new BedReply(ReplyKind.Duplicate, Now, null, null, 0);
                        case AppendResult.Conflict conflict when conflict.Stream != Stream:
                            return new BedReply(ReplyKind.Conflict, Now, null, conflict.Stream, 0);
                    }

                    break;
            }
        }

        return new BedReply(
            ReplyKind.Rejected, Now, new Rejection(RejectionCode.LostRace, $"Others kept changing bed {_id}. Look at it and try again."), null, 0);
    }

    public async Task<BedReply> ReportStatus(BedStatusCode status, Origin origin)
    {
        await Fresh();
        var command = BedStatusReports.CommandFor(State, status, origin.Actor, origin.At);
        if (command is null && await WasBehind())
        {
            command = BedStatusReports.CommandFor(State, status, origin.Actor, origin.At);
        }

        // Before the contradiction: a report sent again may contradict what came after it was done.
        if (HasSeen(origin))
        {
            return new BedReply(ReplyKind.Duplicate, Now, null, null, 0);
        }

        var reply = command is not null ? await Execute(command, origin, [])
            : BedStatusReports.Contradicts(State, status) ? new BedReply(
                ReplyKind.Rejected, Now, new Rejection(RejectionCode.BedWrongState, $"Bed {_id} is known to be {State.State.StatusOf()}."), null, 0)
            : new BedReply(ReplyKind.Done, Now, null, null, 0);
        return reply.Kind == ReplyKind.Rejected && await HasEverSeen(origin) ? new BedReply(ReplyKind.Duplicate, Now, null, null, 0) : reply;
    }

    public async Task<BedProposal> Propose(ImmutableArray<BedCommand> commands)
    {
        await Fresh();
        var proposal = WouldWrite(commands);
        return proposal.Because is not null && await WasBehind() ? WouldWrite(commands) : proposal;
    }

    public async Task<BedProposal?> ProposeOnce(ImmutableArray<BedCommand> commands, Origin origin)
    {
        await Reload();
        return await HasEverSeen(origin) ? null : WouldWrite(commands);
    }

    public async Task<BedVersion> Adopt(BedVersion after, Origin origin)
    {
        await Adopt(after.Version, after.Bed, origin);
        return Now;
    }

    public async Task<BedVersion> Refresh()
    {
        await Reload();
        return Now;
    }

    protected override Bed Evolve(Bed state, BedEvent @event) => BedRules.Evolve(state, @event);

    private BedProposal WouldWrite(ImmutableArray<BedCommand> commands)
    {
        var bed = State;
        var events = ImmutableArray.CreateBuilder<BedEvent>();
        Rejection? because = null;
        foreach (var command in commands)
        {
            switch (BedRules.Decide(_id, bed, command, PatientsMax))
            {
                case Decision<BedEvent>.Rejected refused:
                    because ??= refused.Because;
                    break;
                case Decision<BedEvent>.Accepted accepted:
                    events.AddRange(accepted.Events);
                    bed = accepted.Events.Aggregate(bed, BedRules.Evolve);
                    break;
            }
        }

        return new BedProposal(
            events.Count == 0 ? null : OwnAppend(events.ToImmutable()), new BedVersion(_id, Version + events.Count, bed), because);
    }

    private BedVersion Now => new(_id, Version, State);
}
