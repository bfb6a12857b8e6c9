using System.Reflection;
using System.Text.Json.Serialization;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Domain.Journal;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.Domain.Staffing;
using MedMgr.Ops.Domain.Tests.Log;
using MedMgr.Ops.Domain.Tests.Wards;

namespace MedMgr.Ops.Domain.Tests.Journal;

public class EventWordsTests
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("America/Los_Angeles");
    private readonly Ward _ward = new();

    public static IEnumerable<TheoryDataRow<string>> Events => EventNames.Families
        .SelectMany(f => f.GetCustomAttributes<JsonDerivedTypeAttribute>()).Select(a => new TheoryDataRow<string>((string)a.TypeDiscriminator!));

    [Theory]
    [MemberData(nameof(Events))]
    public void Every_event_of_the_log_has_words(string name)
    {
        var type = EventNames.Families.SelectMany(f => f.GetCustomAttributes<JsonDerivedTypeAttribute>()).Single(a => (string)a.TypeDiscriminator! == name).DerivedType;
        var words = EventWords.Of(name[..name.IndexOf('-', StringComparison.Ordinal)] + "/X1", Samples.Of(type), Zone);
        words.ShouldNotBeNullOrWhiteSpace();
        words.ShouldNotContain("{");
        words.ShouldNotEndWith(".");
    }

    [Fact]
    public void Every_kind_of_barrier_is_said_in_words() =>
        Enum.GetValues<BarrierKind>().Select(EventWords.Of).ShouldBe(
            ["transport", "medicines to take home", "nursing home", "home care", "family", "test result", "sign off", "other"]);

    [Fact]
    public void An_assignment_is_one_deed_although_it_writes_to_visit_and_bed()
    {
        var deed = Told(w => w.Request("Ana").Assign("Ana", "M1-A"));
        deed.ShouldSatisfyAllConditions(
            d => d.Says.ShouldBe("Ana assigned to M1-A"), d => d.Also.ShouldBeEmpty(), d => d.About.ShouldBe(["Ana", "M1-A"], ignoreOrder: true), d => d.Why.ShouldBeNull());
    }

    [Fact]
    public void A_move_also_tells_which_bed_is_dirty_now()
    {
        var deed = Told(w => w.Admit("Ana", "M1-A").Request("Ana", SmallHospital.Icu).Arrive("Ana", "I1-A"));
        deed.Says.ShouldBe("Ana in I1-A");
        deed.Also.ShouldBe(["Ana left M1-A: dirty"]);
        deed.Why.ShouldBeNull("nobody gave a reason; the house noted one");
    }

    [Fact]
    public void A_rule_that_was_set_aside_is_told_with_its_reason_and_giver() =>
        Told(w => w.Admit("Ana", "M1-A").Request("Bob", needs: Say.Man).Arrive("Bob", "M1-B", Say.ByTheMatron))
            .Why.ShouldBe("rule set aside by Matron Ruiz: no other bed in the house");

    [Fact]
    public void Times_are_those_of_the_hospital() =>
        EventWords.Of("bed/M1-A", new BedEvent.Blocked("rail", Ward.Start) { At = Ward.Start }, Zone).ShouldBe("M1-A blocked until 5 Jan 00:00");

    [Fact]
    public void A_barrier_tells_its_note_as_the_reason()
    {
        var deed = Told(w => w.Admit("Ana", "M1-A").Raise("Ana", BarrierKind.Transport, "ambulance, lying"));
        deed.Says.ShouldBe("Barrier at Ana: transport");
        deed.Why.ShouldBe("ambulance, lying");
    }

    [Fact]
    public void Of_a_floated_nurse_the_float_is_told_and_not_what_the_units_note_of_it()
    {
        var at = Ward.Start;
        var deed = Deed.Of(
            [
                ("unit/ICU", new Domain.Units.UnitEvent.StaffLeft(new("N1")) { At = at }), ("unit/MED", new Domain.Units.UnitEvent.StaffArrived(Ward.Nurse("N1")) { At = at }),
                ("staff/N1", new StaffEvent.Floated(SmallHospital.Icu, SmallHospital.Med) { At = at }),
            ],
            Zone);
        deed.Says.ShouldBe("N1 floated from ICU to MED");
        deed.Also.ShouldBeEmpty();
    }

    private Deed Told(Action<Ward> what)
    {
        what(_ward);
        return Deed.Of([.. _ward.Log.TakeLast(_ward.Happened.Length).Select(e => (e.Stream, e.Event))], Zone);
    }
}
