using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Board;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.EventLog;

namespace MedMgr.Ops.Grains.Tests.Behaviour;

/// <summary>Half-done states, written past the grains while these are awake and believe otherwise.</summary>
public sealed class ReconcilerTests
{
    [Fact]
    public async Task A_bed_that_holds_a_visit_that_is_over_is_vacated()
    {
        await using var hospital = await LiveHospital.OpenAsync();
        await hospital.Tell("V1", ReportKind.Admit, "4E-1A");
        await hospital.Inject("encounter/V1", new EncounterEvent.Departed("home") { At = hospital.Now });

        await Reconcile(hospital);

        (await hospital.StateOf("4E-1A")).ShouldBeOfType<BedState.Dirty>();
        (await hospital.Events("bed/4E-1A"))[^1].Cause.Kind.ShouldBe(CauseKind.Reconciler);
    }

    [Fact]
    public async Task A_bed_reserved_for_a_visit_that_asks_for_none_is_released()
    {
        await using var hospital = await LiveHospital.OpenAsync();
        await hospital.StateOf("4E-1A");
        await hospital.Inject("bed/4E-1A", new BedEvent.Reserved(new Claim(new EncounterId("V1"), Gender.Female, null, hospital.Now)) { At = hospital.Now });

        await Reconcile(hospital);

        (await hospital.StateOf("4E-1A")).ShouldBeOfType<BedState.Ready>();
    }

    [Fact]
    public async Task A_visit_whose_bed_does_not_hold_it_is_told_and_waits_for_a_bed()
    {
        await using var hospital = await LiveHospital.OpenAsync();
        await hospital.Tell("V1", ReportKind.Admit, "4E-1A");
        await hospital.Inject("bed/4E-1A", new BedEvent.Vacated(new EncounterId("V1"), "by hand") { At = hospital.Now });

        await Reconcile(hospital);

        var visit = await hospital.StateOfVisit("V1");
        visit.Location.ShouldBeNull();
        visit.Request.ShouldNotBeNull();
        visit.Discrepancies.ShouldContain(d => d.Kind == Domain.Discrepancies.DiscrepancyKind.Reconciled);
    }

    [Fact]
    public async Task A_visit_whose_reserved_bed_keeps_no_place_is_told()
    {
        await using var hospital = await LiveHospital.OpenAsync();
        await hospital.Request("V1");
        await hospital.Assign("V1", "4E-3");
        await hospital.Inject("bed/4E-3", new BedEvent.ReservationReleased(new EncounterId("V1"), "by hand") { At = hospital.Now });

        await Reconcile(hospital);

        (await hospital.StateOfVisit("V1")).Request!.Assigned.ShouldBeNull();
    }

    [Fact]
    public async Task A_block_that_has_run_out_ends()
    {
        await using var hospital = await LiveHospital.OpenAsync();
        await hospital.Bed("4E-3", new BedCommand.Block("filter", hospital.Now.AddHours(1)) { At = hospital.Now });

        (await hospital.Hospital.Reconcile()).ShouldBe(0);
        hospital.Clock.Advance(TimeSpan.FromHours(1));
        (await hospital.Hospital.Reconcile()).ShouldBe(1);

        (await hospital.StateOf("4E-3")).ShouldBeOfType<BedState.Ready>();
    }

    [Fact]
    public async Task A_couplet_bed_with_a_free_place_is_given_to_the_patient_who_was_reported_there()
    {
        await using var hospital = await LiveHospital.OpenAsync();
        await hospital.Tell("Mother", ReportKind.Admit, "M-1");
        await hospital.Tell("Baby", ReportKind.Admit, "M-1");
        (await hospital.Tell("Third", ReportKind.Admit, "M-1")).State.Contested.ShouldNotBeNull();
        await hospital.Depart("Baby");

        await Reconcile(hospital);

        (await hospital.StateOf("M-1")).ShouldBeOfType<BedState.Occupied>().By.Select(p => p.Encounter.Value).ShouldBe(["Mother", "Third"]);
    }

    [Fact]
    public async Task A_claim_beside_an_occupant_that_is_lost_with_the_bed_is_told_to_its_visit()
    {
        await using var hospital = await LiveHospital.OpenAsync();
        await hospital.Tell("Mother", ReportKind.Admit, "M-1");
        await hospital.Request("Baby", TestHospital.Maternity);
        await hospital.Assign("Baby", "M-1", new Override("born soon", "midwife"));
        await hospital.Depart("Mother");

        await Reconcile(hospital);

        (await hospital.StateOfVisit("Baby")).Request!.Assigned.ShouldBeNull();
        (await hospital.StateOf("M-1")).ShouldBeOfType<BedState.Dirty>();
    }

    [Fact]
    public async Task One_repair_that_can_not_be_made_does_not_stop_the_others()
    {
        await using var hospital = await LiveHospital.OpenAsync();
        await hospital.Inject("bed/4E-1A", new BedEvent.Reserved(new Claim(new EncounterId("V1"), Gender.Female, null, hospital.Now)) { At = hospital.Now });
        await hospital.Inject("bed/4E-2A", new BedEvent.Reserved(new Claim(new EncounterId("V2"), Gender.Female, null, hospital.Now)) { At = hospital.Now });
        hospital.Log.LoseTheNextAnswer();

        await hospital.Hospital.Reconcile();

        (await hospital.StateOf("4E-2A")).ShouldBeOfType<BedState.Ready>();
        await Reconcile(hospital);
    }

    private static async Task Reconcile(LiveHospital hospital)
    {
        await hospital.Hospital.Reconcile();
        Repairs.Find(await hospital.Board(), hospital.Now).ShouldBeEmpty();
        (await hospital.Hospital.Reconcile()).ShouldBe(0, "nothing is left to repair");
    }
}
