using System.Text.Json.Serialization;

namespace MedMgr.Ops.Domain.Encounters;

/// <summary>When the last movement that counts took place, by two clocks that need not agree: the sending systems' and our own.</summary>
/// <param name="ToldAt">The latest time of a movement that a sending system told.</param>
/// <param name="StampedAt">When people moved the patient here since then, by our clock; null when the last movement was told.</param>
public readonly record struct LastMovement(DateTimeOffset? ToldAt, DateTimeOffset? StampedAt)
{
    /// <summary>Null before the first movement.</summary>
    [JsonIgnore]
    public DateTimeOffset? At => StampedAt ?? ToldAt;

    [JsonIgnore]
    public bool IsTold => StampedAt is null;

    /// <param name="heardAt">When the report reached us, by our clock.</param>
    /// <remarks>
    /// What systems tell is compared with what they told. With a stamp of ours it is compared only while our clock still agrees with it: a stamp that lies ahead
    /// is of a clock that has been put right since, and says nothing of what came first.
    /// </remarks>
    public bool IsAfter(DateTimeOffset told, DateTimeOffset heardAt) => told < ToldAt || told < StampedAt && StampedAt <= heardAt;

    internal LastMovement Then(EncounterEvent movement) => movement.AtIsTold
        ? new LastMovement(ToldAt > movement.At ? ToldAt : movement.At, null)
        : this with { StampedAt = movement.At };
}
