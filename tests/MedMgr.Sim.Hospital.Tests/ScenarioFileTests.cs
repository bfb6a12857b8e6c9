using MedMgr.Sim.Hospital.Scenarios;
using MedMgr.Sim.Hospital.Tests.Support;

namespace MedMgr.Sim.Hospital.Tests;

public sealed class ScenarioFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("scenarios").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static TheoryData<string> AllShipped => [.. Shipped.Names];

    [Theory]
    [MemberData(nameof(AllShipped))]
    public void Every_shipped_scenario_reads_and_runs(string name)
    {
        var scenario = Shipped.Scenario(name);
        scenario.Id.ShouldBe(name);
        (scenario.Plan is not null).ShouldBe(name.EndsWith("-surge", StringComparison.Ordinal));
        HospitalSimulation.Run(scenario with { Days = 1, WarmUpDays = 1 }, 1, 1)["ed.arrivals"].Estimate.Mean.ShouldBeGreaterThan(100);
    }

    [Fact]
    public void A_scenario_in_another_folder_inherits_the_hospital_of_its_base()
    {
        var mine = Path.Combine(_folder, "mine.yaml");
        File.WriteAllText(mine, $"extends: {Path.GetFullPath(Path.Combine(Shipped.Folder, "winter-week-surge.yaml"))}\nid: mine\n");
        var scenario = ScenarioFile.Load(mine).ShouldBeOfType<ScenarioReading.Read>().Scenario;
        scenario.Hospital.Id.Value.ShouldBe("riverside");
        scenario.Plan.ShouldNotBeNull();
    }

    [Fact]
    public void There_is_a_surge_variant_of_each_scenario() =>
        Shipped.Names.Where(n => !n.EndsWith("-surge", StringComparison.Ordinal)).ShouldAllBe(n => Shipped.Names.Contains(n + "-surge"));

    [Theory]
    [InlineData("arrivalsPerDay: 205", "arrivalsPerDay: many", "emergency.arrivalsPerDay", "must be a number", "Write a number from")]
    [InlineData("ambulanceShare: 0.17", "ambulanceShare: 17", "emergency.ambulanceShare", "must be at most 1, but is 17", "Write a number from 0 to 1")]
    [InlineData("barrierDays: 3", "bariersDays: 3", "discharge.bariersDays", "is not a key that is known here", "Did you mean \"barrierDays\"?")]
    [InlineData("acuityWalkIn: [0.003, 0.09, 0.47, 0.33, 0.107]", "acuityWalkIn: [0.1, 0.2, 0.3, 0.2, 0.1]", "emergency.acuityWalkIn", "adds up to 0.9", "must add up to 1")]
    [InlineData("weekdayFactors: [1.08, 1.0, 0.98, 0.98, 0.98, 0.98, 1.0]", "weekdayFactors: [1, 1]", "emergency.weekdayFactors", "must be a list of 7 numbers, but is a list of 2", "7 numbers")]
    [InlineData("start: 2025-01-13", "start: 13.1.2025", "start", "must be a day", "2025-01-13")]
    [InlineData("level: psychiatric", "level: psychatric", "groups[10].level", "is not known here", "Did you mean \"psychiatric\"?")]
    [InlineData("ages: 18-80", "ages: 80-18", "groups[10].ages", "is no range of ages", "18-95")]
    [InlineData("id: cardiac", "id: medical", "groups[2].id", "is the name of two groups", "another name")]
    [InlineData("nedocsOff: 140", "nedocsOff: 190", "diversion.nedocsOff", "is higher than nedocsOn", "lower score")]
    [InlineData("births:", "birth:", "birth", "is not a key that is known here", "Did you mean \"births\"?")]
    public void An_error_names_file_line_path_and_the_fix(string from, string to, string path, string what, string howToFix)
    {
        var text = File.ReadAllText(Path.Combine(Shipped.Folder, "winter-week.yaml"));
        text.ShouldContain(from);
        var error = Errors("winter-week.yaml", text.Replace(from, to, StringComparison.Ordinal)).First(e => e.Path == path);
        error.File.ShouldBe("winter-week.yaml");
        var written = text[..text.IndexOf(from, StringComparison.Ordinal)].Count(c => c == '\n') + 1;
        error.Line.ShouldBeInRange(written, written + 1);
        error.What.ShouldContain(what);
        error.HowToFix.ShouldContain(howToFix);
    }

    [Fact]
    public void Rates_without_a_source_are_refused()
    {
        var text = File.ReadAllText(Path.Combine(Shipped.Folder, "winter-week.yaml")).Replace("  patienceHours: 24\n  source: assumption\n", "  patienceHours: 24\n", StringComparison.Ordinal);
        Errors("winter-week.yaml", text).ShouldContain(e => e.Path == "transfersIn.source" && e.What == "is missing");
    }

    [Fact]
    public void An_error_in_the_base_names_the_base_and_one_in_the_plan_the_plan()
    {
        Copy("winter-week.yaml", t => t.Replace("crewMin: 4", "crewMin: none", StringComparison.Ordinal));
        Copy("plans/riverside-surge.yaml", t => t.Replace("openSurgeBeds: [TELE, MED-4W, SDU, PEDS]", "openSurgeBeds: [TELE, MED-4V]", StringComparison.Ordinal));
        var errors = Errors("mine.yaml", "extends: winter-week.yaml\nid: mine\ndays: 0\nplan: plans/riverside-surge.yaml\n");
        errors.Select(e => (e.File, e.Path)).ShouldBe(
            [("mine.yaml", "days"), ("winter-week.yaml", "housekeeping.crewMin"), ("riverside-surge.yaml", "plan.levels[1].do.openSurgeBeds[1]")], ignoreOrder: true);
        errors.Single(e => e.File == "mine.yaml").Line.ShouldBe(3);
        errors.Single(e => e.File == "riverside-surge.yaml").HowToFix.ShouldContain("MED-4W");
    }

    [Theory]
    [InlineData("extends: nowhere.yaml\nid: x\n", "nowhere.yaml", "cannot be read")]
    [InlineData("extends: mine.yaml\nid: x\n", "mine.yaml", "is a chain of more than 8 files")]
    [InlineData("", "mine.yaml", "is empty")]
    [InlineData("id: [unclosed\n", "mine.yaml", "is not valid YAML")]
    [InlineData("id: x\ntitle: y\n", "mine.yaml", "is missing")]
    public void A_file_that_is_no_scenario_is_an_error_and_no_exception(string text, string file, string what) =>
        Errors("mine.yaml", text).ShouldContain(e => e.File == file && e.What.Contains(what, StringComparison.Ordinal));

    [Fact]
    public void A_scenario_gives_only_what_differs_from_its_base()
    {
        var (winter, severe) = (Shipped.Scenario("winter-week"), Shipped.Scenario("flu-severe"));
        severe.Emergency.ArrivalsPerDay.ShouldBe(winter.Emergency.ArrivalsPerDay);
        ((Epidemics.Epidemic.Weekly)severe.Epidemic!).Multiplier.ShouldBe(3.6);
        ((Epidemics.Epidemic.Weekly)severe.Epidemic!).Admissions.Length.ShouldBe(24);
        severe.Start.ShouldBe(new DateOnly(2024, 12, 29));
    }

    private System.Collections.Immutable.ImmutableArray<Ops.Definitions.DefinitionError> Errors(string name, string text)
    {
        if (!Directory.Exists(Path.Combine(_folder, "hospitals")))
        {
            Copy("hospitals/riverside.yaml", t => t);
        }

        File.WriteAllText(Path.Combine(_folder, name), text);
        return ScenarioFile.Load(Path.Combine(_folder, name)).ShouldBeOfType<ScenarioReading.Faulty>().Errors;
    }

    private void Copy(string name, Func<string, string> change)
    {
        var to = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        File.WriteAllText(to, change(File.ReadAllText(Path.Combine(Shipped.Folder, name))));
    }
}
