using System.Text.Json;
using MedMgr.Ops.Definitions.Reading;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Alerts;
using MedMgr.Ops.Domain.Definition;

namespace MedMgr.Ops.Definitions.Tests;

/// <summary>What editors suggest is what the loader takes.</summary>
public sealed class SchemaTests : IDisposable
{
    private readonly JsonDocument _schema = JsonDocument.Parse(File.ReadAllText(RepositoryFile.Path("scenarios/hospitals/hospital.schema.json")));

    public static TheoryData<string> ShapeNames => [.. Shapes.All.Select(shape => shape.Name)];

    public void Dispose() => _schema.Dispose();

    [Theory]
    [MemberData(nameof(ShapeNames))]
    public void The_schema_has_the_keys_of_the_loader_and_no_other(string name)
    {
        var shape = Shapes.All.Single(shape => shape.Name == name);
        var definition = Definition(name);

        definition.GetProperty("properties").EnumerateObject().Select(property => property.Name).ShouldBe(shape.KeyNames, ignoreOrder: true);
        definition.GetProperty("required").EnumerateArray().Select(key => key.GetString()!).ShouldBe(shape.Keys.Where(key => key.Required).Select(key => key.Name), ignoreOrder: true);
        definition.GetProperty("additionalProperties").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public void The_schema_has_no_map_that_the_loader_does_not_know() =>
        _schema.RootElement.GetProperty("$defs").EnumerateObject().Where(definition => definition.Value.TryGetProperty("properties", out _)).Select(definition => definition.Name)
            .ShouldBe(Shapes.All.Select(shape => shape.Name), ignoreOrder: true);

    [Fact]
    public void The_schema_has_the_words_of_the_domain()
    {
        EnumOf("levelOfCare").ShouldBe(Words<LevelOfCare>.All);
        EnumOf("genderPolicy").ShouldBe(Words<GenderPolicy>.All);
        EnumOf("role").ShouldBe(Words<StaffRole>.All);
        EnumOf("ratioMeaning").ShouldBe(Words<RatioMeaning>.All);
        EnumOf("alertKind").ShouldBe(Words<AlertKind>.All);
        Words<AlertKind>.All.ShouldBe(Enum.GetValues<AlertKind>().Select(AlertRules.NameOf), "the file and the API say the same");
    }

    private IEnumerable<string> EnumOf(string name) => Definition(name).GetProperty("enum").EnumerateArray().Select(word => word.GetString()!);

    private JsonElement Definition(string name) => _schema.RootElement.GetProperty("$defs").GetProperty(name);
}
