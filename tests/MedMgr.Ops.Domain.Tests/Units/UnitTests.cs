using MedMgr.Ops.Domain.Tests.Wards;
using MedMgr.Ops.Domain.Units;

namespace MedMgr.Ops.Domain.Tests.Units;

public class UnitTests
{
    private readonly Ward _ward = new(nursesPerUnit: 2);

    [Fact]
    public void A_unit_that_holds_or_awaits_patients_is_not_closed()
    {
        _ward.Request("Ana").Assign("Ana", "M1-A").CloseUnit(SmallHospital.Med).ShouldHaveRefused(RejectionCode.UnitNotEmpty);
        _ward.Unassign("Ana").CloseUnit(SmallHospital.Med).ShouldHaveDoneIt();
        _ward.CloseUnit(SmallHospital.Med).Happened.ShouldBeEmpty("it is closed already");
    }

    [Fact]
    public void A_unit_is_not_closed_without_a_reason() =>
        _ward.Do(SmallHospital.Med, new UnitCommand.Close(" ") { At = _ward.Now }).ShouldHaveRefused(RejectionCode.ReasonMissing);

    [Fact]
    public void An_opened_unit_takes_patients_again()
    {
        _ward.CloseUnit(SmallHospital.Med).Do(SmallHospital.Med, new UnitCommand.Open { At = _ward.Now }).Request("Ana").Assign("Ana", "M1-A").ShouldHaveDoneIt();
        _ward.Do(SmallHospital.Med, new UnitCommand.Open { At = _ward.Now }).Happened.ShouldBeEmpty();
    }

    [Fact]
    public void A_nurse_who_leaves_takes_her_places_with_her_and_one_who_comes_twice_is_one()
    {
        _ward.View(SmallHospital.Med).StaffedCapacity.ShouldBe(10);
        _ward.Do(SmallHospital.Med, new UnitCommand.StaffLeaves(new("RN-MED-1")) { At = _ward.Now }).View(SmallHospital.Med).StaffedCapacity.ShouldBe(5);
        _ward.Do(SmallHospital.Med, new UnitCommand.StaffLeaves(new("RN-MED-1")) { At = _ward.Now }).Happened.ShouldBeEmpty();
        _ward.Do(SmallHospital.Med, new UnitCommand.StaffArrives(Ward.Nurse("RN-MED-2")) { At = _ward.Now }).Happened.ShouldBeEmpty();
        _ward.View(SmallHospital.Med).StaffedCapacity.ShouldBe(5);
    }

    [Fact]
    public void Units_take_their_own_level_and_on_the_adult_ladder_all_below()
    {
        LevelsOfCare.AcceptedByDefault(LevelOfCare.Intermediate).ShouldBe([LevelOfCare.Intermediate, LevelOfCare.Telemetry, LevelOfCare.General]);
        LevelsOfCare.AcceptedByDefault(LevelOfCare.General).ShouldBe([LevelOfCare.General]);
        LevelsOfCare.AcceptedByDefault(LevelOfCare.Maternity).ShouldBe([LevelOfCare.Maternity]);
        LevelsOfCare.AcceptedByDefault(LevelOfCare.PaediatricCritical).ShouldBe([LevelOfCare.PaediatricCritical, LevelOfCare.Paediatric]);
        Enum.GetValues<LevelOfCare>().ShouldAllBe(l => LevelsOfCare.AcceptedByDefault(l).Contains(l));
    }
}
