using System.Text.RegularExpressions;

namespace MedMgr.Sim.Engine.Tests;

/// <summary>Every C# block of docs/simulation-engine.md stands word for word in <see cref="DocumentationSnippets"/>, which is compiled and run here.</summary>
public sealed partial class DocumentationTests
{
    [Fact]
    public void Every_snippet_of_the_engines_page_is_compiled_in_these_tests()
    {
        var root = Root();
        var compiled = Squeeze(File.ReadAllText(Path.Combine(root, "tests", "MedMgr.Sim.Engine.Tests", "DocumentationSnippets.cs")));
        var page = File.ReadAllText(Path.Combine(root, "docs", "simulation-engine.md"));
        var blocks = CSharpBlock().Matches(page).Select(match => match.Groups[1].Value).ToArray();
        blocks.Length.ShouldBeGreaterThan(4);
        foreach (var block in blocks)
        {
            compiled.Contains(Squeeze(block), StringComparison.Ordinal).ShouldBeTrue(block);
        }
    }

    [Fact]
    public void The_two_styles_of_the_page_tell_the_same_story()
    {
        // Same streams, same order of draws: the same patients to the bit.
        var byEvents = DocumentationSnippets.RunEvents(seed: 7);
        var byProcesses = DocumentationSnippets.RunProcesses(seed: 7);
        byProcesses.Count.ShouldBe(byEvents.Count);
        byProcesses.Mean.ShouldBe(byEvents.Mean);
        byEvents.Count.ShouldBeGreaterThan(1000);
    }

    [Fact]
    public void The_experiment_of_the_page_finds_that_a_third_bay_shortens_the_wait() => DocumentationSnippets.Compare().Difference.High.ShouldBeLessThan(0.0);

    [Fact]
    public void The_patient_of_the_page_leaves_unseen_or_is_scanned()
    {
        var (unseen, scanned, recalled) = DocumentationSnippets.RunPatients();
        unseen.ShouldBeGreaterThan(0);
        scanned.ShouldBeGreaterThan(0);
        recalled.ShouldBe(1);
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "MedMgr.Ops.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests run inside the repository.");
        }

        return folder;
    }

    private static string Squeeze(string text) => WhiteSpace().Replace(text, " ").Trim();

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CSharpBlock();

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();
}
