using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Hl7.Acknowledgement;
using MedMgr.Ops.Hl7.Adt;
using MedMgr.Ops.Hl7.Messages;

namespace MedMgr.Ops.Hl7.Tests.Intake;

public sealed class LocationMapperTests
{
    [Theory]
    [InlineData("MED", "M1", "M1-B", "MED", "M1-B")]
    [InlineData("MED", "", "M1-B", "MED", "M1-B")]
    [InlineData("", "", "M1-B", "MED", "M1-B")]
    [InlineData("MED", "", "", "MED", null)]
    [InlineData("CCU", "", "1", "ICU", "I1-A")]
    public void A_place_is_found_by_code_by_bed_or_by_unit(string unit, string room, string bed, string expectedUnit, string? expectedBed)
    {
        var (place, refusal) = Map(unit, room, bed);
        refusal.ShouldBeNull();
        place.ShouldBe(new Place(new UnitId(expectedUnit), expectedBed is null ? null : new BedId(expectedBed)));
    }

    [Theory]
    [InlineData("NOWHERE", "", "", 1, "no unit or location code 'NOWHERE'")]
    [InlineData("MED", "M1", "X", 3, "no bed or location code 'X'")]
    [InlineData("ICU", "M1", "M1-B", 1, "belongs to unit 'MED'")]
    [InlineData("MED", "M2", "M1-B", 2, "stands in room 'M1'")]
    public void A_place_that_is_not_ours_is_refused_with_the_component_at_fault(string unit, string room, string bed, int component, string words)
    {
        var (place, refusal) = Map(unit, room, bed);
        place.ShouldBeNull();
        refusal!.Code.ShouldBe(Hl7ErrorCode.UnknownKeyIdentifier);
        refusal.Location!.Value.ToString().ShouldBe($"PV1-3.{component}");
        refusal.Reason.ShouldContain(words);
    }

    [Fact]
    public void No_place_at_all_is_no_fault() => Map("", "", "").ShouldBe((null, null));

    private static (Place? Place, AckError? Refusal) Map(string unit, string room, string bed) => TinyHospital.Locations.Map(
        new PointOfCare(FieldValue.Of(unit), FieldValue.Of(room), FieldValue.Of(bed), FieldValue.Absent), new Hl7Location("PV1", 3));
}
