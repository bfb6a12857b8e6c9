using MedMgr.Ops.Domain.Units;

namespace MedMgr.Ops.Domain.Placement;

/// <summary>Patients share a room only when neither is isolated, or both are for the same organism under the same precautions.</summary>
internal static class IsolationCohort
{
    public static Rejection? Check(UnitView unit, BedId bed, EncounterId encounter, BedNeeds needs)
    {
        var room = unit.RoomOf(bed)!;
        foreach (var person in unit.PeopleIn(room, except: encounter))
        {
            if (!RoomSharing.IsolationsMayShare(needs.Isolation, person.Isolation))
            {
                return new Rejection(
                    RejectionCode.IsolationCohort,
                    $"{encounter} ({Words(needs.Isolation)}) and {person.Encounter} ({Words(person.Isolation)}) may not share room {room.Id}.",
                    Overridable: true);
            }
        }

        return null;
    }

    private static string Words(Isolation? isolation) =>
        isolation is null ? "no isolation" : $"{isolation.Precautions.ToString().ToLowerInvariant()} precautions, {isolation.Organism ?? "organism unknown"}";
}
