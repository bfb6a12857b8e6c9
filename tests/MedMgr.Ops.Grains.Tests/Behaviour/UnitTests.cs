using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Discrepancies;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Domain.Staffing;
using MedMgr.Ops.Domain.Units;
using MedMgr.Ops.Grains.Contracts;
using MedMgr.Ops.Grains.Staffing;
using Microsoft.Extensions.Logging.Abstractions;

namespace MedMgr.Ops.Grains.Tests.Behaviour;

public sealed class UnitTests
{
    [Fact]
    public async Task Closing_a_unit_closes_its_beds_and_opening_it_opens_those_and_no_others()
    {
        await using var hospital = await LiveHospital.OpenAsync();
        await hospital.Bed("4E-3", new BedCommand.Close("floor wet") { At = hospital.Now });

        (await Close(hospital)).Kind.ShouldBe(ReplyKind.Done);
        (await hospital.StateOf("4E-1A")).ShouldBeOfType<BedState.Closed>();
        await hospital.Request("V1");
        (await hospital.Assign("V1", "4E-1A")).Because!.Code.ShouldBe(RejectionCode.UnitClosed);

        (await hospital.Unit(TestHospital.Ward).Execute(new UnitCommand.Open { At = hospital.Now }, hospital.Origin(), [])).Kind.ShouldBe(ReplyKind.Done);
        (await hospital.StateOf("4E-1A")).ShouldBeOfType<BedState.Ready>();
        (await hospital.StateOf("4E-3")).ShouldBeOfType<BedState.Closed>();
        (await hospital.StateOf("4E-S1")).ShouldBeOfType<BedState.Closed>();
    }

    [Fact]
    public async Task A_unit_with_a_patient_does_not_close_also_when_the_patient_came_unseen()
    {
        await using var hospital = await LiveHospital.OpenAsync();
        await hospital.Unit(TestHospital.Ward).Get();
        await hospital.Inject(
            "bed/4E-3", new BedEvent.Occupied(new Occupant(new EncounterId("V9"), Gender.Female, null, hospital.Now)) { At = hospital.Now });

        (await Close(hospital)).Because!.Code.ShouldBe(RejectionCode.UnitNotEmpty);
    }

    [Fact]
    public async Task Of_a_closing_unit_and_a_placement_at_once_one_wins_and_no_patient_lies_in_a_closed_unit()
    {
        await using var hospital = await LiveHospital.OpenAsync();
        for (var round = 0; round < 10; round++)
        {
            await hospital.Request($"V{round}");
            var assign = hospital.Assign($"V{round}", "4E-3");
            var close = Close(hospital);

            var results = new[] { (await assign).Kind, (await close).Kind };

            results.Count(k => k == ReplyKind.Done).ShouldBe(1, $"round {round}");
            await hospital.Ask($"V{round}", new EncounterCommand.CancelRequest("next round") { At = hospital.Now });
            await hospital.Unit(TestHospital.Ward).Execute(new UnitCommand.Open { At = hospital.Now }, hospital.Origin(), []);
        }
    }

    [Fact]
    public async Task Surge_beds_open_all_at_once_and_one_that_is_in_use_stays_open()
    {
        await using var hospital = await LiveHospital.OpenAsync();
        var ward = hospital.Unit(TestHospital.Ward);
        (await ward.SetSurgeBeds([], open: true, "flu", hospital.Origin())).Kind.ShouldBe(ReplyKind.Done);
        await hospital.Request("V1");
        (await hospital.Assign("V1", "4E-S1")).Kind.ShouldBe(ReplyKind.Done);

        (await ward.SetSurgeBeds([new BedId("4E-S1")], open: false, "over", hospital.Origin())).Because!.Code.ShouldBe(RejectionCode.BedInUse);
        (await ward.SetSurgeBeds([], open: false, "over", hospital.Origin())).Kind.ShouldBe(ReplyKind.Done);
        (await hospital.StateOf("4E-S1")).ShouldBeOfType<BedState.Reserved>();
        (await hospital.StateOf("4E-S2")).ShouldBeOfType<BedState.Closed>();
        (await ward.SetSurgeBeds([new BedId("4E-3")], open: true, "flu", hospital.Origin())).Because!.Code.ShouldBe(RejectionCode.NotASurgeBed);
    }

    [Fact]
    public async Task Closing_the_surge_beds_sent_again_does_not_close_one_that_was_in_use_then()
    {
        await using var hospital = await LiveHospital.OpenAsync();
        var ward = hospital.Unit(TestHospital.Ward);
        await ward.SetSurgeBeds([], open: true, "flu", hospital.Origin());
        await hospital.Request("V1");
        await hospital.Assign("V1", "4E-S1");
        var over = hospital.Origin();
        (await ward.SetSurgeBeds([], open: false, "over", over)).Kind.ShouldBe(ReplyKind.Done);
        await hospital.Ask("V1", new EncounterCommand.CancelRequest("not needed") { At = hospital.Now });

        (await ward.SetSurgeBeds([], open: false, "over", over)).Kind.ShouldBe(ReplyKind.Duplicate);

        (await hospital.StateOf("4E-S1")).ShouldBeOfType<BedState.Ready>();
        (await hospital.StateOf("4E-S2")).ShouldBeOfType<BedState.Closed>();
    }

    [Fact]
    public async Task A_nurse_who_floats_leaves_one_unit_and_counts_in_the_other()
    {
        await using var hospital = await LiveHospital.OpenAsync();

        (await hospital.Staff("N-ED", new StaffCommand.Float(TestHospital.Ward) { At = hospital.Now })).State.Current!.Unit.ShouldBe(TestHospital.Ward);

        (await hospital.Unit(TestHospital.Ed).Get()).StaffedCapacity.ShouldBe(0);
        (await hospital.Unit(TestHospital.Ward).Get()).StaffedCapacity.ShouldBe(10);
        var board = await hospital.Board();
        board.Units.Single(u => u.Definition.Id == TestHospital.Ward).State.NursesOnDuty.ShouldBe(2);
        board.Units.Single(u => u.Definition.Id == TestHospital.Ed).State.NursesOnDuty.ShouldBe(0);
    }

    [Fact]
    public async Task Nurses_who_start_and_float_at_once_are_each_on_one_unit()
    {
        await using var hospital = await LiveHospital.OpenAsync();
        var commands = from nurse in new[] { "N-ED", "N-4E-1", "N-ICU", "N-MAT" } from unit in TestHospital.Definition.Units select (nurse, unit.Id);

        await Task.WhenAll(commands.Select(c => hospital.Staff(c.nurse, new StaffCommand.Float(c.Id) { At = hospital.Now })));

        var onDuty = (await hospital.Board()).Units.SelectMany(u => u.State.OnDuty.Select(p => p.Staff.Value)).Order();
        onDuty.ShouldBe(["N-4E-1", "N-ED", "N-ICU", "N-MAT"]);
    }

    [Fact]
    public async Task The_rota_brings_the_day_on_and_hands_over_to_the_night()
    {
        await using var hospital = await LiveHospital.OpenAsync(staffed: false);
        var rota = new RotaKeeper(hospital.Directory, hospital.Grains, hospital.Clock, NullLogger<RotaKeeper>.Instance);

        (await rota.Apply(TestHospital.Id)).ShouldBe(TestHospital.Start.AddHours(12));
        (await OnDuty(hospital)).ShouldBe(["HK-1", "N-4E-1"]);

        hospital.Clock.MoveTo(TestHospital.Start.AddHours(12));
        (await rota.Apply(TestHospital.Id)).ShouldBe(TestHospital.Start.AddHours(24));
        (await OnDuty(hospital)).ShouldBe(["N-4E-2", "N-FLOAT"]);
    }

    [Fact]
    public async Task Who_was_sent_home_sick_is_not_called_back_by_the_rota()
    {
        await using var hospital = await LiveHospital.OpenAsync(staffed: false);
        var rota = new RotaKeeper(hospital.Directory, hospital.Grains, hospital.Clock, NullLogger<RotaKeeper>.Instance);
        await rota.Apply(TestHospital.Id);
        hospital.Clock.Advance(TimeSpan.FromHours(1));
        await hospital.Staff("N-4E-1", new StaffCommand.EndShift("sick") { At = hospital.Now });

        await rota.Apply(TestHospital.Id);
        await hospital.RestartAsync();
        await new RotaKeeper(hospital.Directory, hospital.Grains, hospital.Clock, NullLogger<RotaKeeper>.Instance).Apply(TestHospital.Id);

        (await OnDuty(hospital)).ShouldBe(["HK-1"]);
    }

    [Fact]
    public async Task A_reported_bed_status_is_applied_where_it_can_be_true_and_a_discrepancy_where_not()
    {
        await using var hospital = await LiveHospital.OpenAsync();
        await hospital.Tell("V1", ReportKind.Admit, "4E-1A");

        (await Report(hospital, "4E-2A", BedStatusCode.Housekeeping)).Kind.ShouldBe(ReplyKind.Done);
        (await hospital.StateOf("4E-2A")).ShouldBeOfType<BedState.Dirty>();
        (await Report(hospital, "4E-2A", BedStatusCode.Unoccupied)).Kind.ShouldBe(ReplyKind.Done);
        (await hospital.StateOf("4E-2A")).ShouldBeOfType<BedState.Ready>();

        (await Report(hospital, "4E-1A", BedStatusCode.Unoccupied)).Kind.ShouldBe(ReplyKind.Done);
        (await hospital.StateOf("4E-1A")).ShouldBeOfType<BedState.Occupied>();
        (await hospital.Board()).Discrepancies.Values.Single().Kind.ShouldBe(DiscrepancyKind.BedStatusDiffers);
        (await Report(hospital, "no-such-bed", BedStatusCode.Closed)).Because!.Code.ShouldBe(RejectionCode.BedUnknown);
    }

    [Fact]
    public async Task A_bed_asked_for_at_a_unit_that_is_not_its_own_is_refused_and_the_unit_goes_on()
    {
        await using var hospital = await LiveHospital.OpenAsync();

        (await hospital.Unit(TestHospital.Ward).ExecuteBed(new BedId("no-such-bed"), new BedCommand.Open { At = hospital.Now }, hospital.Origin()))
            .Because!.Code.ShouldBe(RejectionCode.BedUnknown);
        (await hospital.Tell("V1", ReportKind.Admit, "4E-1A")).State.Location.ShouldNotBeNull();
    }

    private static Task<UnitReply> Close(LiveHospital hospital) =>
        hospital.Unit(TestHospital.Ward).Execute(new UnitCommand.Close("painting") { At = hospital.Now }, hospital.Origin(), []);

    private static Task<HospitalReply> Report(LiveHospital hospital, string bed, BedStatusCode status) =>
        hospital.Hospital.ReportBedStatus(new BedId(bed), status, "EHR 1", hospital.Now, hospital.Origin());

    private static async Task<IEnumerable<string>> OnDuty(LiveHospital hospital) =>
        (await hospital.Unit(TestHospital.Ward).Get()).State.OnDuty.Select(p => p.Staff.Value).Order(StringComparer.Ordinal);
}
