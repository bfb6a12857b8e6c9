using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using MedMgr.Ops.Definitions;
using MedMgr.Sim.Hospital.Scenarios;
using Microsoft.Extensions.Options;

namespace MedMgr.Ops.Planner.Library;

/// <summary>The scenarios on this server: those that came with the program, and the planners' own, which lie in the data folder.</summary>
/// <remarks>Files are the truth and may change under it. Members may be called from several threads; one save at a time.</remarks>
public sealed class ScenarioLibrary
{
    private const string Ending = ".yaml";

    /// <summary>Words that mean something else in addresses.</summary>
    private static readonly ImmutableHashSet<string> Taken = ["runs", "compare", "comparison", "stream", "validate"];

    private readonly Lock _saving = new();
    private readonly string _shipped;
    private readonly string _own;
    private volatile Known? _known;

    public ScenarioLibrary(IOptions<PlannerOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _shipped = Path.GetFullPath(options.Value.Shipped);
        _own = Path.GetFullPath(options.Value.Own);
        Folders = ScenarioFolders.Within(_own, _shipped);
    }

    /// <summary>What a scenario may name: its neighbours, and those that came with the program.</summary>
    public ScenarioFolders Folders { get; }

    /// <summary>Shipped ones first, each by name.</summary>
    public ImmutableArray<ScenarioEntry> All
    {
        get
        {
            var stamp = Stamp();
            if (_known is { } known && known.Stamp == stamp)
            {
                return known.Entries;
            }

            ImmutableArray<ScenarioEntry> entries = [.. In(_shipped, isOwn: false), .. In(_own, isOwn: true)];
            _known = new Known(stamp, entries);
            return entries;
        }
    }

    /// <summary>Surge plans that a scenario may name, as it names them.</summary>
    public ImmutableArray<string> Plans =>
    [
        .. new[] { _shipped, _own }.Select(root => Path.Combine(root, "plans")).Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*" + Ending)).Select(f => $"plans/{Path.GetFileName(f)}").Distinct().Order(StringComparer.Ordinal),
    ];

    public ScenarioEntry? Find(string id) => All.FirstOrDefault(e => e.Id == id);

    /// <summary>The scenario as it would be with this text.</summary>
    /// <param name="id">Need not exist yet.</param>
    public ScenarioDraft Draft(string id, string text) => ScenarioDraft.Read(text, PathOf(id), Folders);

    /// <summary>Where a scenario stands or would stand.</summary>
    public string PathOf(string id) => Find(id) is { } known ? known.Path : Path.Combine(_own, id + Ending);

    /// <summary>Null when an own scenario may have this id; otherwise what is wrong with it, in words.</summary>
    public string? WhatIsWrongWith(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return id.Length is 0 or > 64 || !id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-') || id[0] == '-'
            ? "must be 1 to 64 small letters, digits and dashes, as in winter-week-2"
            : Taken.Contains(id) ? "is a word of this server's addresses: choose another"
            : Find(id) is { IsOwn: false } ? "is a scenario that came with the program, which stays as it is: choose another"
            : null;
    }

    /// <summary>Writes an own scenario.</summary>
    /// <param name="expected">The version it was changed from; null for one that must not exist yet.</param>
    public ScenarioSaving Save(string id, string text, string? expected)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (WhatIsWrongWith(id) is { } wrong)
        {
            return new ScenarioSaving.Refused(wrong);
        }

        lock (_saving)
        {
            var now = Find(id);
            if (now?.Version != expected)
            {
                return new ScenarioSaving.Overtaken(now);
            }

            switch (Draft(id, text).Reading)
            {
                case ScenarioReading.Faulty faulty:
                    return new ScenarioSaving.Faulty(faulty.Errors);
                case ScenarioReading.Read { Scenario.Id: var named } when named != id:
                    return new ScenarioSaving.Faulty([new DefinitionError(id + Ending, LineOf(text, "id:"), 1, "id", $"is \"{named}\", but the scenario is saved as \"{id}\"", $"Write `id: {id}`, or save it under the other name.")]);
            }

            Directory.CreateDirectory(_own);
            var path = Path.Combine(_own, id + Ending);
            File.WriteAllText(path + ".part", text);
            File.Move(path + ".part", path, overwrite: true);
            _known = null;
            return new ScenarioSaving.Saved(Find(id)!, now is null);
        }
    }

    /// <summary>Deletes an own scenario.</summary>
    /// <param name="expected">The version that was looked at; null for whichever it is.</param>
    public ScenarioSaving Delete(string id, string? expected)
    {
        lock (_saving)
        {
            if (Find(id) is not { } entry)
            {
                return new ScenarioSaving.Overtaken(null);
            }

            if (!entry.IsOwn)
            {
                return new ScenarioSaving.Refused("is a scenario that came with the program, which stays");
            }

            if (expected is not null && entry.Version != expected)
            {
                return new ScenarioSaving.Overtaken(entry);
            }

            if (All.FirstOrDefault(e => e.Id != id && e.Files.Contains(entry.Path)) is { } other)
            {
                return new ScenarioSaving.Refused($"is what \"{other.Id}\" extends: delete that one first");
            }

            File.Delete(entry.Path);
            _known = null;
            return new ScenarioSaving.Saved(entry, false);
        }
    }

    public static string VersionOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];

    private IEnumerable<ScenarioEntry> In(string folder, bool isOwn) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "*" + Ending).OrderBy(Path.GetFileNameWithoutExtension, StringComparer.Ordinal).Select(file => ScenarioEntry.Read(file, isOwn, Folders))
        : [];

    private string Stamp() => string.Join('\n', new[] { _shipped, _own }.Where(Directory.Exists)
        .SelectMany(root => new DirectoryInfo(root).EnumerateFiles("*" + Ending, SearchOption.AllDirectories))
        .Select(f => $"{f.FullName} {f.LastWriteTimeUtc.Ticks} {f.Length}").Order(StringComparer.Ordinal));

    /// <param name="Stamp">Of the folders as they were read.</param>
    private sealed record Known(string Stamp, ImmutableArray<ScenarioEntry> Entries);

    private static int LineOf(string text, string start) => Math.Max(0, text.Split('\n').ToList().FindIndex(l => l.StartsWith(start, StringComparison.Ordinal))) + 1;
}

/// <summary>What came of saving or deleting a scenario.</summary>
public abstract record ScenarioSaving
{
    private ScenarioSaving() { }

    /// <param name="IsNew">There was none of this name.</param>
    public sealed record Saved(ScenarioEntry Entry, bool IsNew) : ScenarioSaving;

    /// <param name="Now">What stands there now; null when it is gone.</param>
    public sealed record Overtaken(ScenarioEntry? Now) : ScenarioSaving;

    public sealed record Faulty(ImmutableArray<DefinitionError> Errors) : ScenarioSaving;

    /// <param name="Why">As the end of a sentence whose subject is the id.</param>
    public sealed record Refused(string Why) : ScenarioSaving;
}
