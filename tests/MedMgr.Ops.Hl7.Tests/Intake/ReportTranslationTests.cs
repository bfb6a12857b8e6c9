using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Hl7.Adt;
using MedMgr.Ops.Hl7.Intake;
using static MedMgr.Ops.Hl7.Tests.Intake.TinyHospital;

namespace MedMgr.Ops.Hl7.Tests.Intake;

public sealed class ReportTranslationTests
{
    [Fact]
    public void An_admission_tells_who_where_and_since_when()
    {
        var told = Translate(Admission());
        told.Visit.ShouldBe(new EncounterId("V1"));
        told.Report.Kind.ShouldBe(ReportKind.Admit);
        told.Report.EventAt.ShouldBe(Now);
        told.Report.Source.ShouldBe("EHR C1");
        told.Report.Location.ShouldBe(new Place(new UnitId("MED"), new BedId("M1-A")));
        told.Report.Details.Gender.ShouldBe(Told.To(Gender.Female));
        told.Report.Details.Service.ShouldBe(Told.To("MED"));
        told.Report.Details.PatientClass.ShouldBe(Told.To("I"));
    }

    [Theory]
    [InlineData("19600105", 66)]
    [InlineData("19600106", 65)]
    [InlineData("20260105", 0)]
    public void Age_is_counted_in_birthdays(string birth, int years) =>
        Translate(Admission(birth: birth)).Report.Details.AgeYears.ShouldBe(Told.To<int?>(years));

    [Theory]
    [InlineData("F", Gender.Female)]
    [InlineData("M", Gender.Male)]
    [InlineData("A", Gender.Other)]
    [InlineData("U", Gender.Unknown)]
    [InlineData("\"\"", Gender.Unknown)]
    public void Sex_is_read_by_table_0001(string code, Gender gender) => Translate(Admission(sex: code)).Report.Details.Gender.ShouldBe(Told.To(gender));

    [Fact]
    public void A_field_left_empty_changes_nothing() => Translate(Admission(sex: "")).Report.Details.Gender.IsTold.ShouldBeFalse();

    [Fact]
    public void Isolation_is_read_with_its_organism()
    {
        IsolationOf("DROPLET:Influenza-A").ShouldBe(Told.To(new Isolation(Precautions.Droplet, "influenza-a")));
        IsolationOf("airborne").ShouldBe(Told.To(new Isolation(Precautions.Airborne)));
        IsolationOf("NONE").ShouldBe(Told.To<Isolation>(null));
    }

    [Fact]
    public void Isolation_that_is_not_understood_is_left_as_it_was_and_said_so()
    {
        var told = Translate(Admission(isolation: "purple"));
        told.Report.Details.Isolation.IsTold.ShouldBeFalse();
        told.Warnings.ShouldHaveSingleItem().Reason.ShouldContain("isolation 'purple' is not understood");
    }

    [Theory]
    [InlineData("CR", LevelOfCare.Critical)]
    [InlineData("AC", LevelOfCare.General)]
    public void Acuity_says_the_level_of_care_where_it_can(string code, LevelOfCare level) =>
        Translate(Admission(acuity: code)).Report.Details.LevelOfCare.ShouldBe(Told.To<LevelOfCare?>(level));

    [Fact]
    public void A_visit_number_that_can_be_no_id_is_refused_with_its_field()
    {
        var adt = Read(Admission(visit: "no/slash"));
        var (told, refusal) = ReportTranslation.Of(adt, adt.Subject!, 1, Locations, adt.EventAt);
        told.ShouldBeNull();
        refusal!.Location!.Value.ToString().ShouldBe("PV1-19.1");
        refusal.Reason.ShouldContain("slash");
    }

    [Fact]
    public void Every_trigger_of_a_visit_has_its_report()
    {
        foreach (var trigger in Enum.GetValues<AdtTrigger>().Except([AdtTrigger.BedStatus, AdtTrigger.Merge]))
        {
            var adt = Read(Admission()) with { Trigger = trigger };
            ReportTranslation.Of(adt, adt.Subject!, 1, Locations, adt.EventAt).Translated.ShouldNotBeNull(trigger.ToString());
        }
    }

    private static Told<Isolation> IsolationOf(string sent) => Translate(Admission(isolation: sent)).Report.Details.Isolation;
}
