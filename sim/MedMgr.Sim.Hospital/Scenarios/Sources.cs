using System.Collections.Immutable;
using MedMgr.Ops.Definitions;
using MedMgr.Ops.Definitions.Reading;
using MedMgr.Ops.Definitions.Yaml;

namespace MedMgr.Sim.Hospital.Scenarios;

/// <summary>The files that one scenario is put together from, so that an error can name the one it stands in.</summary>
/// <remarks>A node of the n-th file carries line n * <see cref="LinesMax"/> + line; errors are told in plain lines again.</remarks>
internal sealed class Sources
{
    private const int LinesMax = 2_000_000;

    private readonly List<string> _paths = [];

    /// <summary>In the order in which they were read.</summary>
    public IReadOnlyList<string> Paths => _paths;

    public Source Add(string path)
    {
        _paths.Add(path);
        return new Source(_paths.Count - 1);
    }

    /// <summary>The problems with their files and lines, in the order in which the files were read.</summary>
    public ImmutableArray<DefinitionError> Named(Problems problems) =>
        [.. problems.InFileOrder().Select(e => e with { File = Name(e.Line), Line = e.Line % LinesMax })];

    public string NameOf(Position at) => Name(at.Line);

    private string Name(int line) => Path.GetFileName(_paths[line / LinesMax]);

    public static int LineOf(Position at) => at.Line % LinesMax;

    public static bool IsFirst(Position at) => at.Line < LinesMax;

    public readonly record struct Source(int Number)
    {
        public int Line(int line) => (Number * LinesMax) + line;

        public YamlNode Place(YamlNode node) => node switch
        {
            YamlScalar scalar => scalar with { At = Place(scalar.At) },
            YamlList list => Place(list),
            YamlMap map => Place(map),
            _ => throw new InvalidOperationException($"No kind of YAML node: {node.GetType().Name}"),
        };

        private YamlList Place(YamlList list)
        {
            var source = this;
            return new YamlList(Place(list.At), [.. list.Items.Select(source.Place)]);
        }

        private YamlMap Place(YamlMap map)
        {
            var source = this;
            return new YamlMap(Place(map.At), [.. map.Entries.Select(e => new YamlEntry((YamlScalar)source.Place(e.Key), source.Place(e.Value)))]);
        }

        private Position Place(Position at) => at with { Line = Line(at.Line) };
    }
}
