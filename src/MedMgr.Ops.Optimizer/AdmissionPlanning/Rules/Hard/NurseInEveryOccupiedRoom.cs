namespace MedMgr.Ops.Optimizer.AdmissionPlanning.Rules.Hard;

/// <summary>Units: occupied rooms and shifts without a nurse.</summary>
public sealed class NurseInEveryOccupiedRoom : IHardAdmissionRule
{
    /// <inheritdoc/>
    public string Name => "UncoveredRoom";

    /// <inheritdoc/>
    public string Says => "Every room with somebody in it has a nurse in every shift.";

    /// <inheritdoc/>
    public IEnumerable<RuleFinding> Findings(PlannedCensus census) =>
        from place in census.OccupiedRoomShifts()
        where place.Nurse is null
        select new RuleFinding(1, $"room {census.Problem.Rooms[place.Room].Id}, {census.Problem.ShiftText(place.Shift)}: no nurse");
}
