using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Domain.Staffing;
using MedMgr.Ops.Domain.Units;
using MedMgr.Ops.EmbeddedSilo.Deterministic;
using MedMgr.Ops.Grains.Contracts;

namespace MedMgr.Ops.Grains.Tests.Chaos;

/// <summary>Draws what people ask and what systems report: mostly plausible, sometimes contradictory, sometimes late.</summary>
/// <param name="senders">The clock of the systems that report; nobody sets it.</param>
internal sealed class Workload(SeededRandom random, TimeProvider time, Func<DateTimeOffset> senders)
{
    private const int Visits = 7;

    private static readonly (ReportKind Kind, int Weight)[] Reports =
    [
        (ReportKind.Admit, 26), (ReportKind.Transfer, 22), (ReportKind.Discharge, 10), (ReportKind.Register, 4), (ReportKind.PreAdmit, 2), (ReportKind.Update, 8),
        (ReportKind.CancelAdmit, 2), (ReportKind.CancelTransfer, 4), (ReportKind.CancelDischarge, 4), (ReportKind.PendingAdmit, 3),
        (ReportKind.PendingTransfer, 6), (ReportKind.CancelPendingTransfer, 3), (ReportKind.CancelPendingAdmit, 1), (ReportKind.PendingDischarge, 2),
        (ReportKind.Departing, 3), (ReportKind.Arriving, 3), (ReportKind.LeaveStarts, 2), (ReportKind.LeaveEnds, 2), (ReportKind.BecomeInpatient, 3),
    ];

    private DateTimeOffset Now => time.GetUtcNow();

    public Request Next(string sender, int number)
    {
        var id = $"{sender}-{number}";
        return random.Next(100) switch
        {
            < 46 => Report(id),
            < 76 => People(id),
            < 83 => Swap(id),
            < 91 => Bed(id),
            < 94 => Unit(id),
            < 99 => Staff(id),
            _ => Merge(id),
        };
    }

    private Request Report(string id)
    {
        var visit = random.Next(Visits);
        var kind = Weighted();
        var at = random.Chance(0.1) ? senders().AddSeconds(-random.Next(120)) : senders();
        var place = kind is ReportKind.Discharge or ReportKind.CancelAdmit || random.Chance(0.05) ? null
            : random.Chance(0.05) ? new Place(TestHospital.Ed, null)
            : Place();
        var report = TestHospital.Report(kind, at, place, GenderOf(visit)) with
        {
            Details = ReportedDetails.Nothing with
            {
                Gender = Told.To(GenderOf(visit)), PatientClass = Told.To(random.Chance(0.5) ? "I" : "E"), Patient = Told.To<PatientId?>(new PatientId($"P{visit}")),
            },
            Pending = kind is ReportKind.PendingAdmit or ReportKind.PendingTransfer ? Place() : null,
        };
        return OfVisit(id, visit, new EncounterCommand.Reported(report) { At = Now }, isReport: true);
    }

    private Request People(string id)
    {
        var visit = random.Next(Visits);
        var @override = random.Chance(0.6) ? new Override("test", "charge nurse") : null;
        EncounterCommand command = random.Next(20) switch
        {
            < 5 => new EncounterCommand.Request(
                TestHospital.Needs(GenderOf(visit)), random.Chance(0.5) ? TestHospital.Ward : null, "test", new PatientId($"P{visit}"), "I") { At = Now },
            < 10 => new EncounterCommand.Assign(Place(), @override) { At = Now },
            < 12 => new EncounterCommand.Arrive(null, @override) { At = Now },
            < 14 => new EncounterCommand.Arrive(Place(), @override) { At = Now },
            < 15 => new EncounterCommand.StartTransit { At = Now },
            < 16 => new EncounterCommand.CancelRequest("test") { At = Now },
            < 17 => new EncounterCommand.Unassign("test") { At = Now },
            < 18 => new EncounterCommand.ChangeNeeds(
                TestHospital.Needs(GenderOf(visit)) with { Isolation = random.Chance(0.5) ? new Isolation(Precautions.Droplet, "influenza-a") : null }) { At = Now },
            _ => new EncounterCommand.Depart("home") { At = Now },
        };
        return OfVisit(id, visit, command, isReport: false);
    }

    private Request Swap(string id)
    {
        var (a, b) = (Visit(random.Next(Visits)), Visit(random.Next(Visits)));
        var reported = random.Chance(0.4);
        var @override = random.Chance(0.7) ? new Override("test", "charge nurse") : null;
        var (at, origin) = (reported ? senders() : Now, Origin(id));
        return OfHospital(id, $"swap {a} and {b}, reported: {reported}", h => h.Swap(a, b, reported, @override, at, origin));
    }

    private Request Bed(string id)
    {
        var bed = TestHospital.Beds[random.Next(TestHospital.Beds.Length)];
        var origin = Origin(id);
        if (random.Chance(0.2))
        {
            var (status, at) = ((BedStatusCode)random.Next(6), Now);
            return OfHospital(id, $"{bed} is reported as {status}", h => h.ReportBedStatus(bed, status, "EHR 1", at, origin));
        }

        BedCommand command = random.Next(12) switch
        {
            < 3 => new BedCommand.StartCleaning("HK-1") { At = Now },
            < 5 => new BedCommand.FinishCleaning("HK-1") { At = Now },
            < 7 => new BedCommand.MarkReady("HK-1") { At = Now },
            7 => new BedCommand.Block("test", Now.AddSeconds(20)) { At = Now },
            8 => new BedCommand.Unblock { At = Now },
            9 => new BedCommand.Close("test") { At = Now },
            10 => new BedCommand.Open { At = Now },
            _ => new BedCommand.Contaminate(null) { At = Now },
        };
        var unit = TestHospital.Map.UnitOf(bed)!.Id;
        return new Request(id, $"{bed}: {command}", false, async grains =>
        {
            var reply = await UnitOf(grains, unit).ExecuteBed(bed, command, origin);
            return (reply.Kind, reply.Because, reply.Position);
        });
    }

    private Request Unit(string id)
    {
        var unit = random.Chance(0.5) ? TestHospital.Ward : TestHospital.Icu;
        var (choice, origin) = (random.Next(4), Origin(id));
        UnitCommand command = choice == 0 ? new UnitCommand.Close("test") { At = Now } : new UnitCommand.Open { At = Now };
        return new Request(id, choice < 2 ? $"{unit}: {command}" : $"surge beds, open: {choice == 2}", false, async grains =>
        {
            var reply = choice < 2
                ? await UnitOf(grains, unit).Execute(command, origin, [])
                : await UnitOf(grains, TestHospital.Ward).SetSurgeBeds([], open: choice == 2, "test", origin);
            return (reply.Kind, reply.Because, reply.Position);
        });
    }

    private Request Staff(string id)
    {
        var staff = TestHospital.Definition.Staff;
        var person = staff[random.Next(staff.Length)].Id;
        var unit = TestHospital.Definition.Units[random.Next(TestHospital.Definition.Units.Length)].Id;
        var @override = new Override("test", "charge nurse");
        var origin = Origin(id);
        StaffCommand command = random.Next(4) switch
        {
            < 2 => new StaffCommand.StartShift(unit, Now.AddHours(8), @override) { At = Now },
            2 => new StaffCommand.Float(unit, @override) { At = Now },
            _ => new StaffCommand.EndShift("test") { At = Now },
        };
        return new Request(id, $"{person}: {command}", false, async grains =>
        {
            var reply = await grains.GetGrain<IStaffGrain>(GrainKeys.Of(TestHospital.Id, person)).Execute(command, origin);
            return (reply.Kind, reply.Because, reply.Position);
        });
    }

    private Request Merge(string id)
    {
        var (prior, to, origin) = (new PatientId($"P{random.Next(Visits)}"), new PatientId("P-merged"), Origin("merge-" + id));
        return OfHospital(origin.Id, $"merge {prior} into {to}", h => h.MergePatients(prior, to, "EHR 1", origin));
    }

    private static Request OfVisit(string id, int visit, EncounterCommand command, bool isReport)
    {
        var origin = new Origin(isReport ? OriginKind.Interface : OriginKind.User, "sender", id, command.At);
        return new Request(id, $"{Visit(visit)}: {command}", isReport, async grains =>
        {
            var reply = await grains.GetGrain<IEncounterGrain>(GrainKeys.Of(TestHospital.Id, Visit(visit))).Execute(command, origin);
            return (reply.Kind, reply.Because, reply.Position);
        });
    }

    private static Request OfHospital(string id, string what, Func<IHospitalGrain, Task<HospitalReply>> send) => new(id, what, false, async grains =>
    {
        var reply = await send(grains.GetGrain<IHospitalGrain>(TestHospital.Id.Value));
        return (reply.Kind, reply.Because, reply.Position);
    });

    private ReportKind Weighted()
    {
        var draw = random.Next(Reports.Sum(r => r.Weight));
        foreach (var (kind, weight) in Reports)
        {
            draw -= weight;
            if (draw < 0)
            {
                return kind;
            }
        }

        throw new InvalidOperationException("The weights do not add up.");
    }

    private Place Place() => TestHospital.Place(TestHospital.Beds[random.Next(TestHospital.Beds.Length)].Value);

    private Origin Origin(string id) => new(OriginKind.User, "sender", id, Now);

    private static Gender GenderOf(int visit) => visit % 2 == 0 ? Gender.Female : Gender.Male;

    private static EncounterId Visit(int number) => new($"V{number}");

    private static IUnitGrain UnitOf(IGrainFactory grains, UnitId id) => grains.GetGrain<IUnitGrain>(GrainKeys.Of(TestHospital.Id, id));
}
