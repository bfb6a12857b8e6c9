using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.Domain.Staffing;
using MedMgr.Ops.Domain.Units;
using MedMgr.Ops.EventLog;
using MedMgr.Ops.Grains.Contracts;
using MedMgr.Ops.Grains.Storage;

namespace MedMgr.Ops.Grains.Staffing;

/// <inheritdoc cref="IStaffGrain"/>
/// <remarks>A shift and the unit's staff change in one transaction, so staffed beds never disagree with who is on shift.</remarks>
public sealed class StaffGrain : EventSourcedGrain<StaffState, StaffEvent>, IStaffGrain
{
    private readonly HospitalDirectory _directory;
    private HospitalId _hospital;
    private StaffId _id;

    public StaffGrain(
        IEventLog log, HospitalDirectory directory, [PersistentState("staff", SnapshotGrainStorage.Name)] IPersistentState<StreamSnapshot> snapshot)
        : base(log, snapshot) => _directory = directory;

    protected override string Hospital => _hospital.Value;

    protected override string Stream => Streams.Of(_id);

    protected override StaffState Initial => StaffState.New;

    private HospitalMap Map => _directory.Get(_hospital);

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        (_hospital, _id) = GrainKeys.Parse<StaffId>(this.GetPrimaryKeyString());
        return base.OnActivateAsync(cancellationToken);
    }

    public async Task<StaffReply> Get()
    {
        await Fresh();
        return Reply(ReplyKind.Done);
    }

    public async Task<StaffReply> Execute(StaffCommand command, Origin origin)
    {
        if (Map.Staff(_id) is not { } person)
        {
            return Reply(ReplyKind.Rejected, new Rejection(RejectionCode.StaffUnknown, $"There is no member of staff {_id}."));
        }

        var named = command switch
        {
            StaffCommand.StartShift c => c.Unit,
            StaffCommand.Float c => c.To,
            _ => (UnitId?)null,
        };
        if (named is { } id && Map.Unit(id) is null)
        {
            return Reply(ReplyKind.Rejected, new Rejection(RejectionCode.UnitUnknown, $"There is no unit {id}."));
        }

        var settled = await Settle(
            origin, () => StaffRules.Decide(person, State, command, named is { } unit ? Map.Unit(unit) : null, Map.Definition.StaffingLimits),
            events => CarryOut(person, events, origin),
            $"Others kept changing the shift of {_id}. Look at it and try again.");
        return Reply(settled.Kind, settled.Because, settled.Position);
    }

    protected override StaffState Evolve(StaffState state, StaffEvent @event) => StaffRules.Evolve(state, @event);

    private async Task<Settlement?> CarryOut(StaffDefinition person, ImmutableArray<StaffEvent> events, Origin origin)
    {
        var version = Version;
        var leaves = State.Current?.Unit;
        var shift = events.Aggregate(State, StaffRules.Evolve).Current;
        ImmutableArray<Companion> companions = [OwnAppend(events)];

        // Floating touches two units: the one that is left proposes, the one that is reached appends.
        UnitCommand command = shift is null
            ? new UnitCommand.StaffLeaves(_id) { At = events[0].At }
            : new UnitCommand.StaffArrives(new OnDuty(_id, person.Role, events[0].At, shift.Until)) { At = events[0].At };
        var appends = shift?.Unit ?? leaves!.Value;
        if (Map.Unit(appends) is null)
        {
            // A shift on a unit that the definition no longer has ends here alone.
            return await AppendAlone(origin, events);
        }

        if (leaves is { } left && left != appends && Map.Unit(left) is not null && await Unit(left).Propose(new UnitCommand.StaffLeaves(_id) { At = events[0].At }) is { } leaving)
        {
            companions = companions.Add(leaving);
        }

        UnitReply reply;
        try
        {
            reply = await Unit(appends).Execute(command, origin, companions);
        }
        catch
        {
            MarkStale();
            throw;
        }

        switch (reply.Kind)
        {
            case ReplyKind.Done:
                await Adopt(version, events, origin);
                await RefreshLeft(leaves, appends);
                return new Settlement(ReplyKind.Done, Position: reply.Position);
            case ReplyKind.Duplicate:
                await Reload();
                return new Settlement(ReplyKind.Duplicate);
            case ReplyKind.Conflict:
                await Reload();
                await RefreshLeft(leaves, appends);
                return null;
            default:
                return new Settlement(ReplyKind.Rejected, reply.Because);
        }
    }

    private Task RefreshLeft(UnitId? left, UnitId reached) => left is { } unit && unit != reached && Map.Unit(unit) is not null ? Unit(unit).Refresh() : Task.CompletedTask;

    private StaffReply Reply(ReplyKind kind, Rejection? because = null, long position = 0) => new(kind, State, because, position);

    private IUnitGrain Unit(UnitId unit) => GrainFactory.GetGrain<IUnitGrain>(GrainKeys.Of(_hospital, unit));
}
