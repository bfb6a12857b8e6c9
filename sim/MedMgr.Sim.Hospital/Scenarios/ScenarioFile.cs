using System.Security;
using System.Text;
using MedMgr.Ops.Definitions;
using MedMgr.Ops.Definitions.Reading;
using MedMgr.Ops.Definitions.Yaml;

namespace MedMgr.Sim.Hospital.Scenarios;

/// <summary>A scenario as YAML, documented in the head of scenarios/winter-week.yaml and in scenario.schema.json.</summary>
/// <remarks>
/// A scenario may extend another: then it gives only what differs, key by key (lists are replaced whole). The surge plan may stand in a file of its own.
/// </remarks>
public static class ScenarioFile
{
    /// <summary>UTF-8 bytes of one file.</summary>
    public const int BytesMax = 1024 * 1024;

    private const int ChainMax = 8;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads the file with everything it names (base, plan, hospital); what can not be read is an error like any other, not an exception.</summary>
    public static ScenarioReading Load(string path)
    {
        var sources = new Sources();
        var problems = new Problems("");
        if (Merged(path, sources, problems, 0) is not YamlMap document || problems.Any)
        {
            return new ScenarioReading.Faulty(sources.Named(problems));
        }

        var resolved = WithPlan(document, sources, problems);
        if (Text(resolved, "hospital") is not { } hospitalPath)
        {
            Fields.Of(new Field(resolved, ""), ScenarioShapes.Scenario, problems);
            return new ScenarioReading.Faulty(sources.Named(problems));
        }

        switch (HospitalFile.Load(hospitalPath.Text))
        {
            case HospitalReading.Faulty house:
                return new ScenarioReading.Faulty([.. sources.Named(problems), .. house.Errors]);
            case HospitalReading.Read house:
                var scenario = ScenarioReader.Read(resolved, house.Hospital, problems);
                return problems.Any || scenario is null ? new ScenarioReading.Faulty(sources.Named(problems)) : new ScenarioReading.Read(scenario);
            default:
                throw new InvalidOperationException("A hospital was read in a way that is not known here.");
        }
    }

    private static YamlNode? Merged(string path, Sources sources, Problems problems, int depth)
    {
        if (Tree(path, sources, problems) is not { } own)
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
            problems.Add(extends.At, "extends", $"is a chain of more than {ChainMax} files", "Extend a file that stands nearer to the beginning; does one extend itself?");
            return null;
        }

        return Merged(Beside(path, extends.Text), sources, problems, depth + 1) is YamlMap basis ? Merge(basis, map) : null;
    }

    /// <summary>A path starts from the folder of the file in which it stands, also when another file extends that one.</summary>
    private static YamlMap WithPathsFrom(string path, YamlMap map) => new(
        map.At,
        [
            .. map.Entries.Select(e => e is { Key.Text: "hospital" or "plan", Value: YamlScalar { IsNothing: false } named }
                ? new YamlEntry(e.Key, named with { Text = Beside(path, named.Text), Quoted = true })
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
    private static YamlMap WithPlan(YamlMap document, Sources sources, Problems problems)
    {
        var at = document.Entries.ToList().FindIndex(e => e.Key.Text == "plan");
        if (at < 0 || document.Entries[at].Value is not YamlScalar { IsNothing: false } name || Tree(name.Text, sources, problems) is not { } plan)
        {
            return document;
        }

        var entries = document.Entries.ToList();
        entries[at] = new YamlEntry(entries[at].Key, plan);
        return new YamlMap(document.At, entries);
    }

    private static YamlNode? Tree(string path, Sources sources, Problems problems)
    {
        var file = sources.Add(Path.GetFileName(path));
        var start = new Position(file.Line(1), 1);
        try
        {
            var text = StrictUtf8.GetString(Bytes(path)).TrimStart('\uFEFF');
            if (string.IsNullOrWhiteSpace(text))
            {
                problems.Add(start, "", "is empty", "Begin with \"id:\" and \"title:\" of the scenario, or with \"extends:\".");
                return null;
            }

            var own = new Problems(Path.GetFileName(path));
            var node = YamlDocument.Read(text, own);
            foreach (var error in own.InFileOrder())
            {
                problems.Add(new Position(file.Line(error.Line), error.Column), error.Path, error.What, error.HowToFix);
            }

            return own.Any || node is null ? null : file.Place(node);
        }
        catch (DecoderFallbackException)
        {
            problems.Add(start, "", "is not UTF-8 text", "Save the file with the encoding UTF-8.");
        }
        catch (InvalidDataException)
        {
            problems.Add(start, "", $"is larger than {BytesMax / 1024} KiB", "A scenario holds rates, not records.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SecurityException or ArgumentException or NotSupportedException)
        {
            problems.Add(start, "", $"cannot be read from \"{path}\" ({e.Message.TrimEnd('.')})", "Check the path; a path inside a scenario starts from the folder of the scenario.");
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
            if (kept.Length > BytesMax)
            {
                throw new InvalidDataException(path);
            }
        }

        return kept.ToArray();
    }

    private static YamlScalar? Text(YamlMap map, string key) => map.Entries.FirstOrDefault(e => e.Key.Text == key)?.Value as YamlScalar is { IsNothing: false } text ? text : null;

    private static string Beside(string path, string other) => Path.IsPathRooted(other) ? other : Path.Combine(Path.GetDirectoryName(path) ?? "", other);
}
