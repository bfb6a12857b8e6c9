using System.Collections.Immutable;
using MedMgr.Ops.Definitions.Yaml;

namespace MedMgr.Ops.Definitions.Reading;

/// <summary>Collects what is wrong, so that the reader can go on and find the rest.</summary>
internal sealed class Problems(string file)
{
    // Past this many the file is not mistyped but something else; suggestions would only cost time.
    private const int ErrorsWithSuggestionMax = 500;

    private readonly List<DefinitionError> _errors = [];

    public bool Any => _errors.Count > 0;

    public void Add(Position at, string path, string what, string howToFix) =>
        _errors.Add(new DefinitionError(file, at.Line, at.Column, path, what, howToFix));

    /// <summary>An unknown name: suggests the nearest known one, or lists them when they are few.</summary>
    public void AddUnknown(Position at, string path, string what, string name, IReadOnlyCollection<string> known, string otherwise)
    {
        var nearest = _errors.Count < ErrorsWithSuggestionMax ? Spelling.Nearest(name, known) : null;
        var listed = known.Count is > 0 and <= 20 ? $"Use one of: {string.Join(", ", known)}." : otherwise;
        Add(at, path, what, nearest is null ? listed : $"Did you mean \"{nearest}\"? {listed}".TrimEnd());
    }

    public ImmutableArray<DefinitionError> InFileOrder() => [.. _errors.OrderBy(e => e.Line).ThenBy(e => e.Column)];
}
