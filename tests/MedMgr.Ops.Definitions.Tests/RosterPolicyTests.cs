using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Definition;

namespace MedMgr.Ops.Definitions.Tests;

/// <summary>The terms of rosters, as written and as left out.</summary>
public sealed class RosterPolicyTests
{
    private const string Yaml = SmallHospital.Yaml + """


        rosters:
          source: assumption
          shifts:
            E: {name: Early, start: "06:30", hours: 8}
            L: {name: Late, start: "14:30", hours: 9}
          forbidden: [{first: L, next: E}]
          prices: {currency: CHF, agencyHour: 95}
          units:
            - {unit: MED, floatFrom: ED, floatMax: 2, chargeNurses: MED-RN01..MED-RN03, budgetPerWeek: 40000}
        """;

    [Fact]
    public void What_is_written_holds_and_what_is_left_out_is_as_the_defaults_have_it()
    {
        var policy = SmallHospital.Read(Yaml).RosterPolicy;

        policy.Shifts.ShouldBe([new ShiftType("E", "Early", new TimeOnly(6, 30), 8), new ShiftType("L", "Late", new TimeOnly(14, 30), 9)]);
        policy.ForbiddenSequences.ShouldBe([new ShiftSequence("L", "E")]);
        policy.Prices.ShouldBe(RosterPolicy.Default.Prices with { Currency = "CHF", AgencyHour = 95 });
        policy.WeekendsMax.ShouldBe(2);
        policy.Weights.ShouldBe(RosterPolicy.Default.Weights);
        var medicine = policy.Of(new UnitId("MED"));
        medicine.ChargeNurses.Select(n => n.Value).ShouldBe(["MED-RN01", "MED-RN02", "MED-RN03"]);
        medicine.FloatFrom.ShouldBe([new UnitId("ED")]);
        (medicine.FloatMax, medicine.AgencyMax, medicine.BudgetPerWeek).ShouldBe((2, 2, 40_000));
        policy.Of(new UnitId("ED")).FloatFrom.ShouldBeEmpty();
        policy.ShiftsOf(new UnitId("ED")).Select(s => s.Code).ShouldBe(["E", "L"]);
    }

    [Fact]
    public void A_house_that_says_nothing_of_rosters_has_the_defaults()
    {
        var house = SmallHospital.Read(SmallHospital.Yaml);

        house.Rosters.ShouldBeNull();
        house.RosterPolicy.ShouldBeSameAs(RosterPolicy.Default);
    }

    [Theory]
    [InlineData("E: {name", "EARLY: {name", "rosters.shifts.EARLY: \"EARLY\" is no code of a shift. How to fix: Use 1 to 4 letters or digits, as a grid has room for: D, N, E, L.")]
    [InlineData("hours: 9", "hours: 17", "rosters.shifts.L.hours: must be at most 16, but is 17. How to fix: Write a number from 1 to 16.")]
    [InlineData("\"06:30\"", "\"6:30\"", "rosters.shifts.E.start: \"6:30\" is not a time of day. How to fix: Write hours and minutes with two digits each, 00:00 to 23:59: \"07:00\".")]
    [InlineData("next: E", "next: F", "rosters.forbidden[0].next: there is no shift \"F\" in rosters. How to fix: Use one of: E, L.")]
    [InlineData("currency: CHF", "currency: francs", "rosters.prices.currency: \"francs\" is no code of a currency. How to fix: Write the three letters of ISO 4217: USD, EUR, CHF.")]
    [InlineData("floatFrom: ED", "floatFrom: MED", "rosters.units[0].floatFrom: is the unit itself. How to fix: Name the units whose nurses may come over.")]
    [InlineData("floatFrom: ED", "floatFrom: ICU", "rosters.units[0].floatFrom: there is no unit \"ICU\". How to fix: Use one of: MED, ED.")]
    [InlineData("MED-RN01..MED-RN03", "clerk-1", "rosters.units[0].chargeNurses: \"clerk-1\" is no registered nurse of MED. How to fix: Name registered nurses whose home unit is MED, or leave the key out: then each of them may take charge.")]
    [InlineData("MED-RN01..MED-RN03", "MED-RN07..MED-RN08", "rosters.units[0].chargeNurses: there is no member of staff \"MED-RN08\". How to fix: Name registered nurses whose home unit is MED, or leave the key out: then each of them may take charge.")]
    [InlineData("budgetPerWeek: 40000", "budgetPerWeek: -1", "rosters.units[0].budgetPerWeek: must be at least 0, but is -1. How to fix: Write a number from 0 to 1000000000.")]
    [InlineData("source: assumption\n  ", "", "rosters.source: is missing. How to fix: Add `source: \"assumption\"`.")]
    public void Terms_that_can_not_hold_are_told_with_their_line(string written, string isReplacedBy, string error)
    {
        var from = Yaml.IndexOf("rosters:", StringComparison.Ordinal);
        var changed = Yaml[..from] + Yaml[from..].Replace(written, isReplacedBy, StringComparison.Ordinal);

        var errors = HospitalFile.Parse(changed, "small.yaml").ShouldBeOfType<HospitalReading.Faulty>().Errors;

        errors.ShouldContain(e => e.Line >= 39 && e.ToString().EndsWith(error, StringComparison.Ordinal), string.Join("\n", errors));
    }

    [Fact]
    public void The_demo_hospital_plans_two_shifts_of_twelve_hours_and_has_a_budget_for_its_medical_unit()
    {
        var riverside = SmallHospital.Read(File.ReadAllText(RepositoryFile.Path("scenarios/hospitals/riverside.yaml")));

        riverside.RosterPolicy.ShiftsOf(new UnitId("MED-4E")).Select(s => $"{s.Code} {s.Start:HH:mm} {s.Hours}").ShouldBe(["D 07:00 12", "N 19:00 12"]);
        riverside.RosterPolicy.Of(new UnitId("MED-4E")).BudgetPerWeek.ShouldBe(75_000);
        riverside.RosterPolicy.Source.ShouldStartWith("assumption");
    }
}
