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
