using System.Text;

namespace MedMgr.Sim.Engine.Randomness;

/// <summary>Derives the start of a stream from (seed, replication, name).</summary>
/// <remarks>
/// The derivation is part of the engine's contract, so that a seed in a report means the same numbers for ever:
/// <code>
/// mix(z)  = SplitMix64's finaliser: z ^= z >> 30; z *= BF58476D1CE4E5B9; z ^= z >> 27; z *= 94D049BB133111EB; z ^= z >> 31
/// G       = 9E3779B97F4A7C15
/// fnv(n)  = FNV-1a, 64 bits, over the UTF-8 bytes of the name
/// key     = mix(mix(mix(seed + G) ^ (replication + 2 G)) ^ fnv(name))
/// branch  = mix(key ^ mix(number + 3 G))          (RandomStream.Branch: a key of its own for each number)
/// state_i = mix(key + (i + 1) G), i = 0..3        (xoshiro256++, Blackman and Vigna 2019)
/// </code>
/// Two streams share numbers only if two 64-bit keys collide: below 1e-7 for a million streams.
/// </remarks>
internal static class StreamKey
{
    private const ulong Golden = 0x9E37_79B9_7F4A_7C15;
    private const ulong TwiceGolden = unchecked(2 * Golden);
    private const ulong ThriceGolden = unchecked(3 * Golden);

    public static ulong Of(ulong seed, int replication, string name) =>
        Mix(Mix(Mix(seed + Golden) ^ ((ulong)replication + TwiceGolden)) ^ Fnv1a(name));

    public static ulong Branch(ulong key, ulong number) => Mix(key ^ Mix(number + ThriceGolden));

    public static ulong State(ulong key, int index) => Mix(key + ((ulong)(index + 1) * Golden));

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9;
        z = (z ^ (z >> 27)) * 0x94D0_49BB_1331_11EB;
        return z ^ (z >> 31);
    }

    private static ulong Fnv1a(string name)
    {
        var hash = 0xCBF2_9CE4_8422_2325;
        foreach (var octet in Encoding.UTF8.GetBytes(name))
        {
            hash = (hash ^ octet) * 0x0000_0100_0000_01B3;
        }

        return hash;
    }
}
