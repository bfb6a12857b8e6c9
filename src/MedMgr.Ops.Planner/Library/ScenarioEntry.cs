using System.Collections.Immutable;
using MedMgr.Ops.Definitions;
using MedMgr.Sim.Hospital.Scenarios;

namespace MedMgr.Ops.Planner.Library;

/// <summary>One scenario of the library.</summary>
/// <param name="Id">In addresses: the file's name without its ending.</param>
/// <param name="Description">The comment in the head of its file.</param>
/// <param name="Text">As it is written.</param>
/// <param name="Version">Changes with the text.</param>
/// <param name="IsOwn">Not shipped: may be changed and deleted.</param>
/// <param name="Scenario">Null when it can not be run.</param>
/// <param name="Faults">Why not.</param>
/// <param name="Differences">What it changes in the scenario at the beginning of its chain.</param>
/// <param name="Baseline">File name of that one; null when it extends nothing.</param>
/// <param name="Files">Full paths of its own file, what it extends and its plan.</param>
/// <param name="Changed">Last written.</param>
public sealed record ScenarioEntry(
    string Id, string Path, string Title, string Description, string Text, string Version, bool IsOwn, Scenario? Scenario, ImmutableArray<DefinitionError> Faults,
    ImmutableArray<Difference> Differences, string? Baseline, ImmutableArray<string> Files, DateTimeOffset Changed)
{
    internal static ScenarioEntry Read(string path, bool isOwn, ScenarioFolders folders)
    {
        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Gone or locked since the folder was listed: shown with its reason like any other that can not be run.
            var fault = new DefinitionError(System.IO.Path.GetFileName(path), 1, 1, "", $"cannot be read ({e.Message.TrimEnd('.')})", "Check the file's rights.");
            return new(NameOf(path), path, NameOf(path), "", "", "", isOwn, null, [fault], [], null, [path], default);
        }

        var draft = ScenarioDraft.Read(text, path, folders);
        var faults = draft.Reading is ScenarioReading.Faulty faulty ? faulty.Errors : [];
        var baseline = draft.FilesRead.Where(f => f != draft.PlanPath).Skip(1).LastOrDefault();
        return new(
            NameOf(path), path, draft.Find("title")?.Text ?? NameOf(path), HeadComment(text), text, ScenarioLibrary.VersionOf(text), isOwn,
            (draft.Reading as ScenarioReading.Read)?.Scenario, faults, baseline is null ? [] : Difference.Between(baseline, draft, folders),
            baseline is null ? null : System.IO.Path.GetFileName(baseline), [.. draft.FilesRead], File.GetLastWriteTimeUtc(path));
    }

    /// <summary>The first paragraph of the comment at the head, without what is meant for editors.</summary>
    private static string HeadComment(string text) => string.Join(' ', text.Split('\n').Select(l => l.Trim()).TakeWhile(l => l.Length == 0 || l[0] == '#')
        .Select(l => l.TrimStart('#').Trim()).Where(l => !l.StartsWith("yaml-language-server", StringComparison.Ordinal))
        .SkipWhile(l => l.Length == 0).TakeWhile(l => l.Length > 0));

    private static string NameOf(string path) => System.IO.Path.GetFileNameWithoutExtension(path);
}
