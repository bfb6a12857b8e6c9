using MedMgr.Ops.EmbeddedSilo.Runtime;

namespace MedMgr.Ops.EmbeddedSilo.Deterministic;

/// <summary>A small random source (xoshiro256**, seeded by splitmix64) that gives the same numbers on every platform and runtime.</summary>
/// <remarks>Not safe for concurrent use, not for secrets.</remarks>
public sealed class SeededRandom
{
    private readonly ulong _seed;
    private ulong _a;
    private ulong _b;
    private ulong _c;
    private ulong _d;

    public SeededRandom(ulong seed)
    {
        _seed = seed;
        _a = SplitMix(ref seed);
        _b = SplitMix(ref seed);
        _c = SplitMix(ref seed);
        _d = SplitMix(ref seed);
    }

    /// <summary>A source of its own for one purpose: drawing from it does not change what others draw.</summary>
    public SeededRandom Stream(string purpose)
    {
        ArgumentNullException.ThrowIfNull(purpose);
        return new SeededRandom(_seed ^ StableHash.Of(purpose));
    }

    public ulong NextBits()
    {
        var result = ulong.RotateLeft(_b * 5, 7) * 9;
        var shifted = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= shifted;
        _d = ulong.RotateLeft(_d, 45);
        return result;
    }

    /// <param name="below">At least 1.</param>
    /// <returns>From 0 to <paramref name="below"/> - 1.</returns>
    public int Next(int below)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(below, 1);
        return (int)Math.BigMul(NextBits(), (ulong)below, out _);
    }

    /// <summary>From 0 inclusive to 1 exclusive.</summary>
    public double NextFraction() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <param name="probability">From 0 (never) to 1 (always). Never draws for 0.</param>
    public bool Chance(double probability) => probability > 0 && NextFraction() < probability;

    public void Shuffle<T>(IList<T> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        for (var i = items.Count - 1; i > 0; i--)
        {
            var j = Next(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    private static ulong SplitMix(ref ulong state)
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
