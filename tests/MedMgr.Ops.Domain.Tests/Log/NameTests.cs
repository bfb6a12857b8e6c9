using System.Reflection;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using MedMgr.Ops.Domain.Alerts;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Discrepancies;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.Domain.Rosters;
using MedMgr.Ops.Domain.Staffing;
using MedMgr.Ops.Domain.Surge;
using MedMgr.Ops.Domain.Units;

namespace MedMgr.Ops.Domain.Tests.Log;

/// <summary>Names that leave the process: explicit, unique, in one style, and never changed by a renamed class.</summary>
public partial class NameTests
{
    private static readonly Type[] CommandFamilies = [typeof(BedCommand), typeof(UnitCommand), typeof(StaffCommand), typeof(EncounterCommand), typeof(HospitalCommand), typeof(RosterCommand)];

    public static IEnumerable<TheoryDataRow<Type>> Families => EventNames.Families.Concat(CommandFamilies).Append(typeof(BedState)).Select(f => new TheoryDataRow<Type>(f));

    public static IEnumerable<TheoryDataRow<Type>> PublicEnums => new[] { typeof(RejectionCode), typeof(DiscrepancyKind), typeof(BedStatus), typeof(EncounterStatus), typeof(BarrierKind), typeof(AlertKind), typeof(AlertSeverity), typeof(ShiftKind) }
        .Select(t => new TheoryDataRow<Type>(t));

    [Fact]
    public void No_event_name_of_existing_logs_has_changed() =>
        EventNames.Families.SelectMany(Names).Order(StringComparer.Ordinal).ShouldBe(ApprovedEventNames.All.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Families))]
    public void Every_case_has_its_own_name_in_kebab_case(Type family)
    {
        var cases = family.GetNestedTypes(BindingFlags.Public).Where(t => t.IsSubclassOf(family));
        family.GetCustomAttributes<JsonDerivedTypeAttribute>().Select(a => a.DerivedType).ShouldBe(cases, ignoreOrder: true);
        Names(family).ShouldBeUnique();
        Names(family).ShouldAllBe(n => KebabCase().IsMatch(n));
    }

    [Fact]
    public void An_event_is_named_after_the_kind_of_its_stream() =>
        EventNames.Families.ShouldAllBe(f => Names(f).All(n => n.StartsWith(f.Name.Replace("Event", "-"), StringComparison.OrdinalIgnoreCase)));

    [Theory]
    [MemberData(nameof(PublicEnums))]
    public void Every_value_that_the_API_shows_has_an_explicit_name_in_kebab_case(Type type)
    {
        var names = type.GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(f => f.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name ?? $"{f.Name} has no name").ToList();
        names.ShouldAllBe(n => KebabCase().IsMatch(n));
        names.ShouldBeUnique();
    }

    [Fact]
    public void Streams_are_named_by_kind_and_id_and_lead_back_to_both()
    {
        Streams.Of(new BedId("4E-12A")).ShouldBe("bed/4E-12A");
        Streams.Parse("bed/4E-12A").ShouldBe((StreamKind.Bed, "4E-12A"));
        Streams.Parse(Streams.Of(new UnitId("ED"))).ShouldBe((StreamKind.Unit, "ED"));
        Streams.Parse(Streams.Of(new StaffId("N-1"))).ShouldBe((StreamKind.Staff, "N-1"));
        Streams.Parse(Streams.Of(new EncounterId("V 1"))).ShouldBe((StreamKind.Encounter, "V 1"));
        Streams.Parse(Streams.Quarantine("q1")).ShouldBe((StreamKind.Quarantine, "q1"));
        Streams.Parse(Streams.RosterOf(new UnitId("ICU"))).ShouldBe((StreamKind.Roster, "ICU"));
        Streams.Parse(Streams.Hospital).ShouldBe((StreamKind.Hospital, "main"));
        Should.Throw<FormatException>(() => Streams.Parse("ward/1"));
        Should.Throw<FormatException>(() => Streams.Parse("bed"));
    }

    [Theory]
    [InlineData("V1", null)]
    [InlineData("", "is empty")]
    [InlineData("a/b", "contains a slash, which no id may")]
    [InlineData("a\tb", "contains the control character U+0009, which no id may")]
    [InlineData(" a", "begins or ends with a blank")]
    public void An_id_is_a_short_name_without_slash_or_control_characters(string text, string? wrong) => IdRules.WhatIsWrongWith(text).ShouldBe(wrong);

    [Fact]
    public void An_id_has_at_most_64_characters()
    {
        IdRules.WhatIsWrongWith(new string('x', 64)).ShouldBeNull();
        IdRules.WhatIsWrongWith(new string('x', 65)).ShouldBe("has 65 characters, at most 64 are allowed");
    }

    private static IEnumerable<string> Names(Type family) => family.GetCustomAttributes<JsonDerivedTypeAttribute>().Select(a => (string)a.TypeDiscriminator!);

    [GeneratedRegex("^[a-z]+(-[a-z]+)*$")]
    private static partial Regex KebabCase();
}
