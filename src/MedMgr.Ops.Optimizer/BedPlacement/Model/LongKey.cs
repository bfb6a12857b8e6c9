namespace MedMgr.Ops.Optimizer.BedPlacement.Model;

/// <summary>A row of numbers that is equal to another when all of them are, and comes before it as in a dictionary.</summary>
internal sealed class LongKey(long[] values) : IEquatable<LongKey>, IComparable<LongKey>
{
    private readonly int _hash = Hash(values);

    public ReadOnlySpan<long> Values => values;

    /// <summary>Its length, then its numbers: rows set end to end can be told apart.</summary>
    public IEnumerable<long> WithLength() => values.Prepend(values.Length);

    public bool Equals(LongKey? other) => other is not null && _hash == other._hash && Values.SequenceEqual(other.Values);

    public override bool Equals(object? obj) => Equals(obj as LongKey);

    public override int GetHashCode() => _hash;

    public int CompareTo(LongKey? other) => other is null ? 1 : Values.SequenceCompareTo(other.Values);

    private static int Hash(long[] values)
    {
        var hash = default(HashCode);
        foreach (var value in values)
        {
            hash.Add(value);
        }

        return hash.ToHashCode();
    }
}
