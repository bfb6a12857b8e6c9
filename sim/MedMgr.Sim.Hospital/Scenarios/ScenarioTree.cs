using System.Collections.Immutable;
using System.Security;
using System.Text;
using MedMgr.Ops.Definitions;
using MedMgr.Ops.Definitions.Reading;
using MedMgr.Ops.Definitions.Yaml;

namespace MedMgr.Sim.Hospital.Scenarios;

/// <summary>A scenario's file put together with those it names, as a tree that remembers where each value stands.</summary>
internal sealed class ScenarioTree
{
    private const int ChainMax = 8;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly Sources _sources = new();
    private readonly string _path;
    private readonly string? _text;
    private readonly ScenarioFolders _folders;

    /// <param name="text">What is written, or will be, at <paramref name="path"/>; null to read it from there.</param>
    public ScenarioTree(string path, string? text, ScenarioFolders folders)
    {
        (_path, _text, _folders) = (path, text, folders);
        if (MergedWithBase(path, 0) is YamlMap document && !Problems.Any)
        {
            HospitalPath = Text(document, "hospital")?.Text;
            Merged = WithPlan(document);
        }
    }

    public Problems Problems { get; } = new("");

    /// <summary>Null when a file can not be read as YAML.</summary>
    public YamlMap? Merged { get; }

    public string? HospitalPath { get; }

    /// <summary>Null when the plan is written out, or there is none.</summary>
    public string? PlanPath { get; private set; }

    public ImmutableArray<DefinitionError> Faults => _sources.Named(Problems);

    /// <summary>Its own file, what it extends, its plan.</summary>
    public IReadOnlyList<string> Files => _sources.Paths;

    public string FileOf(YamlNode node) => _sources.NameOf(node.At);

    public static int LineOf(YamlNode node) => Sources.LineOf(node.At);

    /// <summary>It stands in the scenario's own file.</summary>
    public static bool IsOwn(YamlNode node) => Sources.IsFirst(node.At);

    private YamlNode? MergedWithBase(string path, int depth)
    {
        if (Read(path) is not { } own)
        {
            return null;
        }

        if (own is not YamlMap written)
        {
            return own;
        }

        var map = WithPathsFrom(path, written);
        if (Text(map, "extends") is not { } extends)
        {
            return map;
        }

        if (depth == ChainMax)
        {
            Problems.Add(extends.At, "extends", $"is a chain of more than {ChainMax} files", "Extend a file that stands nearer to the beginning; does one extend itself?");
            return null;
        }

        return Reached(path, extends, "extends") is { } basePath && MergedWithBase(basePath, depth + 1) is YamlMap basis ? Merge(basis, map) : null;
    }

    /// <summary>A path starts from the folder of the file in which it stands, also when another file extends that one.</summary>
    private YamlMap WithPathsFrom(string path, YamlMap map) => new(
        map.At,
        [
            .. map.Entries.Select(e => e is { Key.Text: "hospital" or "plan", Value: YamlScalar { IsNothing: false } named }
                ? new YamlEntry(e.Key, named with { Text = Reached(path, named, e.Key.Text) ?? "", Quoted = true })
                : e),
        ]);

    /// <summary>Key by key, the second before the first; maps within maps likewise.</summary>
    private static YamlMap Merge(YamlMap basis, YamlMap own)
    {
        var merged = basis.Entries.ToList();
        foreach (var entry in own.Entries)
        {
            var at = merged.FindIndex(e => e.Key.Text == entry.Key.Text);
            var twice = own.Entries.Any(e => !ReferenceEquals(e, entry) && e.Key.Text == entry.Key.Text);
            if (at < 0 || twice)
            {
                merged.Add(entry);
            }
            else
            {
                merged[at] = merged[at].Value is YamlMap below && entry.Value is YamlMap above ? new YamlEntry(entry.Key, Merge(below, above)) : entry;
            }
        }

        return new YamlMap(own.At, merged);
    }

    /// <summary>The plan named by a path becomes the map that stands in that file.</summary>
    private YamlMap WithPlan(YamlMap document)
    {
        var at = document.Entries.ToList().FindIndex(e => e.Key.Text == "plan");
        if (at < 0 || document.Entries[at].Value is not YamlScalar { IsNothing: false, Text.Length: > 0 } name || Read(name.Text) is not { } plan)
        {
            return document;
        }

        PlanPath = name.Text;
        var entries = document.Entries.ToList();
        entries[at] = new YamlEntry(entries[at].Key, plan);
        return new YamlMap(document.At, entries);
    }

    private YamlNode? Read(string path)
    {
        var file = _sources.Add(path);
        var start = new Position(file.Line(1), 1);
        try
        {
            var text = (path == _path && _text is not null ? _text : StrictUtf8.GetString(Bytes(path))).TrimStart('\uFEFF');
            if (string.IsNullOrWhiteSpace(text))
            {
                Problems.Add(start, "", "is empty", "Begin with \"id:\" and \"title:\" of the scenario, or with \"extends:\".");
                return null;
            }

            var own = new Problems(Path.GetFileName(path));
            var node = YamlDocument.Read(text, own);
            foreach (var error in own.InFileOrder())
            {
                Problems.Add(new Position(file.Line(error.Line), error.Column), error.Path, error.What, error.HowToFix);
            }

            return own.Any || node is null ? null : file.Place(node);
        }
        catch (DecoderFallbackException)
        {
            Problems.Add(start, "", "is not UTF-8 text", "Save the file with the encoding UTF-8.");
        }
        catch (InvalidDataException)
        {
            Problems.Add(start, "", $"is larger than {ScenarioFile.BytesMax / 1024} KiB", "A scenario holds rates, not records.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SecurityException or ArgumentException or NotSupportedException)
        {
            Problems.Add(start, "", $"cannot be read from \"{path}\" ({e.Message.TrimEnd('.')})", "Check the path; a path inside a scenario starts from the folder of the scenario.");
        }

        return null;
    }

    private static byte[] Bytes(string path)
    {
        using var stream = File.OpenRead(path);
        using var kept = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int got; (got = stream.Read(buffer)) > 0;)
        {
            kept.Write(buffer, 0, got);
            if (kept.Length > ScenarioFile.BytesMax)
            {
                throw new InvalidDataException(path);
            }
        }

        return kept.ToArray();
    }

    private static YamlScalar? Text(YamlMap map, string key) => map.Entries.FirstOrDefault(e => e.Key.Text == key)?.Value as YamlScalar is { IsNothing: false } text ? text : null;

    /// <summary>Where a named file lies; null when it may not be read, which has then been told.</summary>
    private string? Reached(string from, YamlScalar named, string key)
    {
        if (_folders.Find(from, named.Text) is { } path)
        {
            return path;
        }

        Problems.Add(named.At, key, $"\"{named.Text}\" leads out of the folders of scenarios", "Name a file that lies beside this one or among the scenarios of this server.");
        return null;
    }
}
