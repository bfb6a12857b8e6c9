using System.Reflection;
using System.Runtime.CompilerServices;
using MedMgr.Ops.Optimizer.BedPlacement;

namespace MedMgr.Ops.Optimizer.Tests.BedPlacement;

/// <summary>The tables of docs/optimiser.md are those of the code.</summary>
public sealed class DocsTests
{
    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(Root(), "docs", "optimiser.md"));

    [Fact]
    public void Every_rule_stands_in_the_table_with_its_sentence_and_its_file()
    {
        var expected = RuleBook.Hard.Select(r => (r.Name, r.Sentence, Type: r.GetType(), Folder: "HardRules"))
            .Concat(RuleBook.Soft.Select(r => (r.Name, r.Sentence, Type: r.GetType(), Folder: "SoftRules")));
        foreach (var (name, sentence, type, folder) in expected)
        {
            Lines.ShouldContain($"| `{name}` | {sentence} | `{folder}/{type.Name}.cs` |");
            File.Exists(Path.Combine(Root(), "src", "MedMgr.Ops.Optimizer", "BedPlacement", folder, type.Name + ".cs")).ShouldBeTrue();
        }
    }

    [Fact]
    public void Every_weight_stands_in_the_table_with_its_default()
    {
        foreach (var weight in typeof(PlacementWeights).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.PropertyType == typeof(int)))
        {
            Lines.ShouldContain(line => line.StartsWith($"| `{weight.Name}` | {weight.GetValue(PlacementWeights.Default)} |"));
        }
    }

    private static string Root([CallerFilePath] string path = "")
    {
        var folder = new FileInfo(path).Directory!;
        while (!File.Exists(Path.Combine(folder.FullName, "MedMgr.Ops.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException($"No MedMgr.Ops.sln above {path}");
        }

        return folder.FullName;
    }
}
