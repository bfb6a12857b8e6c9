using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Domain.Staffing;
using MedMgr.Ops.EventLog;
using MedMgr.Ops.Grains.Contracts;

namespace MedMgr.Ops.Grains.Tests.Behaviour;

/// <summary>What is sent again under the same id is done once.</summary>
public sealed class RepeatTests
{
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
