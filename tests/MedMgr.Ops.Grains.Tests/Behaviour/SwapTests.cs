using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Discrepancies;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Grains.Contracts;

namespace MedMgr.Ops.Grains.Tests.Behaviour;

public sealed class SwapTests
{
    [Fact]
    public async Task Two_patients_exchange_beds_in_one_transaction()
    {
        await using var hospital = await LiveHospital.OpenAsync();
        await hospital.Tell("V1", ReportKind.Admit, "4E-1A");
        await hospital.Tell("V2", ReportKind.Admit, "4E-2A");
        var before = (await hospital.Board()).Position;

        (await Swap(hospital, "V1", "V2")).Kind.ShouldBe(ReplyKind.Done);

        (await hospital.StateOf("4E-1A")).ShouldBeOfType<BedState.Occupied>().By.Single().Encounter.Value.ShouldBe("V2");
        (await hospital.StateOf("4E-2A")).ShouldBeOfType<BedState.Occupied>().By.Single().Encounter.Value.ShouldBe("V1");
        (await hospital.StateOfVisit("V1")).Location.ShouldBe(TestHospital.Place("4E-2A"));
        (await hospital.Board()).Position.ShouldBe(before + 4, "two visits and two beds, one event each");
    }

    [Fact]
    public async Task A_swap_with_a_patient_who_is_in_no_bed_is_refused_and_as_a_report_raises_a_discrepancy()
    {
        await using var hospital = await LiveHospital.OpenAsync();
        await hospital.Tell("V1", ReportKind.Admit, "4E-1A");
        await hospital.Tell("V2", ReportKind.Admit, null);

        (await Swap(hospital, "V1", "V2")).Because!.Code.ShouldBe(RejectionCode.NotInABed);
        (await Swap(hospital, "V1", "V2", reported: true)).Kind.ShouldBe(ReplyKind.Done);
        (await hospital.Board()).Discrepancies.Values.Single().Kind.ShouldBe(DiscrepancyKind.BedContested);
    }

    [Fact]
    public async Task A_late_report_of_a_swap_that_only_one_of_the_two_heard_is_known_when_it_is_sent_again()
    {
        await using var hospital = await LiveHospital.OpenAsync();
        await hospital.Tell("V1", ReportKind.Admit, "4E-1A");
        await hospital.Tell("V2", ReportKind.Admit, "4E-2A");
        var at = hospital.Now.AddHours(-1);
        Task<HospitalReply> Report(Origin origin) => hospital.Hospital.Swap(new EncounterId("V1"), new EncounterId("V2"), true, null, at, origin);
        await Report(hospital.Origin());
        await hospital.Tell("V2", ReportKind.Transfer, "4E-3");
        var again = hospital.Origin();
        (await Report(again)).Kind.ShouldBe(ReplyKind.Done);
        (await hospital.Events("encounter/V1")).ShouldNotContain(e => e.Cause.Id == again.Id, "V1 has heard of it at this bed already");
        await hospital.Tell("V1", ReportKind.Transfer, "4E-1B");

        (await Report(again)).Kind.ShouldBe(ReplyKind.Duplicate);

        (await hospital.Events("encounter/V1")).ShouldNotContain(e => e.Cause.Id == again.Id);
    }

    [Fact]
    public async Task A_late_report_of_a_swap_is_answered_however_often_it_comes()
    {
        await using var hospital = await LiveHospital.OpenAsync();
        await hospital.Tell("V1", ReportKind.Admit, "4E-1A");
        await hospital.Tell("V2", ReportKind.Admit, "4E-2A");

        for (var i = 0; i < 2; i++)
        {
            var reply = await hospital.Hospital.Swap(new EncounterId("V1"), new EncounterId("V2"), true, null, hospital.Now.AddHours(-1), hospital.Origin());
            reply.Kind.ShouldBe(ReplyKind.Done);
        }

        (await hospital.StateOfVisit("V1")).Location.ShouldBe(TestHospital.Place("4E-1A"));
    }

    [Fact]
    public async Task A_bed_changed_behind_the_grains_back_never_leads_to_half_a_swap()
    {
        await using var hospital = await LiveHospital.OpenAsync();
        await hospital.Tell("V1", ReportKind.Admit, "4E-1A");
        await hospital.Tell("V2", ReportKind.Admit, "4E-2A");
        await hospital.Inject("bed/4E-2A", new BedEvent.Vacated(new EncounterId("V2"), "by hand") { At = hospital.Now });

        (await Swap(hospital, "V1", "V2")).Kind.ShouldBe(ReplyKind.Rejected);

        (await hospital.StateOfVisit("V1")).Location.ShouldBe(TestHospital.Place("4E-1A"));
        (await hospital.StateOf("4E-1A")).ShouldBeOfType<BedState.Occupied>().By.Single().Encounter.Value.ShouldBe("V1");
    }

    [Fact]
    public async Task A_storm_of_swaps_neither_loses_nor_doubles_a_patient()
    {
        await using var hospital = await LiveHospital.OpenAsync();
        var beds = new[] { "4E-1A", "4E-1B", "4E-2A", "4E-2B", "ED-1", "ED-2" };
        foreach (var bed in beds)
        {
            await hospital.Tell("V-" + bed, ReportKind.Admit, bed);
        }

        var swaps = from round in Enumerable.Range(0, 5) from i in Enumerable.Range(0, beds.Length) select (A: beds[i], B: beds[(i + 1 + round) % beds.Length]);
        var replies = await Task.WhenAll(swaps.Where(s => s.A != s.B).Select(s => Swap(hospital, "V-" + s.A, "V-" + s.B)));

        replies.ShouldContain(r => r.Kind == ReplyKind.Done);
        replies.Where(r => r.Kind != ReplyKind.Done).ShouldAllBe(r => r.Because!.Code == RejectionCode.LostRace);
        var board = await hospital.Board();
        foreach (var bed in beds)
        {
            var patient = board.Units.SelectMany(u => u.Beds).Single(b => b.Key.Value == bed).Value.State.ShouldBeOfType<BedState.Occupied>().By.Single().Encounter;
            board.Encounters[patient].Location.ShouldBe(TestHospital.Place(bed));
            (await hospital.StateOfVisit(patient.Value)).Location.ShouldBe(TestHospital.Place(bed));
            (await hospital.StateOf(bed)).ShouldBeOfType<BedState.Occupied>().By.Single().Encounter.ShouldBe(patient);
        }

        board.Encounters.Count.ShouldBe(beds.Length);
    }

    private static Task<HospitalReply> Swap(LiveHospital hospital, string a, string b, bool reported = false) => hospital.Hospital.Swap(
        new EncounterId(a), new EncounterId(b), reported, new Override("test", "charge nurse"), hospital.Now, hospital.Origin());
}
