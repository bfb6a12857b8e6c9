using System.Collections.Immutable;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Definition;

namespace MedMgr.Ops.Domain.Units;

/// <summary>A unit with all its beds as they stand: what the rules of a placement look at.</summary>
/// <param name="StaffedCapacity">Patients the nurses on duty may care for.</param>
public sealed record UnitView(UnitDefinition Definition, UnitState State, IReadOnlyDictionary<BedId, Bed> Beds, int StaffedCapacity)
{
    /// <summary>Patients who lie here or hold a place, as the nurse ratio counts them.</summary>
    public int PatientsAndClaims => UnitLoad.Of(Definition, Beds.Values);

    public RoomDefinition? RoomOf(BedId bed) => Definition.Rooms.FirstOrDefault(r => r.Beds.Any(b => b.Id == bed));

    /// <summary>Everybody who lies in a room or holds a place in it, other than <paramref name="except"/>.</summary>
    public ImmutableArray<(EncounterId Encounter, Gender Gender, Isolation? Isolation)> PeopleIn(RoomDefinition room, EncounterId except)
    {
        var people = ImmutableArray.CreateBuilder<(EncounterId, Gender, Isolation?)>();
        foreach (var bed in room.Beds)
        {
            switch (Beds[bed.Id].State)
            {
                case BedState.Occupied o:
                    foreach (var p in o.By.Where(p => p.Encounter != except))
                    {
                        people.Add((p.Encounter, p.Gender, p.Isolation));
                    }

                    foreach (var c in o.Joining.Where(c => c.Encounter != except))
                    {
                        people.Add((c.Encounter, c.Gender, c.Isolation));
                    }

                    break;
                case BedState.Reserved r when r.For.Encounter != except:
                    people.Add((r.For.Encounter, r.For.Gender, r.For.Isolation));
                    break;
            }
        }

        return people.ToImmutable();
    }
}
