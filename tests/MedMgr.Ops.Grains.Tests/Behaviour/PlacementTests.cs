using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Discrepancies;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Domain.Placement;
using MedMgr.Ops.Grains.Contracts;

namespace MedMgr.Ops.Grains.Tests.Behaviour;

public sealed class PlacementTests
{
    [Fact]
    public async Task An_admission_message_occupies_its_bed_and_the_visit_knows_it()
    {
        await using var hospital = await LiveHospital.OpenAsync();

        var reply = await hospital.Tell("V1", ReportKind.Admit, "4E-1A");

        reply.Kind.ShouldBe(ReplyKind.Done);
        reply.State.Location.ShouldBe(TestHospital.Place("4E-1A"));
        (await hospital.StateOf("4E-1A")).ShouldBeOfType<BedState.Occupied>().By.Select(p => p.Encounter.Value).ShouldBe(["V1"]);
        (await hospital.Events("bed/4E-1A"))[0].Cause.Id.ShouldBe((await hospital.Events("encounter/V1"))[0].Cause.Id, "bed and visit change in one transaction");
    }

    [Fact]
    public async Task A_transfer_leaves_the_old_bed_dirty_in_the_same_transaction()
    {
        await using var hospital = await LiveHospital.OpenAsync();
        await hospital.Tell("V1", ReportKind.Admit, "ED-1");

        var reply = await hospital.Tell("V1", ReportKind.Transfer, "4E-1A");

        reply.State.Location.ShouldBe(TestHospital.Place("4E-1A"));
        (await hospital.StateOf("ED-1")).ShouldBeOfType<BedState.Dirty>();
        var left = (await hospital.Events("bed/ED-1"))[^1];
        (await hospital.Events("bed/4E-1A"))[^1].Cause.ShouldBe(left.Cause);
        Math.Abs((await hospital.Events("bed/4E-1A"))[^1].Position - left.Position).ShouldBeLessThan(5);
    }

    [Fact]
    public async Task The_bed_frees_at_the_departure_and_not_at_the_order()
    {
        await using var hospital = await LiveHospital.OpenAsync();
        await hospital.Tell("V1", ReportKind.Admit, "4E-1A");

        (await hospital.Ask("V1", new EncounterCommand.OrderDischarge { At = hospital.Now })).Kind.ShouldBe(ReplyKind.Done);
        (await hospital.StateOf("4E-1A")).ShouldBeOfType<BedState.Occupied>();

        (await hospital.Depart("V1")).Kind.ShouldBe(ReplyKind.Done);
        (await hospital.StateOf("4E-1A")).ShouldBeOfType<BedState.Dirty>();
    }

    [Fact]
    public async Task A_reserved_bed_is_nobody_elses_to_a_person_and_contested_to_a_report()
    {
        await using var hospital = await LiveHospital.OpenAsync();
        await hospital.Request("V1");
        await hospital.Assign("V1", "4E-3");
        await hospital.Request("V2");

        (await hospital.Assign("V2", "4E-3")).Because!.Code.ShouldBe(RejectionCode.BedReservedForAnother);
        var reported = await hospital.Tell("V3", ReportKind.Admit, "4E-3");

        reported.Kind.ShouldBe(ReplyKind.Done);
        reported.State.Contested.ShouldBe(TestHospital.Place("4E-3"));
        reported.State.Location.ShouldBeNull();
        reported.State.Discrepancies.Select(d => d.Kind).ShouldContain(DiscrepancyKind.BedContested);
        (await hospital.StateOf("4E-3")).ShouldBeOfType<BedState.Reserved>().For.Encounter.Value.ShouldBe("V1");
        (await hospital.Arrive("V1")).State.Location.ShouldBe(TestHospital.Place("4E-3"));
    }

    [Fact]
    public async Task A_reported_plan_for_a_bed_reserves_it()
    {
        await using var hospital = await LiveHospital.OpenAsync();
        await hospital.Tell("V1", ReportKind.Admit, "ED-1");
        var plan = TestHospital.Report(ReportKind.PendingTransfer, hospital.Now, TestHospital.Place("ED-1")) with { Pending = TestHospital.Place("4E-3") };

        await hospital.Ask("V1", new EncounterCommand.Reported(plan) { At = hospital.Now });

        (await hospital.StateOf("4E-3")).ShouldBeOfType<BedState.Reserved>().For.Encounter.Value.ShouldBe("V1");
        (await hospital.StateOf("ED-1")).ShouldBeOfType<BedState.Occupied>();
    }

    [Fact]
    public async Task A_second_patient_reported_into_a_bed_waits_and_gets_it_when_the_first_has_left()
    {
        await using var hospital = await LiveHospital.OpenAsync();
        await hospital.Tell("V1", ReportKind.Admit, "4E-1A");
        (await hospital.Tell("V2", ReportKind.Admit, "4E-1A")).State.Contested.ShouldBe(TestHospital.Place("4E-1A"));
        await hospital.Depart("V1");

        (await hospital.Hospital.Reconcile()).ShouldBe(1);

        (await hospital.StateOfVisit("V2")).Location.ShouldBe(TestHospital.Place("4E-1A"));
        (await hospital.StateOf("4E-1A")).ShouldBeOfType<BedState.Occupied>().By.Single().Encounter.Value.ShouldBe("V2");
    }

    [Fact]
    public async Task A_room_of_one_gender_refuses_the_other_until_overridden_with_a_reason()
    {
        await using var hospital = await LiveHospital.OpenAsync();
        await hospital.Tell("V1", ReportKind.Admit, "4E-1A", Gender.Female);
        await hospital.Request("V2", gender: Gender.Male);

        var refused = await hospital.Assign("V2", "4E-1B");
        refused.Because!.Code.ShouldBe(RejectionCode.RoomGender);
        refused.Because.Overridable.ShouldBeTrue();

        (await hospital.Assign("V2", "4E-1B", new Override("no other bed in the house", "bed manager"))).Kind.ShouldBe(ReplyKind.Done);
    }

    [Fact]
    public async Task A_unit_takes_no_more_patients_than_its_nurses_may_care_for()
    {
        await using var hospital = await LiveHospital.OpenAsync(staffed: false);
        await hospital.Request("V1");

        (await hospital.Assign("V1", "4E-3")).Because!.Code.ShouldBe(RejectionCode.UnitNotStaffed);
        (await hospital.Tell("V2", ReportKind.Admit, "4E-3")).State.Discrepancies.Select(d => d.Kind).ShouldContain(DiscrepancyKind.RuleBroken);
    }

    [Fact]
    public async Task Of_two_placements_of_different_gender_into_one_room_at_once_exactly_one_wins()
    {
        await using var hospital = await LiveHospital.OpenAsync();
        for (var round = 0; round < 20; round++)
        {
            await hospital.Request($"F{round}", gender: Gender.Female);
            await hospital.Request($"M{round}", gender: Gender.Male);

            var replies = await Task.WhenAll(hospital.Assign($"F{round}", "4E-1A"), hospital.Assign($"M{round}", "4E-1B"));

            replies.Count(r => r.Kind == ReplyKind.Done).ShouldBe(1, $"round {round}");
            replies.Single(r => r.Kind == ReplyKind.Rejected).Because!.Code.ShouldBe(RejectionCode.RoomGender);
            await hospital.Ask($"F{round}", new EncounterCommand.CancelRequest("next round") { At = hospital.Now });
            await hospital.Ask($"M{round}", new EncounterCommand.CancelRequest("next round") { At = hospital.Now });
        }
    }

    [Fact]
    public async Task Of_a_hundred_placements_into_one_bed_at_once_exactly_one_wins()
    {
        await using var hospital = await LiveHospital.OpenAsync();
        await Task.WhenAll(Enumerable.Range(0, 100).Select(i => hospital.Request($"V{i}")));

        var replies = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => hospital.Assign($"V{i}", "4E-3")));

        var winner = replies.Single(r => r.Kind == ReplyKind.Done);
        replies.Where(r => r != winner).ShouldAllBe(r => r.Because!.Code == RejectionCode.BedReservedForAnother);
        (await hospital.Events("bed/4E-3")).Length.ShouldBe(1);
        (await hospital.Board()).Encounters.Count(e => e.Value.Request?.Assigned is not null).ShouldBe(1);
    }

    [Fact]
    public async Task A_hundred_reports_of_one_bed_leave_one_patient_in_it_and_99_waiting()
    {
        await using var hospital = await LiveHospital.OpenAsync();

        var replies = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => hospital.Tell($"V{i}", ReportKind.Admit, "4E-3")));

        replies.ShouldAllBe(r => r.Kind == ReplyKind.Done);
        replies.Count(r => r.State.Location is not null).ShouldBe(1);
        replies.Count(r => r.State.Contested is not null).ShouldBe(99);
    }

    [Fact]
    public async Task Placements_at_once_do_not_pass_the_staffed_capacity()
    {
        await using var hospital = await LiveHospital.OpenAsync();
        var beds = new[] { "4E-1A", "4E-1B", "4E-2A", "4E-2B", "4E-3", "4E-S1", "4E-S2" };
        await hospital.Unit(TestHospital.Ward).SetSurgeBeds([], open: true, "surge", hospital.Origin());
        await Task.WhenAll(beds.Select(b => hospital.Request("V-" + b)));

        var replies = await Task.WhenAll(beds.Select(b => hospital.Assign("V-" + b, b)));

        replies.Count(r => r.Kind == ReplyKind.Done).ShouldBe(5, "one nurse, five patients");
        replies.Where(r => r.Kind == ReplyKind.Rejected).ShouldAllBe(r => r.Because!.Code == RejectionCode.UnitNotStaffed);
    }

    [Fact]
    public async Task A_cancelled_request_frees_the_bed_it_had()
    {
        await using var hospital = await LiveHospital.OpenAsync();
        await hospital.Request("V1");
        await hospital.Assign("V1", "4E-3");

        (await hospital.Ask("V1", new EncounterCommand.CancelRequest("goes home") { At = hospital.Now })).Kind.ShouldBe(ReplyKind.Done);

        (await hospital.StateOf("4E-3")).ShouldBeOfType<BedState.Ready>();
        (await hospital.StateOfVisit("V1")).Standing.ShouldBe(Standing.Cancelled);
    }

    [Fact]
    public async Task A_report_of_a_bed_that_is_not_in_the_house_leaves_the_patient_waiting()
    {
        await using var hospital = await LiveHospital.OpenAsync();
        var report = TestHospital.Report(ReportKind.Admit, hospital.Now, new Place(TestHospital.Ward, new BedId("4E-99")));

        var reply = await hospital.Ask("V1", new EncounterCommand.Reported(report) { At = hospital.Now });

        reply.Kind.ShouldBe(ReplyKind.Done);
        reply.State.Discrepancies.Single(d => d.Kind == DiscrepancyKind.BedContested).Says.ShouldContain("has no bed 4E-99");
    }

    [Fact]
    public async Task A_patient_in_a_bed_that_a_new_definition_removed_can_still_leave()
    {
        await using var hospital = await LiveHospital.OpenAsync();
        await hospital.Tell("V1", ReportKind.Admit, "4E-3");
        var ward = TestHospital.Map.Unit(TestHospital.Ward)!;
        var smaller = TestHospital.Definition with
        {
            Units = TestHospital.Definition.Units.Replace(ward, ward with { Rooms = ward.Rooms.RemoveAll(r => r.Id.Value == "4E-3") }),
        };
        hospital.Directory.Set(new Domain.Definition.HospitalMap(smaller));
        await hospital.RestartAsync();

        (await hospital.Depart("V1")).Kind.ShouldBe(ReplyKind.Done);
    }
}
