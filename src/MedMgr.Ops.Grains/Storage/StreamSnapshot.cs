using System.Collections.Immutable;

namespace MedMgr.Ops.Grains.Storage;

/// <summary>A stream's state at a version, so that activation does not read the whole history. A cache: the log stays the truth.</summary>
[GenerateSerializer, Alias("medmgr.stream-snapshot")]
public sealed class StreamSnapshot
{
    /// <summary>0: none kept yet.</summary>
    [Id(0)]
    public long Version { get; set; }

    /// <summary>JSON.</summary>
    [Id(1)]
    public string State { get; set; } = "";

    /// <summary>The latest causes, oldest first.</summary>
    [Id(2)]
    public ImmutableArray<string> Causes { get; set; } = [];
}
