using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using MedMgr.Ops.Domain.Alerts;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Board;
using MedMgr.Ops.Domain.Discrepancies;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Domain.Rosters;

namespace MedMgr.Ops.Domain.Tests.Docs;

/// <summary>The glossary can not drift from the names that the API shows.</summary>
public class GlossaryTests
{
    private static readonly string[] Rows = [.. File.ReadLines(Path.Combine(Root(), "docs", "glossary.md")).Where(l => l.StartsWith("| `", StringComparison.Ordinal))];

    private static readonly string[] AllNames = [.. typeof(Figures).GetProperties().Where(p => p.PropertyType == typeof(int))
        .Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name))
        .Concat(new[] { typeof(BedStatus), typeof(EncounterStatus), typeof(BarrierKind), typeof(RejectionCode), typeof(DiscrepancyKind), typeof(AlertKind), typeof(AlertSeverity), typeof(ShiftKind) }.SelectMany(NamesOf))];

    public static IEnumerable<TheoryDataRow<string, int>> Names => AllNames.CountBy(n => n).Select(n => new TheoryDataRow<string, int>(n.Key, n.Value));

    /// <param name="meanings">A figure and a bed's status may share a word: each has its row.</param>
    [Theory]
    [MemberData(nameof(Names))]
    public void Every_name_that_the_API_shows_is_defined_once_for_each_of_its_meanings(string name, int meanings) =>
        Rows.Count(r => r.StartsWith($"| `{name}` |", StringComparison.Ordinal)).ShouldBe(meanings);

    [Fact]
    public void A_name_that_is_defined_exists() =>
        Rows.Select(r => r.Split('`')[1]).Except(AllNames).ShouldBeEmpty();

    [Fact]
    public void Every_figure_names_its_unit_definition_formula_source_and_example()
    {
        foreach (var figure in typeof(Figures).GetProperties().Where(p => p.PropertyType == typeof(int)))
        {
            var row = Rows.First(r => r.StartsWith($"| `{JsonNamingPolicy.CamelCase.ConvertName(figure.Name)}` |", StringComparison.Ordinal));
            row.Trim('|').Split('|').ShouldAllBe(cell => !string.IsNullOrWhiteSpace(cell));
            row.Trim('|').Split('|').Length.ShouldBe(6, row);
        }
    }

    private static IEnumerable<string> NamesOf(Type type) => type.GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(f => f.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()!.Name);

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "MedMgr.Ops.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not lie in the repository.");
        }

        return folder.FullName;
    }
}
