using System.Collections.Immutable;

namespace MedMgr.Ops.Grains.Storage;

/// <summary>The ids of the latest commands on a stream: a repeat is known without asking the log, which knows them all.</summary>
internal readonly record struct RecentCauses(ImmutableArray<string> Ids)
{
    private const int Kept = 32;

    public static readonly RecentCauses None = new([]);

    public bool Contains(string id) => Ids.Contains(id);

    /// <summary>Whether there may have been commands before those.</summary>
    public bool HaveForgotten => Ids.Length == Kept;

    public RecentCauses With(string id) =>
        !Ids.IsEmpty && Ids[^1] == id ? this
        : Ids.Length < Kept ? new(Ids.Add(id))
        : new([.. Ids.AsSpan()[1..], id]);
}
