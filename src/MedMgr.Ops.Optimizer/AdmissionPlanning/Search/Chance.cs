using System.Runtime.CompilerServices;

namespace MedMgr.Ops.Optimizer.AdmissionPlanning.Search;

/// <summary>A stream of chance for the inner loop: xoshiro256** (Blackman, Vigna 2018), seeded by SplitMix64. The same seed gives the same stream everywhere. Not thread safe.</summary>
internal sealed class Chance
{
    private ulong a, b, c, d;

    public Chance(ulong seed)
    {
        a = Mix(ref seed);
        b = Mix(ref seed);
        c = Mix(ref seed);
        d = Mix(ref seed);
    }

    /// <summary>A whole number from 0 to <paramref name="below"/>, exclusive. The bias of at most below / 2^32 does not matter to a search.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Below(int below) => (int)(((Next() >> 32) * (ulong)below) >> 32);

    /// <summary>From 0, exclusive, to 1, inclusive: its logarithm exists.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Fraction() => ((Next() >> 11) + 1) * (1.0 / (1UL << 53));

    /// <summary>One of the list, which must not be empty.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Of(int[] list) => list[Below(list.Length)];

    private ulong Next()
    {
        var result = ulong.RotateLeft(b * 5, 7) * 9;
        var t = b << 17;
        c ^= a;
        d ^= b;
        b ^= c;
        a ^= d;
        c ^= t;
        d = ulong.RotateLeft(d, 45);
        return result;
    }

    private static ulong Mix(ref ulong state)
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
