using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Definition;

namespace MedMgr.Load.Feeding;

/// <summary>Where a bed stands and whom it takes.</summary>
internal sealed record FedBed(UnitDefinition Unit, RoomDefinition Room, BedId Id)
{
    public string Location => $"{Unit.Id}^{Room.Id}^{Id}";

    public string PatientClass => Unit.LevelOfCare == LevelOfCare.Emergency ? "E" : "I";
}

/// <summary>Two beds between which one patient at a time moves: admitted to the first, discharged from the second. No other pair touches them.</summary>
/// <param name="Sex">HL7 table 0001, such that both rooms take the patient.</param>
/// <param name="BornIn">Such that both units take the patient.</param>
internal sealed record BedPair(FedBed First, FedBed Second, string Sex, int BornIn)
{
    /// <summary>All beds in service, paired across units so that the transfers cross the house; each at most once.</summary>
    public static IReadOnlyList<BedPair> Of(HospitalDefinition hospital, DateTimeOffset now)
    {
        var pairs = new List<BedPair>();
        var beds = from unit in hospital.Units from room in unit.Rooms from bed in room.Beds where !bed.Surge select new FedBed(unit, room, bed.Id);
        foreach (var alike in beds.GroupBy(b => (Men: b.Room.GenderPolicy == GenderPolicy.MaleOnly, Children: b.Unit.AgeMax is not null)))
        {
            var group = alike.ToList();
            var half = group.Count / 2;
            for (var i = 0; i < half; i++)
            {
                pairs.Add(new BedPair(group[i], group[i + half], alike.Key.Men ? "M" : "F", now.Year - (alike.Key.Children ? 8 : 50)));
            }
        }

        return pairs;
    }
}
