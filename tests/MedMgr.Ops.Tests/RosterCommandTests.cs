using System.Text.Json;
using MedMgr.Ops.Tests.Support;

namespace MedMgr.Ops.Tests;

/// <summary>medmgr roster, as a charge nurse calls it.</summary>
public sealed class RosterCommandTests
{
    [Fact]
    public async Task A_roster_keeps_every_hard_rule_and_says_what_it_costs_and_how_sure_that_is()
    {
        var (exit, output, error) = await Medmgr.Run(
            "roster", "--unit", "MED-4E", "--weeks", "1", "--seconds", "10", "--from", "2026-11-30", "--replications", "4", "--json");
        exit.ShouldBe(0, error);
        using var document = JsonDocument.Parse(output);
        var roster = document.RootElement;

        roster.GetProperty("violations").GetArrayLength().ShouldBe(0);
        var shifts = roster.GetProperty("shifts").EnumerateArray().ToList();
        shifts.ShouldNotBeEmpty();
        shifts.ShouldAllBe(s => s.GetProperty("unit").GetString() == "MED-4E");
        shifts.Select(s => s.GetProperty("kind").GetString()).Distinct().ShouldBeSubsetOf(["own", "overtime", "float", "agency"]);
        var cost = roster.GetProperty("cost");
        cost.GetProperty("currency").GetString().ShouldBe("USD");
        cost.GetProperty("amount").GetInt64().ShouldBe(new[] { "own", "overtime", "float", "agency" }.Sum(k => cost.GetProperty(k).GetInt64()));
        cost.GetProperty("budget").GetInt64().ShouldBe(75_000);
        var soft = roster.GetProperty("softCosts").EnumerateObject().ToDictionary(c => c.Name, c => c.Value.GetInt64());
        soft.Values.Sum().ShouldBe(roster.GetProperty("objective").GetInt64());
        roster.GetProperty("bound").GetInt64().ShouldBeInRange(0, roster.GetProperty("objective").GetInt64());
        roster.GetProperty("demand").GetProperty("source").GetString()!.ShouldStartWith("simulated: scenario winter-week, 4 replications, seed 7");
        foreach (var need in roster.GetProperty("demand").GetProperty("shifts").EnumerateArray())
        {
            var there = shifts.Where(s => s.GetProperty("date").GetString() == need.GetProperty("date").GetString() && s.GetProperty("shift").GetString() == need.GetProperty("shift").GetString()).ToList();
            there.Count.ShouldBe(need.GetProperty("rostered").GetInt32());
            there.Count(s => s.GetProperty("charge").GetBoolean()).ShouldBe(1);
        }
    }

    [Fact]
    public async Task A_roster_is_printed_as_a_grid_and_written_as_files_that_can_be_checked_and_repaired()
    {
        var folder = Paths.NewFolder();
        var (csv, ics) = (Path.Combine(folder, "roster.csv"), Path.Combine(folder, "roster.ics"));
        string[] week = ["--from", "2026-11-30", "--replications", "4"];
        var (exit, output, error) = await Medmgr.Run(["roster", "--unit", "4E", "--weeks", "1", "--seconds", "10", .. week, "--csv", csv, "--ics", ics]);
        exit.ShouldBe(0, error);
        output.ShouldContain("Medical 4 East (MED-4E), Mon 2026-11-30 to Sun 2026-12-06");
        output.ShouldContain("0 violations of hard rules");
        output.ShouldNotContain("\u001b");
        (await File.ReadAllTextAsync(ics)).ShouldContain("BEGIN:VEVENT\r\n");

        (await Medmgr.Run("roster", "check", "--unit", "4E", csv)).ExitCode.ShouldBe(0);
        (await Medmgr.Run("roster", "check", "--unit", "4E", ics)).ExitCode.ShouldBe(0);

        var working = (await File.ReadAllLinesAsync(csv)).Skip(1).Select(l => l.Split(',')).First(l => l[3] == "2026-12-02")[0];
        (exit, output, error) = await Medmgr.Run(
            ["roster", "repair", "--unit", "4E", "--roster", csv, "--sick", $"{working}:2026-12-02", "--seconds", "10", "--replications", "4", "--json"]);
        exit.ShouldBe(0, error);
        using var document = JsonDocument.Parse(output);
        document.RootElement.GetProperty("violations").GetArrayLength().ShouldBe(0);
        var changes = document.RootElement.GetProperty("changes").EnumerateArray().ToList();
        changes.Count.ShouldBeInRange(1, 4);
        changes.ShouldContain(c => c.GetProperty("staff").GetString() == working && c.GetProperty("price").GetInt64() < 0);
        changes.ShouldAllBe(c => c.GetProperty("date").GetString()!.CompareTo("2026-12-02") >= 0);
    }

    [Fact]
    public async Task What_is_wrong_in_a_roster_is_told_with_its_line()
    {
        var file = Path.Combine(Paths.NewFolder(), "roster.csv");
        await File.WriteAllTextAsync(file, "staff,date,shift\nMED-4E-RN-D01,2026-12-01,D\nMED-4E-RN-D01,2026-12-01,N\nNOBODY,2026-12-02,D\n");
        var (exit, _, error) = await Medmgr.Run("roster", "check", "--unit", "MED-4E", file);
        exit.ShouldBe(1);
        error.ShouldContain("roster.csv:4 staff: there is no member of staff \"NOBODY\". How to fix:");

        await File.WriteAllTextAsync(file, "staff,date,shift\nMED-4E-RN-D01,2026-12-01,D\nMED-4E-RN-D01,2026-12-01,N\n");
        (await Medmgr.Run("roster", "check", "--unit", "MED-4E", file)).Error.ShouldContain("roster.csv:3 the line: MED-4E-RN-D01 would begin on 2026-12-01 19:00 after 0 h of rest");
    }

    [Theory]
    [InlineData("roster --unit 9X --weeks 1", 1, "There is no unit 9X in Riverside General Hospital")]
    [InlineData("roster --unit 4E --weeks 53", 2, "--weeks 53 is no number from 1 to 52")]
    [InlineData("roster --unit 4E --demand-plus lots", 2, "--demand-plus lots is no share from 1% to 300%")]
    [InlineData("roster --unit 4E --from soon", 2, "--from soon is no date")]
    [InlineData("roster repair --unit 4E --roster x.csv --sick ADA", 2, "\"ADA\" is no sick call")]
    [InlineData("roster --unit 4E --leave nowhere.csv", 1, "nowhere.csv")]
    public async Task What_is_called_wrongly_is_said_in_words(string call, int exitCode, string words)
    {
        var (exit, _, error) = await Medmgr.Run(call.Split(' '));
        error.ShouldContain(words);
        exit.ShouldBe(exitCode);
    }
}
