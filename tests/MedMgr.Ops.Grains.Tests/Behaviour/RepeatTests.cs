using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Domain.Placement;
using MedMgr.Ops.Domain.Staffing;
using MedMgr.Ops.Domain.Units;
using MedMgr.Ops.EventLog;
using MedMgr.Ops.Grains.Contracts;

namespace MedMgr.Ops.Grains.Tests.Behaviour;

/// <summary>What is sent again under the same id is done once.</summary>
public sealed class RepeatTests
{
    private static readonly Override Set = new("test", "charge nurse");

    [Fact]
    public async Task A_repeated_message_is_a_duplicate_also_after_a_restart_and_after_much_else()
    {
        await using var hospital = await LiveHospital.OpenAsync();
        var origin = hospital.Origin("EHR-1");
        await hospital.Tell("V1", ReportKind.Admit, "4E-1A", origin: origin);

        (await hospital.Tell("V1", ReportKind.Admit, "4E-1A", origin: origin)).Kind.ShouldBe(ReplyKind.Duplicate);
        for (var i = 0; i < 40; i++)
        {
            await hospital.Ask("V1", new EncounterCommand.ExpectDischarge(hospital.Now.AddHours(i)) { At = hospital.Now });
        }

        (await hospital.Tell("V1", ReportKind.Admit, "4E-1A", origin: origin)).Kind.ShouldBe(ReplyKind.Duplicate);
        await hospital.RestartAsync();
        (await hospital.Tell("V1", ReportKind.Admit, "4E-1A", origin: origin)).Kind.ShouldBe(ReplyKind.Duplicate);
        (await hospital.Events("bed/4E-1A")).Length.ShouldBe(1);
    }

    [Fact]
    public async Task A_bed_command_whose_answer_was_lost_is_a_duplicate_and_not_refused()
    {
        await using var hospital = await LiveHospital.OpenAsync();
        await hospital.Tell("V1", ReportKind.Admit, "4E-1A");
        await hospital.Depart("V1");
        await hospital.Bed("4E-1A", new BedCommand.StartCleaning("HK-1") { At = hospital.Now });
        var finish = hospital.Origin();
        hospital.Log.LoseTheNextAnswer();
        await Should.ThrowAsync<EventLogException>(() => hospital.Bed("4E-1A", new BedCommand.FinishCleaning("HK-1") { At = hospital.Now }, finish));
        await hospital.Bed("4E-1A", new BedCommand.Block("broken rail", null) { At = hospital.Now });

        (await hospital.Bed("4E-1A", new BedCommand.FinishCleaning("HK-1") { At = hospital.Now }, finish)).Kind.ShouldBe(ReplyKind.Duplicate);
    }

    [Fact]
    public async Task An_admission_whose_answer_was_lost_is_done_once()
    {
        await using var hospital = await LiveHospital.OpenAsync();
        var origin = hospital.Origin();
        hospital.Log.LoseTheNextAnswer();
        await Should.ThrowAsync<EventLogException>(() => hospital.Tell("V1", ReportKind.Admit, "4E-1A", origin: origin));

        (await hospital.Tell("V1", ReportKind.Admit, "4E-1A", origin: origin)).Kind.ShouldBe(ReplyKind.Duplicate);
        (await hospital.StateOf("4E-1A")).ShouldBeOfType<BedState.Occupied>();
        (await hospital.Depart("V1")).Kind.ShouldBe(ReplyKind.Done);
        (await hospital.StateOf("4E-1A")).ShouldBeOfType<BedState.Dirty>();
    }

    [Fact]
    public async Task A_shift_is_started_once()
    {
        await using var hospital = await LiveHospital.OpenAsync(staffed: false);
        var origin = hospital.Origin();
        var start = new StaffCommand.StartShift(TestHospital.Ward, hospital.Now.AddHours(12)) { At = hospital.Now };
        hospital.Log.LoseTheNextAnswer();
        await Should.ThrowAsync<EventLogException>(() => hospital.Staff("N-4E-1", start, origin));

        (await hospital.Staff("N-4E-1", start, origin)).Kind.ShouldBe(ReplyKind.Duplicate);
        (await hospital.Unit(TestHospital.Ward).Get()).StaffedCapacity.ShouldBe(5);
    }

    /// <remarks>A grain remembers its latest 32 commands, the log all of them: each command here could be carried out once more when it comes again.</remarks>
    [Theory]
    [InlineData("bed")]
    [InlineData("unit")]
    [InlineData("staff")]
    [InlineData("visit")]
    [InlineData("status")]
    public async Task What_was_done_long_ago_is_not_done_again_however_much_came_between(string kind)
    {
        await using var hospital = await LiveHospital.OpenAsync();
        await hospital.Request("V1");
        Func<Origin, Task<ReplyKind>> act = kind switch
        {
            "bed" => async o => (await hospital.Bed("4E-3", new BedCommand.Block("rail", null) { At = hospital.Now }, o)).Kind,
            "unit" => async o => (await hospital.Unit(TestHospital.Icu).Execute(new UnitCommand.Close("flood") { At = hospital.Now }, o, [])).Kind,
            "staff" => async o => (await hospital.Staff("N-4E-1", new StaffCommand.Float(TestHospital.Icu, Set) { At = hospital.Now }, o)).Kind,
            "visit" => async o => (await hospital.Ask("V1", new EncounterCommand.Assign(TestHospital.Place("4E-3"), null) { At = hospital.Now }, o)).Kind,
            _ => async o => (await hospital.Hospital.ReportBedStatus(new BedId("4E-3"), BedStatusCode.Closed, "EHR", hospital.Now, o)).Kind,
        };
        Func<Task> undo = kind switch
        {
            "bed" => () => hospital.Bed("4E-3", new BedCommand.Unblock { At = hospital.Now }),
            "unit" => () => hospital.Unit(TestHospital.Icu).Execute(new UnitCommand.Open { At = hospital.Now }, hospital.Origin(), []),
            "staff" => () => hospital.Staff("N-4E-1", new StaffCommand.Float(TestHospital.Ward, Set) { At = hospital.Now }),
            "visit" => () => hospital.Ask("V1", new EncounterCommand.Unassign("plan changed") { At = hospital.Now }),
            _ => () => hospital.Bed("4E-3", new BedCommand.Open { At = hospital.Now }),
        };
        var first = hospital.Origin();
        (await act(first)).ShouldBe(ReplyKind.Done);
        await undo();
        for (var i = 0; i < 20; i++)
        {
            (await act(hospital.Origin())).ShouldBe(ReplyKind.Done);
            await undo();
        }

        var written = (await hospital.Board()).Position;
        (await act(first)).ShouldBe(ReplyKind.Duplicate);
        (await hospital.Board()).Position.ShouldBe(written);
    }

    [Fact]
    public async Task Surge_beds_opened_long_ago_do_not_open_others_when_the_command_comes_again()
    {
        await using var hospital = await LiveHospital.OpenAsync();
        Task<UnitReply> Surge(bool open, Origin? origin, params BedId[] beds) =>
            hospital.Unit(TestHospital.Ward).SetSurgeBeds([.. beds], open, "test", origin ?? hospital.Origin());
        await Surge(open: true, null, new BedId("4E-S2"));
        var all = hospital.Origin();
        (await Surge(open: true, all)).Kind.ShouldBe(ReplyKind.Done);
        for (var i = 0; i < 20; i++)
        {
            await Surge(open: false, null, new BedId("4E-S1"));
            await Surge(open: true, null, new BedId("4E-S1"));
        }

        await Surge(open: false, null, new BedId("4E-S2"));

        (await Surge(open: true, all)).Kind.ShouldBe(ReplyKind.Duplicate);
        (await hospital.StateOf("4E-S2")).ShouldBeOfType<BedState.Closed>();
    }

    [Fact]
    public async Task A_bed_status_told_long_ago_contradicts_nothing_when_it_comes_again()
    {
        await using var hospital = await LiveHospital.OpenAsync();
        var closed = hospital.Origin("EHR-A20");
        (await hospital.Hospital.ReportBedStatus(new BedId("4E-3"), BedStatusCode.Closed, "EHR", hospital.Now, closed)).Kind.ShouldBe(ReplyKind.Done);
        for (var i = 0; i < 20; i++)
        {
            await hospital.Bed("4E-3", new BedCommand.Open { At = hospital.Now });
            await hospital.Bed("4E-3", new BedCommand.Close("test") { At = hospital.Now });
        }

        await hospital.Bed("4E-3", new BedCommand.Open { At = hospital.Now });
        await hospital.Tell("V1", ReportKind.Admit, "4E-3");

        (await hospital.Hospital.ReportBedStatus(new BedId("4E-3"), BedStatusCode.Closed, "EHR", hospital.Now, closed)).Kind.ShouldBe(ReplyKind.Duplicate);
        (await hospital.Board()).Discrepancies.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_merge_sent_again_raises_nothing()
    {
        await using var hospital = await LiveHospital.OpenAsync();
        var admit = TestHospital.Report(ReportKind.Admit, hospital.Now, TestHospital.Place("4E-1A"));
        admit = admit with { Details = admit.Details with { Patient = Told.To<PatientId?>(new PatientId("P-1")) } };
        await hospital.Ask("V1", new EncounterCommand.Reported(admit) { At = hospital.Now });
        var merge = hospital.Origin("EHR-A40");

        (await hospital.Hospital.MergePatients(new PatientId("P-1"), new PatientId("P-2"), "EHR", merge)).Kind.ShouldBe(ReplyKind.Done);
        await hospital.Hospital.MergePatients(new PatientId("P-1"), new PatientId("P-2"), "EHR", merge);

        (await hospital.StateOfVisit("V1")).Patient.ShouldBe(new PatientId("P-2"));
        (await hospital.Board()).Discrepancies.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_swap_sent_again_after_its_patients_moved_on_is_a_duplicate()
    {
        await using var hospital = await LiveHospital.OpenAsync();
        await hospital.Tell("V1", ReportKind.Admit, "4E-1A");
        await hospital.Tell("V2", ReportKind.Admit, "4E-1B");
        var origin = hospital.Origin("EHR-A17");
        (await hospital.Hospital.Swap(new EncounterId("V1"), new EncounterId("V2"), true, null, hospital.Now, origin)).Kind.ShouldBe(ReplyKind.Done);

        (await hospital.Hospital.Swap(new EncounterId("V1"), new EncounterId("V2"), true, null, hospital.Now, origin)).Kind.ShouldBe(ReplyKind.Duplicate);
        await hospital.Depart("V1");
        (await hospital.Hospital.Swap(new EncounterId("V1"), new EncounterId("V2"), true, null, hospital.Now, origin)).Kind.ShouldBe(ReplyKind.Duplicate);
        (await hospital.Board()).Discrepancies.ShouldBeEmpty();
    }
}
