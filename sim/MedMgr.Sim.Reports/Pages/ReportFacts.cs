using System.Collections.Immutable;

namespace MedMgr.Sim.Reports.Pages;

/// <summary>What the report says beside the run's own result.</summary>
/// <param name="Hospital">Its name.</param>
/// <param name="Assumptions">In plain sentences.</param>
/// <param name="Files">The scenario's files as they were read: every rate in them names its source.</param>
/// <param name="Version">Of the program.</param>
/// <param name="Command">Makes the same report again.</param>
public sealed record ReportFacts(
    string Hospital, ImmutableArray<Assumption> Assumptions, ImmutableArray<SourceFile> Files, string Version, string Command);

public sealed record Assumption(string What, string Value);

public sealed record SourceFile(string Name, string Text);

/// <summary>Where a report stands in pages that a server shows: its style from there instead of in the file, and what belongs to the screen and not to the paper.</summary>
/// <param name="StyleUrls">Of <see cref="ReportStyle"/>, and of the page's own.</param>
/// <param name="ScriptUrl">Prints at the press of the button.</param>
/// <param name="Back">Address of the run.</param>
/// <param name="Note">What to know before the first figure: that the run is partial; null when there is nothing.</param>
/// <param name="Exercise">Printed by the server of a drill: it says so.</param>
public sealed record ReportFrame(ImmutableArray<string> StyleUrls, string ScriptUrl, string Back, string? Note, bool Exercise = false);
