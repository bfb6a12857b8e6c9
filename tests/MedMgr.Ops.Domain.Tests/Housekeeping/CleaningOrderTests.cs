using System.Collections.Immutable;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Housekeeping;
using MedMgr.Ops.Domain.Placement;
using MedMgr.Ops.Domain.Tests.Wards;

namespace MedMgr.Ops.Domain.Tests.Housekeeping;

public class CleaningOrderTests
{
    private static readonly CleaningTimes Times = new(OrdinaryMinutes: 40, SpecialMinutes: 100);
    private readonly Ward _ward = new();

    [Fact]
    public void Without_anybody_waiting_the_oldest_comes_first()
    {
        Dirty("M2-A", at: 2).Dirty("M1-A", at: 1).Dirty("M4-A", at: 3);
        Order().ShouldBe(["M1-A", "M2-A", "M4-A"]);
    }

    [Fact]
    public void The_last_bed_of_a_unit_comes_before_an_older_one_of_a_unit_that_has_some()
    {
        Dirty("M1-A", at: 1).Dirty("I1-A", at: 2);
        Order().ShouldBe(["I1-A", "M1-A"]);
        Task("I1-A").Rank.ShouldBe(CleaningRank.LastOfUnit);
    }

    [Fact]
    public void A_bed_for_which_somebody_waits_comes_before_the_last_of_a_unit()
    {
        OnlyDirtyInMed("M4-A", "M3-A").Dirty("I1-A", at: 1);
        Order(Waits("Bob", Say.Man)).ShouldBe(["M4-A", "I1-A", "M3-A"]);
        Task("M4-A", Waits("Bob", Say.Man)).For.ShouldBe(new EncounterId("Bob"));
    }

    [Fact]
    public void A_patient_for_whom_a_ready_bed_will_do_waits_for_no_dirty_one()
    {
        Dirty("M4-A", at: 1);
        Task("M4-A", Waits("Bob", Say.Man)).Rank.ShouldBe(CleaningRank.InTurn);
    }

    [Fact]
    public void Each_patient_lays_claim_to_one_bed_and_the_more_urgent_patients_bed_comes_first()
    {
        OnlyDirtyInMed("M3-A", "M4-A");
        WaitingPatient[] waiting = [Waits("Ana", Say.Woman with { Acuity = 4 }, since: 0), Waits("Bob", Say.Man with { Acuity = 2 }, since: 1)];
        Order(waiting).ShouldBe(["M4-A", "M3-A"]);
        Task("M3-A", waiting).For.ShouldBe(new EncounterId("Ana"));
    }

    [Fact]
    public void Who_asks_for_another_unit_does_not_wait_for_this_bed()
    {
        OnlyDirtyInMed("M4-A");
        Task("M4-A", Waits("Bob", Say.Man) with { Target = SmallHospital.Icu }).For.ShouldBeNull();
        Task("M4-A", Waits("Bob", Say.Man) with { Target = SmallHospital.Med }).For.ShouldBe(new EncounterId("Bob"));
    }

    [Fact]
    public void A_bed_being_cleaned_serves_the_first_who_waits_and_the_next_bed_the_next()
    {
        OnlyDirtyInMed("M3-A", "M3-B");
        _ward.At(5).Do("M3-B", new BedCommand.StartCleaning("evs-12") { At = _ward.Now });
        WaitingPatient[] waiting = [Waits("Ana", Say.Woman, since: 0), Waits("Bea", Say.Woman, since: 1)];
        Order(waiting).ShouldBe(["M3-B", "M3-A"]);
        Task("M3-B", waiting).For.ShouldBe(new EncounterId("Ana"));
        Task("M3-A", waiting).For.ShouldBe(new EncounterId("Bea"));
    }

    [Fact]
    public void What_a_plan_has_promised_comes_before_what_is_waited_for_and_what_a_person_puts_first_before_both()
    {
        OnlyDirtyInMed("M3-A", "M4-A", "M1-A");
        _ward.Do("M1-A", new BedCommand.CleanNext("bariatric bed") { At = _ward.Now });
        var planned = new Dictionary<BedId, EncounterId> { [new("M4-A")] = new("Cy") };
        var tasks = CleaningOrder.Of(Units(), [Waits("Ana", Say.Woman)], planned, Times);
        tasks.Select(t => (t.Bed.Value, t.Rank)).ShouldBe([("M1-A", CleaningRank.PutFirst), ("M4-A", CleaningRank.Planned), ("M3-A", CleaningRank.WaitedFor)]);
        tasks[0].FirstBecause.ShouldBe("bariatric bed");
        tasks[1].For.ShouldBe(new EncounterId("Cy"));
    }

    [Fact]
    public void What_was_put_first_stays_first_when_its_cleaning_is_interrupted_until_it_is_put_back()
    {
        Dirty("M1-A", at: 1).Dirty("M2-A", at: 2);
        _ward.Do("M2-A", new BedCommand.CleanNext("asked") { At = _ward.Now }).Do("M2-A", new BedCommand.StartCleaning("evs") { At = _ward.Now })
            .Do("M2-A", new BedCommand.InterruptCleaning("called away") { At = _ward.Now });
        Order().ShouldBe(["M2-A", "M1-A"]);
        _ward.Do("M2-A", new BedCommand.CleanInTurn { At = _ward.Now }).ShouldHaveDoneIt();
        Order().ShouldBe(["M1-A", "M2-A"]);
    }

    [Fact]
    public void Only_a_bed_that_awaits_cleaning_can_be_put_first()
    {
        _ward.Do("M1-A", new BedCommand.CleanNext("asked") { At = _ward.Now }).ShouldHaveRefused(RejectionCode.BedWrongState);
        Dirty("M1-A", at: 1);
        _ward.Do("M1-A", new BedCommand.CleanNext(" ") { At = _ward.Now }).ShouldHaveRefused(RejectionCode.ReasonMissing);
    }

    [Fact]
    public void A_contaminated_bed_takes_longer_and_its_end_counts_from_the_beginning_of_the_clean()
    {
        _ward.Do("M1-A", new BedCommand.Contaminate("norovirus") { At = _ward.Now });
        Task("M1-A").ShouldSatisfyAllConditions(
            t => t.Special.ShouldBeTrue(), t => t.Takes.ShouldBe(TimeSpan.FromMinutes(100)), t => t.ReadyAt.ShouldBeNull());
        _ward.At(1).Do("M1-A", new BedCommand.StartCleaning("evs-12") { At = _ward.Now });
        Task("M1-A").ShouldSatisfyAllConditions(
            t => t.By.ShouldBe("evs-12"), t => t.HasBegun.ShouldBeTrue(), t => t.ReadyAt.ShouldBe(Ward.Start.AddHours(1).AddMinutes(100)));
    }

    private CleaningOrderTests Dirty(string bed, double at)
    {
        _ward.At(at).Do(bed, new BedCommand.MarkDirty("seen") { At = _ward.Now }).ShouldHaveDoneIt();
        return this;
    }

    /// <summary>The other beds of MED hold patients; these are dirty, each an hour younger than the one before.</summary>
    private CleaningOrderTests OnlyDirtyInMed(params string[] beds)
    {
        foreach (var bed in new[] { "M1-A", "M1-B", "M2-A", "M3-A", "M3-B", "M4-A" }.Except(beds))
        {
            _ward.Block(bed);
        }

        for (var i = 0; i < beds.Length; i++)
        {
            Dirty(beds[i], i + 1);
        }

        // Critical care takes anybody: it is closed, so that only MED is left.
        _ward.CloseUnit(SmallHospital.Icu);
        return this;
    }

    private static WaitingPatient Waits(string who, BedNeeds needs, double since = 0) => new(new(who), needs, Ward.Start.AddHours(since), null);

    private ImmutableArray<Domain.Units.UnitView> Units() => [.. _ward.Map.Definition.Units.Select(u => _ward.View(u.Id))];

    private ImmutableArray<CleaningTask> Tasks(params IEnumerable<WaitingPatient> waiting) =>
        CleaningOrder.Of(Units(), waiting, ImmutableDictionary<BedId, EncounterId>.Empty, Times);

    private string[] Order(params IEnumerable<WaitingPatient> waiting) => [.. Tasks(waiting).Select(t => t.Bed.Value)];

    private CleaningTask Task(string bed, params IEnumerable<WaitingPatient> waiting) => Tasks(waiting).Single(t => t.Bed.Value == bed);
}
