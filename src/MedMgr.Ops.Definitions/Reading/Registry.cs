using MedMgr.Ops.Definitions.Yaml;

namespace MedMgr.Ops.Definitions.Reading;

/// <summary>The names of one kind that the file has given so far, each with the line where it was given.</summary>
internal sealed class Registry(string kind, string howToFixTwice, Problems problems)
{
    private readonly Dictionary<string, Position> _given = new(StringComparer.Ordinal);

    /// <summary>True when some name could not be read: then what seems unknown may only be misspelt above, and is not told.</summary>
    public bool Incomplete { get; set; }

    public IReadOnlyCollection<string> Names => _given.Keys;

    public bool Knows(string name) => Incomplete || _given.ContainsKey(name);

    public void Add(string name, Field written) => AddAll([new Named(name, written)]);

    /// <summary>One error for each place that repeats names, however many names its range has.</summary>
    public void AddAll(IEnumerable<Named> names)
    {
        foreach (var place in names.GroupBy(name => name.Written))
        {
            var repeated = new List<(string Name, int Line)>();
            foreach (var name in place)
            {
                if (!_given.TryAdd(name.Text, name.Written.At))
                {
                    repeated.Add((name.Text, _given[name.Text].Line));
                }
            }

            if (repeated.Count > 0)
            {
                var (first, line) = repeated[0];
                var others = repeated.Count == 1 ? "" : $", and so are {repeated.Count - 1} more";
                problems.Add(place.Key.At, place.Key.Path, $"the {kind} \"{first}\" is already there on line {line}{others}", howToFixTwice);
            }
        }
    }
}
