using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Units;

namespace MedMgr.Ops.Domain.Placement;

/// <summary>A room keeps to its gender policy; a same-gender room follows whoever lies there.</summary>
internal static class RoomGender
{
    public static Rejection? Check(UnitView unit, BedId bed, EncounterId encounter, BedNeeds needs)
    {
        var room = unit.RoomOf(bed)!;
        return room.GenderPolicy switch
        {
            GenderPolicy.Mixed => null,
            GenderPolicy.FemaleOnly => needs.Gender == Gender.Female ? null : Refuse($"room {room.Id} is for women only"),
            GenderPolicy.MaleOnly => needs.Gender == Gender.Male ? null : Refuse($"room {room.Id} is for men only"),
            GenderPolicy.SameGender => SomebodyElse(unit, room, encounter, needs) is { } other
                ? Refuse($"room {room.Id} is shared by one gender and {other.Encounter} ({other.Gender}) lies or is expected there")
                : null,
            _ => throw new InvalidOperationException($"No rule for {room.GenderPolicy}"),
        };

        Rejection Refuse(string why) => new(RejectionCode.RoomGender, $"{encounter} ({needs.Gender}) can not go to bed {bed}: {why}.", Overridable: true);
    }

    private static (EncounterId Encounter, Gender Gender)? SomebodyElse(UnitView unit, RoomDefinition room, EncounterId encounter, BedNeeds needs)
    {
        foreach (var person in unit.PeopleIn(room, except: encounter))
        {
            if (!RoomSharing.GendersMayShare(room.GenderPolicy, person.Gender, needs.Gender))
            {
                return (person.Encounter, person.Gender);
            }
        }

        return null;
    }
}
