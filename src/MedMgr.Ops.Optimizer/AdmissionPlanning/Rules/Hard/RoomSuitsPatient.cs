namespace MedMgr.Ops.Optimizer.AdmissionPlanning.Rules.Hard;

/// <summary>Units: patients in a room that does not suit them.</summary>
public sealed class RoomSuitsPatient : IHardAdmissionRule
{
    /// <inheritdoc/>
    public string Name => "PatientRoomCompatibility";

    /// <inheritdoc/>
    public string Says => "Nobody is put into a room that does not suit.";

    /// <inheritdoc/>
    public IEnumerable<RuleFinding> Findings(PlannedCensus census) =>
        from admitted in census.Admitted()
        where admitted.Patient.UnsuitableRooms.Contains(admitted.Admission.Room)
        select new RuleFinding(1, $"patient {admitted.Patient.Id}: room {census.Problem.Rooms[admitted.Admission.Room].Id} does not suit");
}
