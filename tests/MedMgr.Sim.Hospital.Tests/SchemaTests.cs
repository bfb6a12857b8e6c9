using System.Text.Json;
using MedMgr.Sim.Hospital.Scenarios;
using MedMgr.Sim.Hospital.Tests.Support;

namespace MedMgr.Sim.Hospital.Tests;

/// <summary>What editors suggest is what the loader takes.</summary>
public sealed class SchemaTests : IDisposable
{
    private readonly JsonDocument _schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(Shipped.Folder, "scenario.schema.json")));

    // Only the entries of lists are given whole: a scenario that extends another may leave out any key of a map.
    private static readonly string[] InLists = ["group", "massCasualty", "wardClosure", "surgeLevel"];

    public void Dispose() => _schema.Dispose();

    [Fact]
    public void The_schema_has_the_keys_of_the_loader_and_no_other()
    {
        var definitions = _schema.RootElement.GetProperty("$defs");
        foreach (var shape in ScenarioShapes.All)
        {
            var definition = definitions.GetProperty(shape.Name);
            definition.GetProperty("properties").EnumerateObject().Select(p => p.Name).ShouldBe(shape.Keys.Select(k => k.Name), ignoreOrder: true, shape.Name);
            definition.GetProperty("additionalProperties").GetBoolean().ShouldBeFalse();
            if (InLists.Contains(shape.Name))
            {
                definition.GetProperty("required").EnumerateArray().Select(k => k.GetString()!).ShouldBe(shape.Keys.Where(k => k.Required).Select(k => k.Name), ignoreOrder: true, shape.Name);
            }
        }
    }

    [Fact]
    public void Every_key_of_a_scenario_says_what_it_is() =>
        _schema.RootElement.GetProperty("$defs").GetProperty("scenario").GetProperty("properties").EnumerateObject()
            .ShouldAllBe(p => p.Value.GetRawText().Contains("description") || p.Value.GetRawText().Contains("$ref"));
}
