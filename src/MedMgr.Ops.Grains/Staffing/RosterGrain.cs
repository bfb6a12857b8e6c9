using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.Domain.Rosters;
using MedMgr.Ops.EventLog;
using MedMgr.Ops.Grains.Contracts;
using MedMgr.Ops.Grains.Storage;

namespace MedMgr.Ops.Grains.Staffing;

/// <inheritdoc cref="IRosterGrain"/>
/// <remarks>Publishing changes nobody's shift by itself: <see cref="RotaKeeper"/> brings people on and off by what is published.</remarks>
public sealed class RosterGrain : EventSourcedGrain<RosterState, RosterEvent>, IRosterGrain
{
    private readonly HospitalDirectory _directory;
    private HospitalId _hospital;
    private UnitId _id;

    public RosterGrain(
        IEventLog log, HospitalDirectory directory, [PersistentState("roster", SnapshotGrainStorage.Name)] IPersistentState<StreamSnapshot> snapshot)
        : base(log, snapshot) => _directory = directory;

    protected override string Hospital => _hospital.Value;

    protected override string Stream => Streams.RosterOf(_id);

    protected override RosterState Initial => RosterState.New;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        (_hospital, _id) = GrainKeys.Parse<UnitId>(this.GetPrimaryKeyString());
        return base.OnActivateAsync(cancellationToken);
    }

    public async Task<RosterReply> Get()
    {
        await Fresh();
        return Reply(ReplyKind.Done);
    }

    public async Task<RosterReply> Execute(RosterCommand command, Origin origin)
    {
        var map = _directory.Get(_hospital);
        if (map.Unit(_id) is not { } unit)
        {
            return Reply(ReplyKind.Rejected, new Rejection(RejectionCode.UnitUnknown, $"There is no unit {_id}."));
        }

        var settled = await Settle(
            origin, () => PublicationRules.Decide(map, unit, State, command), events => AppendAlone(origin, events),
            $"Others kept publishing rosters of {_id}. Look at the latest and try again.");
        return Reply(settled.Kind, settled.Because, settled.Position);
    }

    protected override RosterState Evolve(RosterState state, RosterEvent @event) => PublicationRules.Evolve(state, @event);

    private RosterReply Reply(ReplyKind kind, Rejection? because = null, long position = 0) => new(kind, State, because, position);
}
