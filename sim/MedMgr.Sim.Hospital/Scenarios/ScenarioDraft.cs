using MedMgr.Ops.Definitions.Yaml;

namespace MedMgr.Sim.Hospital.Scenarios;

/// <summary>A scenario while somebody writes it: what is wrong with it, and each value with where it comes from, also where others are wrong.</summary>
public sealed class ScenarioDraft
{
    private readonly ScenarioTree _tree;

    private ScenarioDraft(ScenarioTree tree)
    {
        _tree = tree;
        Reading = ScenarioFile.ReadingOf(tree);
    }

    public ScenarioReading Reading { get; }

    /// <summary>False: something in it is no YAML, and no value can be found.</summary>
    public bool IsYaml => _tree.Merged is not null;

    /// <summary>Full path of the surge plan's file; null when the plan is written out, or there is none.</summary>
    public string? PlanPath => _tree.PlanPath;

    /// <summary>Full paths of its own file, what it extends and its plan, in this order; also of those that can not be read.</summary>
    public IReadOnlyList<string> FilesRead => _tree.Files;

    /// <param name="path">Where it stands, or would: files that it names are looked for from there.</param>
    public static ScenarioDraft Read(string text, string path, ScenarioFolders folders) => new(new ScenarioTree(path, text, folders));

    /// <param name="path">Keys and places as errors name them: "emergency.arrivalsPerDay", "wardClosures[0].days".</param>
    /// <returns>Null when nothing stands there, or a map.</returns>
    public DraftValue? Find(string path) => NodeAt(path) is { } node && ValueOf(node) is { } text ? Describe(path, node, text) : null;

    /// <summary>True when a map or list with anything in it stands there, or a value.</summary>
    public bool Has(string path) => NodeAt(path) is not (null or YamlScalar { IsNothing: true });

    /// <summary>Something of the scenario's own file stands there.</summary>
    public bool IsOwn(string path) => NodeAt(path) is { } node && ScenarioTree.IsOwn(node);

    /// <summary>Entries of the list that stands there; 0 when there is none.</summary>
    public int Count(string path) => NodeAt(path) is YamlList list ? list.Items.Count : 0;

    /// <summary>Names of the entries of the map that stands there.</summary>
    public IReadOnlyList<string> Keys(string path) => NodeAt(path) is YamlMap map ? [.. map.Entries.Select(e => e.Key.Text)] : [];

    /// <summary>Every single value and list of values, in the order of the document.</summary>
    public IEnumerable<DraftValue> Values() => _tree.Merged is { } root ? Below("", root) : [];

    private IEnumerable<DraftValue> Below(string path, YamlNode node) => node switch
    {
        _ when ValueOf(node) is { } text => [Describe(path, node, text)],
        YamlMap map => map.Entries.SelectMany(e => Below(path.Length == 0 ? e.Key.Text : $"{path}.{e.Key.Text}", e.Value)),
        YamlList list => list.Items.SelectMany((item, i) => Below($"{path}[{i}]", item)),
        _ => [],
    };

    private DraftValue Describe(string path, YamlNode node, string text) => new(path, text, _tree.FileOf(node), ScenarioTree.LineOf(node), ScenarioTree.IsOwn(node));

    private static string? ValueOf(YamlNode node) => node switch
    {
        YamlScalar { IsNothing: true } => "",
        YamlScalar scalar => scalar.Text,
        YamlList list when list.Items.All(i => i is YamlScalar) => string.Join(", ", list.Items.Cast<YamlScalar>().Select(i => i.Text)),
        _ => null,
    };

    private YamlNode? NodeAt(string path)
    {
        YamlNode? node = _tree.Merged;
        foreach (var step in YamlPath.Steps(path))
        {
            node = (node, step) switch
            {
                (YamlMap map, { Key: { } key }) => map.Entries.FirstOrDefault(e => e.Key.Text == key)?.Value,
                (YamlList list, { Index: { } index }) when index < list.Items.Count => list.Items[index],
                _ => null,
            };
        }

        return node;
    }
}

/// <summary>A value of a scenario, or a list of values with commas between them.</summary>
/// <param name="Path">As errors name it.</param>
/// <param name="File">Where it is written, without folder.</param>
/// <param name="Line">From 1, in that file.</param>
/// <param name="IsOwn">Written in the scenario's own file, not in what it extends.</param>
public sealed record DraftValue(string Path, string Text, string File, int Line, bool IsOwn);
