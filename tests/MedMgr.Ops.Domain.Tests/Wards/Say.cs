using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Domain.Placement;
using MedMgr.Ops.Domain.Units;

namespace MedMgr.Ops.Domain.Tests.Wards;

/// <summary>What people and sending systems say, in the words of the tests.</summary>
internal static class Say
{
    public const string Sender = "MAIN-EHR 000123";

    public static readonly BedNeeds Woman = BedNeeds.Unknown with { Gender = Gender.Female, LevelOfCare = LevelOfCare.General, AgeYears = 40 };
    public static readonly BedNeeds Man = BedNeeds.Unknown with { Gender = Gender.Male, LevelOfCare = LevelOfCare.General, AgeYears = 50 };
    public static readonly Override ByTheMatron = new("no other bed in the house", "Matron Ruiz");

    public static ReportedDetails Details(Gender gender = Gender.Female, string patientClass = "I", LevelOfCare? level = LevelOfCare.General, Isolation? isolation = null, int? age = 40) =>
        new(Told.To<PatientId?>(new PatientId("P-1")), Told.To(gender), Told.To(age), Told.To("MED"), Told.To(patientClass), Told.To(isolation), Told.To(level), default);

    public static EncounterReport Report(ReportKind kind, DateTimeOffset at, Place? location = null, ReportedDetails? details = null, Place? prior = null, Place? pending = null) =>
        new(kind, at, Sender, details ?? ReportedDetails.Nothing, location, prior, pending, default, null);

    public static Ward Hears(this Ward ward, string visit, ReportKind kind, string? bed = null, ReportedDetails? details = null, string? prior = null, string? pending = null) =>
        ward.Report(visit, Report(
            kind, ward.Now, bed is null ? null : ward.Place(bed), details, prior is null ? null : ward.Place(prior), pending is null ? null : ward.Place(pending)));

    public static Ward HearsUnit(this Ward ward, string visit, ReportKind kind, UnitId unit, ReportedDetails? details = null) =>
        ward.Report(visit, Report(kind, ward.Now, new Place(unit, null), details));

    /// <summary>An admission message with a bed; an inpatient woman of 40 unless said otherwise.</summary>
    public static Ward Admit(this Ward ward, string visit, string bed, ReportedDetails? details = null) =>
        ward.Hears(visit, ReportKind.Admit, bed, details ?? Details());

    public static Ward Request(this Ward ward, string visit, UnitId? target = null, BedNeeds? needs = null) =>
        ward.Do(visit, new EncounterCommand.Request(needs ?? Woman, target, "to be admitted", null, null) { At = ward.Now });

    public static Ward Assign(this Ward ward, string visit, string bed, Override? @override = null) =>
        ward.Do(visit, new EncounterCommand.Assign(ward.Place(bed), @override) { At = ward.Now });

    public static Ward Unassign(this Ward ward, string visit) => ward.Do(visit, new EncounterCommand.Unassign("plan changed") { At = ward.Now });

    public static Ward CancelRequest(this Ward ward, string visit) => ward.Do(visit, new EncounterCommand.CancelRequest("not needed") { At = ward.Now });

    public static Ward Arrive(this Ward ward, string visit, string? bed = null, Override? @override = null) =>
        ward.Do(visit, new EncounterCommand.Arrive(bed is null ? null : ward.Place(bed), @override) { At = ward.Now });

    public static Ward Depart(this Ward ward, string visit) => ward.Do(visit, new EncounterCommand.Depart("home") { At = ward.Now });

    public static Ward OrderDischarge(this Ward ward, string visit) => ward.Do(visit, new EncounterCommand.OrderDischarge { At = ward.Now });

    public static Ward Raise(this Ward ward, string visit, BarrierKind kind, string? note = null, DateTimeOffset? clearsAt = null) =>
        ward.Do(visit, new EncounterCommand.RaiseBarrier(kind, note, clearsAt) { At = ward.Now });

    public static Ward Clear(this Ward ward, string visit, BarrierKind kind, string how = "seen to") =>
        ward.Do(visit, new EncounterCommand.ClearBarrier(kind, how) { At = ward.Now });

    public static Ward Clean(this Ward ward, string bed) => ward
        .Do(bed, new BedCommand.StartCleaning("Evs") { At = ward.Now })
        .Do(bed, new BedCommand.FinishCleaning("Evs") { At = ward.Now });

    public static Ward Block(this Ward ward, string bed) => ward.Do(bed, new BedCommand.Block("broken rail", null) { At = ward.Now });

    public static Ward Unblock(this Ward ward, string bed) => ward.Do(bed, new BedCommand.Unblock { At = ward.Now });

    public static Ward CloseUnit(this Ward ward, UnitId unit) => ward.Do(unit, new UnitCommand.Close("renovation") { At = ward.Now });

    public static Ward ShouldHaveRefused(this Ward ward, RejectionCode code, bool? overridable = null)
    {
        ward.Refused.ShouldNotBeNull("the ward should have refused").Code.ShouldBe(code);
        if (overridable is { } expected)
        {
            ward.Refused.Overridable.ShouldBe(expected);
        }

        return ward;
    }

    public static Ward ShouldHaveDoneIt(this Ward ward)
    {
        ward.Refused.ShouldBeNull();
        return ward;
    }
}
