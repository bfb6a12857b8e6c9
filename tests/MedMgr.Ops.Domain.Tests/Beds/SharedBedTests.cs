using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Placement;
using MedMgr.Ops.Domain.Tests.Wards;

namespace MedMgr.Ops.Domain.Tests.Beds;

/// <summary>Several patients in one bed only where the unit's policy says so: maternity here takes two, every other unit one.</summary>
public class SharedBedTests
{
    private readonly Ward _ward = new();

    [Fact]
    public void Mother_and_baby_share_a_bed_where_the_unit_allows_two_and_a_third_is_refused()
    {
        Mother().Request("Baby", needs: Baby).Arrive("Baby", "B1-A").ShouldHaveDoneIt();
        _ward.Bed("B1-A").Holds(new("Mother")).ShouldBeTrue();
        _ward.Bed("B1-A").Holds(new("Baby")).ShouldBeTrue();
        _ward.Request("Third", needs: Baby).Arrive("Third", "B1-A").ShouldHaveRefused(RejectionCode.BedOccupied);
        _ward.Refused!.Because.ShouldBe("Bed B1-A is full: 2 of 2 places are taken.");
        _ward.Figures.Occupied.ShouldBe(1, "a bed that holds two is one occupied bed");
    }

    [Fact]
    public void A_place_held_beside_the_mother_counts_and_is_nobody_elses()
    {
        Mother().Request("Baby", needs: Baby).Assign("Baby", "B1-A").ShouldHaveDoneIt();
        _ward.Status("B1-A").ShouldBe(BedStatus.Occupied);
        _ward.Request("Third", needs: Baby).Assign("Third", "B1-A").ShouldHaveRefused(RejectionCode.BedOccupied);
        _ward.Arrive("Third", "B1-A").ShouldHaveRefused(RejectionCode.BedOccupied);
        _ward.Arrive("Baby").ShouldHaveDoneIt();
    }

    [Fact]
    public void The_bed_stays_occupied_until_the_last_of_them_has_left_and_is_dirty_then()
    {
        Mother().Request("Baby", needs: Baby).Arrive("Baby", "B1-A").Depart("Mother");
        _ward.Status("B1-A").ShouldBe(BedStatus.Occupied);
        _ward.Depart("Baby");
        _ward.Status("B1-A").ShouldBe(BedStatus.Dirty);
    }

    [Fact]
    public void When_the_mother_leaves_nobody_keeps_a_place_in_a_bed_that_became_dirty()
    {
        Mother().Request("Baby", needs: Baby).Assign("Baby", "B1-A").Depart("Mother");
        _ward.Status("B1-A").ShouldBe(BedStatus.Dirty);
        _ward.Reconcile();
        _ward.Assigned("Baby").ShouldBeNull();
        _ward.Visit("Baby").Request.ShouldNotBeNull("the baby still needs a bed");
    }

    private static readonly BedNeeds Baby = BedNeeds.Unknown with { Gender = Gender.Male, LevelOfCare = LevelOfCare.Maternity, AgeYears = 0 };

    private Ward Mother() => _ward.Admit("Mother", "B1-A", Say.Details(level: LevelOfCare.Maternity));
}
