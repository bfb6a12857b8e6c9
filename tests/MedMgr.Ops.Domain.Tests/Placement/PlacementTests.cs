using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Placement;
using MedMgr.Ops.Domain.Tests.Wards;
using MedMgr.Ops.Domain.Units;

namespace MedMgr.Ops.Domain.Tests.Placement;

/// <summary>Each rule of room and unit with a pair that its inverse would get wrong.</summary>
public class PlacementTests
{
    private static readonly Isolation Flu = new(Precautions.Droplet, "influenza-a");

    private readonly Ward _ward = new();

    [Fact]
    public void An_empty_room_of_the_right_kind_takes_her() => Codes("M1-A", Say.Woman).ShouldBeEmpty();

    [Fact]
    public void A_room_shared_by_one_gender_follows_whoever_lies_there()
    {
        _ward.Admit("Ana", "M1-A");
        Codes("M1-B", Say.Woman).ShouldBeEmpty();
        Codes("M1-B", Say.Man).ShouldBe([RejectionCode.RoomGender]);
        Codes("M1-B", Say.Woman with { Gender = Gender.Unknown }).ShouldBe([RejectionCode.RoomGender]);
    }

    [Fact]
    public void One_for_whom_a_bed_is_kept_counts_in_the_room_as_if_she_lay_there()
    {
        _ward.Request("Ana").Assign("Ana", "M1-A");
        Codes("M1-B", Say.Man).ShouldBe([RejectionCode.RoomGender]);
    }

    [Fact]
    public void Once_the_room_is_empty_it_takes_the_other_gender()
    {
        _ward.Admit("Ana", "M1-A").Depart("Ana");
        Codes("M1-B", Say.Man).ShouldBeEmpty();
    }

    [Fact]
    public void A_room_for_women_takes_no_man_and_a_room_for_men_no_woman()
    {
        Codes("M3-A", Say.Woman).ShouldBeEmpty();
        Codes("M3-A", Say.Man).ShouldBe([RejectionCode.RoomGender]);
        Codes("M4-A", Say.Man).ShouldBeEmpty();
        Codes("M4-A", Say.Woman).ShouldBe([RejectionCode.RoomGender]);
    }

    [Fact]
    public void A_mixed_room_asks_nobody()
    {
        _ward.Admit("Ana", "ED-1");
        Codes("ED-2", Say.Man).ShouldBeEmpty();
    }

    [Fact]
    public void The_patient_does_not_count_against_herself_when_she_moves_within_her_room()
    {
        _ward.Admit("Ana", "M1-A");
        var becameKnownAsMan = Say.Man with { Isolation = Flu };
        Codes("M1-B", becameKnownAsMan, "Ana").ShouldBeEmpty();
        Codes("M1-B", becameKnownAsMan, "Bob").ShouldBe([RejectionCode.RoomGender, RejectionCode.IsolationCohort]);
    }

    [Fact]
    public void Two_isolated_for_the_same_organism_share_a_room_and_nobody_else_joins_them()
    {
        _ward.Admit("Ana", "M1-A", Say.Details(isolation: Flu));
        Codes("M1-B", Say.Woman with { Isolation = Flu }).ShouldBeEmpty();
        Codes("M1-B", Say.Woman with { Isolation = new(Precautions.Droplet, "Influenza-A") }).ShouldBeEmpty("the case of a name is no difference");
        Codes("M1-B", Say.Woman).ShouldBe([RejectionCode.IsolationCohort]);
        Codes("M1-B", Say.Woman with { Isolation = new(Precautions.Droplet, "influenza-b") }).ShouldBe([RejectionCode.IsolationCohort]);
        Codes("M1-B", Say.Woman with { Isolation = new(Precautions.Contact, "influenza-a") }).ShouldBe([RejectionCode.IsolationCohort]);
        Codes("M1-B", Say.Woman with { Isolation = new(Precautions.Droplet) }).ShouldBe([RejectionCode.IsolationCohort]);
    }

    [Fact]
    public void An_isolated_patient_does_not_join_one_who_is_not()
    {
        _ward.Admit("Ana", "M1-A");
        Codes("M1-B", Say.Woman with { Isolation = Flu }).ShouldBe([RejectionCode.IsolationCohort]);
    }

    [Fact]
    public void Two_whose_organism_is_unknown_and_two_in_protective_isolation_share_nothing()
    {
        new Isolation(Precautions.Droplet).MayCohortWith(new(Precautions.Droplet)).ShouldBeFalse();
        new Isolation(Precautions.Protective, "neutropenia").MayCohortWith(new(Precautions.Protective, "neutropenia")).ShouldBeFalse();
        Flu.MayCohortWith(Flu).ShouldBeTrue();
    }

    [Fact]
    public void Airborne_precautions_need_negative_pressure_and_droplet_precautions_do_not()
    {
        var airborne = Say.Woman with { Isolation = new(Precautions.Airborne, "tuberculosis") };
        Codes("M1-A", airborne).ShouldBe([RejectionCode.CapabilityMissing]);
        Codes("M2-A", airborne).ShouldBeEmpty();
        Codes("M1-A", Say.Woman with { Isolation = Flu }).ShouldBeEmpty();
    }

    [Fact]
    public void A_room_must_have_all_that_the_patient_needs_and_may_have_more()
    {
        var both = Say.Woman with { Capabilities = ["telemetry", "dialysis"] };
        Codes("M2-A", Say.Woman with { Capabilities = ["telemetry"] }).ShouldBeEmpty();
        Refusals("M2-A", both).ShouldHaveSingleItem().Because.ShouldBe("X needs dialysis; room M2 has it not.");
        Refusals("M1-A", both).ShouldHaveSingleItem().Because.ShouldBe("X needs telemetry and dialysis; room M1 has it not.");
    }

    [Fact]
    public void A_need_told_twice_is_missing_once()
    {
        var airborne = Say.Woman with { Isolation = new(Precautions.Airborne, "tuberculosis"), Capabilities = ["negative-pressure"] };
        Refusals("M1-A", airborne).ShouldHaveSingleItem().Because.ShouldBe("X needs negative-pressure; room M1 has it not.");
    }

    [Fact]
    public void An_intensive_unit_takes_a_general_patient_and_a_general_unit_no_intensive_one()
    {
        Codes("I1-A", Say.Woman).ShouldBeEmpty();
        Codes("M1-A", Say.Woman with { LevelOfCare = LevelOfCare.Critical }).ShouldBe([RejectionCode.LevelOfCare]);
        Codes("M1-A", Say.Woman with { LevelOfCare = null }).ShouldBeEmpty("nobody has said yet");
    }

    [Theory]
    [InlineData(17, "M1-A", true)]
    [InlineData(18, "M1-A", false)]
    [InlineData(17, "P1-A", false)]
    [InlineData(18, "P1-A", true)]
    [InlineData(null, "M1-A", false)]
    [InlineData(null, "P1-A", false)]
    public void The_age_limits_of_a_unit_are_inclusive(int? years, string bed, bool refused) =>
        Codes(bed, Say.Woman with { AgeYears = years, LevelOfCare = null }).ShouldBe(refused ? [RejectionCode.AgeNotAccepted] : []);

    [Fact]
    public void A_closed_unit_takes_nobody_and_no_override_helps()
    {
        _ward.CloseUnit(SmallHospital.Med);
        Refusals("M1-A", Say.Woman).ShouldHaveSingleItem().ShouldBe(
            new Rejection(RejectionCode.UnitClosed, "Unit MED is closed (renovation). Open it first.", Overridable: false));
    }

    [Fact]
    public void Two_nurses_at_one_to_two_take_four_people_with_claims_counted_and_no_fifth()
    {
        var ward = new Ward(SmallHospital.With(SmallHospital.Med, u => u with { Ratio = SmallHospital.AtAllTimes(2) }), nursesPerUnit: 2);
        ward.Admit("A", "M1-A").Admit("B", "M1-B").Admit("C", "M3-A").View(SmallHospital.Med).PatientsAndClaims.ShouldBe(3);
        ward.Request("D").Assign("D", "M3-B").ShouldHaveDoneIt();
        ward.Request("E").Assign("E", "M2-A").ShouldHaveRefused(RejectionCode.UnitNotStaffed, overridable: true);
        ward.Refused!.Because.ShouldBe("Unit MED has 4 patients and claims; its 2 nurses on duty may care for 4.");
        ward.Arrive("D").ShouldHaveDoneIt();
        ward.Arrive("A", "M2-A").ShouldHaveDoneIt();
    }

    [Fact]
    public void Nursing_assistants_do_not_count_for_the_ratio_and_practical_nurses_do()
    {
        OnDuty On(StaffRole role) => new(new("S"), role, Ward.Start, Ward.Start);
        Enum.GetValues<StaffRole>().Where(r => On(r).CountsForRatio).ShouldBe([StaffRole.RegisteredNurse, StaffRole.PracticalNurse]);
    }

    [Fact]
    public void A_bed_of_another_unit_is_unknown_here() =>
        PlacementRules.Check(_ward.View(SmallHospital.Med), new("I1-A"), new("X"), Say.Woman).ShouldHaveSingleItem().Code.ShouldBe(RejectionCode.BedUnknown);

    [Fact]
    public void All_that_refuses_is_told_at_once_in_the_order_of_the_rules()
    {
        _ward.Admit("Ana", "M1-A");
        Codes("M1-B", BedNeeds.Unknown with { Gender = Gender.Male, AgeYears = 3, LevelOfCare = LevelOfCare.Neonatal, Capabilities = ["dialysis"], Isolation = Flu }).ShouldBe(
            [RejectionCode.LevelOfCare, RejectionCode.AgeNotAccepted, RejectionCode.CapabilityMissing, RejectionCode.RoomGender, RejectionCode.IsolationCohort]);
    }

    [Fact]
    public void Needs_are_equal_by_what_they_say_and_a_missing_list_is_an_empty_one()
    {
        (Say.Woman with { Capabilities = ["telemetry"] }).ShouldBe(Say.Woman with { Capabilities = ["telemetry"] });
        (Say.Woman with { Capabilities = ["telemetry"] }).ShouldNotBe(Say.Woman with { Capabilities = ["dialysis"] });
        new BedNeeds(null, Gender.Female, null, null, default, null, null).Capabilities.IsDefault.ShouldBeFalse();
    }

    private RejectionCode[] Codes(string bed, BedNeeds needs, string who = "X") => [.. Refusals(bed, needs, who).Select(r => r.Code)];

    private IReadOnlyList<Rejection> Refusals(string bed, BedNeeds needs, string who = "X") =>
        PlacementRules.Check(_ward.View(_ward.Map.UnitOf(new BedId(bed))!.Id), new BedId(bed), new EncounterId(who), needs);
}
