using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Tests.Wards;

namespace MedMgr.Ops.Domain.Tests.Beds;

public class ContaminationTests
{
    private static readonly DateTimeOffset T = Ward.Start;

    private readonly Ward _ward = new();

    [Fact]
    public void A_contaminated_bed_takes_nobody_until_its_special_clean_is_done()
    {
        Contaminated();
        _ward.Request("Ana").Assign("Ana", "M1-A").ShouldHaveRefused(RejectionCode.BedNotInService, overridable: false);
        _ward.Arrive("Ana", "M1-A", Say.ByTheMatron).ShouldHaveRefused(RejectionCode.BedNotInService);
        _ward.Do("M1-A", new BedCommand.MarkReady("A20") { At = T }).ShouldHaveRefused(RejectionCode.BedWrongState);
        _ward.Clean("M1-A").Assign("Ana", "M1-A").ShouldHaveDoneIt();
    }

    [Fact]
    public void A_patient_is_not_put_into_a_bed_during_its_special_clean_even_by_override()
    {
        Contaminated();
        _ward.Do("M1-A", Start()).Request("Ana").Arrive("Ana", "M1-A", Say.ByTheMatron).ShouldHaveRefused(RejectionCode.BedNotInService);
    }

    [Fact]
    public void A_special_clean_that_is_interrupted_leaves_the_bed_contaminated()
    {
        Contaminated();
        _ward.Do("M1-A", Start()).Do("M1-A", new BedCommand.InterruptCleaning("no kit") { At = T });
        _ward.Status("M1-A").ShouldBe(BedStatus.Contaminated);
    }

    [Fact]
    public void A_bed_called_dirty_during_its_special_clean_is_contaminated_still()
    {
        Contaminated();
        _ward.Do("M1-A", Start()).Do("M1-A", new BedCommand.MarkDirty("seen") { At = T });
        _ward.Status("M1-A").ShouldBe(BedStatus.Contaminated);
    }

    [Fact]
    public void Blocking_during_a_special_clean_does_not_end_the_contamination()
    {
        Contaminated();
        _ward.Do("M1-A", Start()).Block("M1-A");
        _ward.Status("M1-A").ShouldBe(BedStatus.Blocked);
        _ward.Unblock("M1-A");
        _ward.Status("M1-A").ShouldBe(BedStatus.Contaminated);
    }

    [Fact]
    public void Closing_during_a_special_clean_does_not_end_the_contamination()
    {
        Contaminated();
        _ward.Do("M1-A", Start()).Do("M1-A", new BedCommand.Close("ward rests") { At = T }).Do("M1-A", new BedCommand.Open { At = T });
        _ward.Status("M1-A").ShouldBe(BedStatus.Contaminated);
    }

    [Fact]
    public void A_blocked_bed_found_contaminated_stays_blocked_and_is_contaminated_once_unblocked()
    {
        _ward.Block("M1-A");
        Contaminated();
        _ward.Status("M1-A").ShouldBe(BedStatus.Blocked);
        _ward.Unblock("M1-A");
        _ward.Status("M1-A").ShouldBe(BedStatus.Contaminated);
    }

    [Fact]
    public void A_surge_bed_is_not_opened_by_a_contamination_and_its_clean()
    {
        _ward.Do("I2-S", new BedCommand.Contaminate("c-auris") { At = T });
        _ward.Status("I2-S").ShouldBe(BedStatus.Closed);
        _ward.Do("I2-S", Start()).ShouldHaveRefused(RejectionCode.BedWrongState);
        _ward.Do("I2-S", new BedCommand.Open { At = T });
        _ward.Status("I2-S").ShouldBe(BedStatus.Contaminated);
    }

    private static BedCommand Start() => new BedCommand.StartCleaning("Evs") { At = T };

    private void Contaminated() => _ward.Do("M1-A", new BedCommand.Contaminate("c-auris") { At = T }).ShouldHaveDoneIt();
}
