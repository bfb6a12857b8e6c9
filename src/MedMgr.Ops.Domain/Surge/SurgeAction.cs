using System.Globalization;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Board;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.Domain.Units;

namespace MedMgr.Ops.Domain.Surge;

/// <summary>What might be done on one unit against crowding. Nothing happens by it: it is tried out on a copy of the board.</summary>
/// <param name="OpenSurgeBeds">So many closed surge beds are opened.</param>
/// <param name="CallIn">So many registered nurses come on duty at once.</param>
/// <param name="CallInHours">For so long.</param>
/// <param name="Unit">Opened (true), closed (false), or left as it is (null).</param>
public sealed record SurgeAction(UnitId On, int OpenSurgeBeds = 0, int CallIn = 0, int CallInHours = 12, bool? Unit = null);

/// <summary>A board on which an action has been tried, or the ward's own refusal.</summary>
public abstract record SurgeTrial
{
    private SurgeTrial() { }

    /// <param name="Board">As it would stand.</param>
    public sealed record Tried(BoardCapture Board) : SurgeTrial;

    public sealed record Refused(Rejection Because) : SurgeTrial;

    /// <summary>By the rules that would decide if it were done: a surge bed that is not one is refused here as it is there.</summary>
    public static SurgeTrial Of(BoardCapture capture, SurgeAction action, DateTimeOffset now)
    {
        var board = HospitalBoard.Restore(capture);
        if (board.Map?.Unit(action.On) is not { } definition)
        {
            return new Refused(new Rejection(RejectionCode.UnitUnknown, $"There is no unit {action.On}."));
        }

        var unit = board.Units.First(u => u.Definition.Id == action.On);
        if (action.Unit is { } open)
        {
            UnitCommand command = open ? new UnitCommand.Open { At = now } : new UnitCommand.Close("tried out") { At = now };
            var decided = UnitRules.Decide(action.On, unit.State, command, UnitLoad.Of(definition, unit.Beds.Values));
            if (decided is Decision<UnitEvent>.Rejected { Because: var no })
            {
                return new Refused(no);
            }

            Apply(board, Streams.Of(action.On), now, ((Decision<UnitEvent>.Accepted)decided).Events);
        }

        List<BedId> closed = [.. from room in definition.Rooms from bed in room.Beds where bed.Surge && unit.Beds[bed.Id].State is BedState.Closed select bed.Id];
        if (closed.Count < action.OpenSurgeBeds)
        {
            return new Refused(new Rejection(
                RejectionCode.NotASurgeBed,
                string.Create(CultureInfo.InvariantCulture, $"{definition.Name} has {closed.Count} surge beds that are closed; {action.OpenSurgeBeds} can not be opened.")));
        }

        foreach (var bed in closed.Take(action.OpenSurgeBeds))
        {
            var decided = BedRules.Decide(bed, unit.Beds[bed], new BedCommand.Open { At = now }, definition.PatientsPerBedMax);
            Apply(board, Streams.Of(bed), now, ((Decision<BedEvent>.Accepted)decided).Events);
        }

        for (var nurse = 1; nurse <= action.CallIn; nurse++)
        {
            var called = new OnDuty(new StaffId($"CALLED-IN-{nurse}"), StaffRole.RegisteredNurse, now, now.AddHours(action.CallInHours));
            Apply(board, Streams.Of(action.On), now, [new UnitEvent.StaffArrived(called) { At = now }]);
        }

        return new Tried(board.Capture() with { Position = capture.Position });
    }

    private static void Apply<TEvent>(HospitalBoard board, string stream, DateTimeOffset now, IEnumerable<TEvent> events) where TEvent : notnull
    {
        foreach (var @event in events)
        {
            board.Apply(board.Position + 1, stream, now, @event);
        }
    }
}
