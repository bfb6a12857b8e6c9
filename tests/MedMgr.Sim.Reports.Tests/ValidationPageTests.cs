using System.Text.RegularExpressions;
using MedMgr.Sim.Hospital.Validation;

namespace MedMgr.Sim.Reports.Tests;

/// <summary>docs/validation.md is what <c>medmgr validate --markdown</c> prints.</summary>
public sealed partial class ValidationPageTests
{
    private static readonly Lazy<string> Page = new(() => File.ReadAllText(Path.Combine(Root(), "docs", "validation.md")));

    /// <summary>Words, cases, theory and all of CHIME; what chance made is left out, for the whole suite takes longer than a test may.</summary>
    [Fact]
    public void The_page_holds_the_cases_and_the_theory_of_the_suite() =>
        WithoutChance(Page.Value).ShouldBe(WithoutChance(ValidationTable.Markdown(ValidationSuite.Run(threads: 2, effort: 0.001))));

    [Fact]
    public void Every_case_of_the_page_passes()
    {
        var (passed, cases) = (CountOfPassed().Match(Page.Value).Groups[1].Value, CountOfPassed().Match(Page.Value).Groups[2].Value);
        passed.ShouldBe(cases);
        Row().Count(Page.Value).ShouldBe(int.Parse(cases));
        Page.Value.ShouldNotContain("**no**");
    }

    [Fact]
    public void A_case_that_fails_is_marked_and_counted()
    {
        var page = ValidationTable.Markdown(
        [
            new ValidationCase("good", "M/M/c", Evidence.Exact, "Erlang", 2.0, 2.01, 1.99, 2.03, 20, true),
            new ValidationCase("bad", "M/M/c", Evidence.Exact, "Erlang", 3.0, 2.01, 1.99, 2.03, 20, false),
        ]);
        page.ShouldContain("1 of 2 cases pass");
        page.ShouldContain("| bad | 3 | 2.01 | 1.99 to 2.03 | 0.67 % | **no** |");
    }

    private static string WithoutChance(string page) => CountOfPassed().Replace(
        Row().Replace(page, row => row.Groups[1].Value.StartsWith("CHIME", StringComparison.Ordinal) ? row.Value : $"| {row.Groups[1].Value} | {row.Groups[2].Value} |"), "$2 cases");

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "MedMgr.Ops.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests run inside the repository.");
        }

        return folder;
    }

    [GeneratedRegex(@"(\d+) of (\d+) cases pass")]
    private static partial Regex CountOfPassed();

    [GeneratedRegex(@"^\| ([^|]+) \| (-?[\d.]+) \|.*$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
