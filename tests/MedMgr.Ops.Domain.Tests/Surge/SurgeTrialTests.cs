using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Board;
using MedMgr.Ops.Domain.Surge;
using MedMgr.Ops.Domain.Tests.Wards;

namespace MedMgr.Ops.Domain.Tests.Surge;

public class SurgeTrialTests
{
    private readonly Ward _ward = new(nursesPerUnit: 1);

    [Fact]
    public void Opened_beds_and_called_in_nurses_stand_on_the_board_that_was_tried_and_on_no_other()
    {
        var tried = Tried(new SurgeAction(SmallHospital.Icu, OpenSurgeBeds: 1, CallIn: 2, CallInHours: 8));
        tried.Beds.Single(b => b.Id.Value == "I2-S").Status.ShouldBe(BedStatus.Ready);
        tried.Staffing.NursesOnDuty.ShouldBe(3);
        tried.Figures.OpenBeds.ShouldBe(2);
        _ward.Board.ViewOf(SmallHospital.Icu, _ward.Now).Figures.OpenBeds.ShouldBe(1);
        _ward.Board.ViewOf(SmallHospital.Icu, _ward.Now).Staffing.NursesOnDuty.ShouldBe(1);
    }

    [Fact]
    public void More_beds_than_there_are_can_not_be_opened() =>
        Refused(new SurgeAction(SmallHospital.Icu, OpenSurgeBeds: 2)).ShouldSatisfyAllConditions(
            r => r.Code.ShouldBe(RejectionCode.NotASurgeBed), r => r.Because.ShouldContain("1 surge beds"));

    [Fact]
    public void A_bed_that_is_open_already_is_not_opened_again()
    {
        _ward.Do("I2-S", new BedCommand.Open { At = _ward.Now });
        Refused(new SurgeAction(SmallHospital.Icu, OpenSurgeBeds: 1)).Code.ShouldBe(RejectionCode.NotASurgeBed);
    }

    [Fact]
    public void A_unit_with_patients_can_not_be_closed_in_trial_either()
    {
        _ward.Admit("Ana", "I1-A");
        Refused(new SurgeAction(SmallHospital.Icu, Unit: false)).Code.ShouldBe(RejectionCode.UnitNotEmpty);
        Tried(new SurgeAction(SmallHospital.Ped, Unit: false), SmallHospital.Ped).Open.ShouldBeFalse();
    }

    [Fact]
    public void A_unit_that_nobody_knows_is_refused() => Refused(new SurgeAction(new("NOWHERE"), CallIn: 1)).Code.ShouldBe(RejectionCode.UnitUnknown);

    private UnitBoard Tried(SurgeAction action, UnitId? unit = null) =>
        HospitalBoard.Restore(SurgeTrial.Of(_ward.Board.Capture(), action, _ward.Now).ShouldBeOfType<SurgeTrial.Tried>().Board)
            .ViewOf(unit ?? action.On, _ward.Now);

    private Rejection Refused(SurgeAction action) => SurgeTrial.Of(_ward.Board.Capture(), action, _ward.Now).ShouldBeOfType<SurgeTrial.Refused>().Because;
}
