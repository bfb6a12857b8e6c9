namespace MedMgr.Ops.Domain.Units;

/// <summary>The rules of a unit as a whole. What a placement asks of it is in Placement; what its staff allows is in StaffedCapacity.</summary>
public static class UnitRules
{
    /// <param name="patients">Patients who lie in the unit or hold a reservation there.</param>
    public static Decision<UnitEvent> Decide(UnitId id, UnitState unit, UnitCommand command, int patients) => command switch
    {
        UnitCommand.StaffArrives c => unit.OnDuty.Any(p => p.Staff == c.Person.Staff)
            ? Accept()
            : Accept(new UnitEvent.StaffArrived(c.Person) { At = c.At }),
        UnitCommand.StaffLeaves c => unit.OnDuty.Any(p => p.Staff == c.Staff)
            ? Accept(new UnitEvent.StaffLeft(c.Staff) { At = c.At })
            : Accept(),
        UnitCommand.Close c when string.IsNullOrWhiteSpace(c.Reason) => Reject(
            new Rejection(RejectionCode.ReasonMissing, $"To close unit {id}, say why: the reason is empty.")),
        UnitCommand.Close when !unit.IsOpen => Accept(),
        UnitCommand.Close when patients > 0 => Reject(
            new Rejection(RejectionCode.UnitNotEmpty, $"Unit {id} holds or awaits {patients} patients. Move them first.")),
        UnitCommand.Close c => Accept(new UnitEvent.Closed(c.Reason) { At = c.At }),
        UnitCommand.Open when unit.IsOpen => Accept(),
        UnitCommand.Open c => Accept(new UnitEvent.Opened { At = c.At }),
        _ => throw new InvalidOperationException($"No rule for {command.GetType().Name}"),
    };

    public static UnitState Evolve(UnitState unit, UnitEvent @event) => @event switch
    {
        UnitEvent.StaffArrived e => unit with { OnDuty = unit.OnDuty.Add(e.Person) },
        UnitEvent.StaffLeft e => unit with { OnDuty = unit.OnDuty.RemoveAll(p => p.Staff == e.Staff) },
        UnitEvent.Closed e => unit with { ClosedBecause = e.Reason },
        UnitEvent.Opened => unit with { ClosedBecause = null },
        _ => throw new InvalidOperationException($"No evolution for {@event.GetType().Name}"),
    };

    private static Decision<UnitEvent> Accept(params ReadOnlySpan<UnitEvent> events) => Domain.Decide.Accept(events);

    private static Decision<UnitEvent> Reject(Rejection because) => Domain.Decide.Reject<UnitEvent>(because);
}
