using System.Numerics;
using System.Runtime.CompilerServices;
using MedMgr.Sim.Engine.Numerics;

namespace MedMgr.Sim.Engine.Randomness;

/// <summary>One named source of chance: an independent sequence of variates fixed by (seed, replication, name).</summary>
/// <remarks>Not safe for use by two threads at once. The same calls give the same bits on every platform. See <see cref="Sampling"/>.</remarks>
public sealed partial class RandomStream
{
    private const double TwoToMinus52 = 2.220446049250313e-16;
    private const double TwoToMinus53 = 1.1102230246251565e-16;

    private readonly bool _inverting;
    private readonly bool _mirrored;
    private readonly ulong _key;
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;

    /// <param name="seed">The experiment's seed.</param>
    /// <param name="replication">Zero or more; each replication meets its own chance.</param>
    /// <param name="name">What this chance decides ("arrivals", "length of stay"): models that give a stream the same name meet the same chance.</param>
    /// <param name="sampling">How variates are made.</param>
    public RandomStream(ulong seed, int replication, string name, Sampling sampling = Sampling.Fast)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(replication);
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
        Sampling = sampling;
        _inverting = sampling != Sampling.Fast;
        _mirrored = sampling == Sampling.Antithetic;
        _key = StreamKey.Of(seed, replication, name);
        Begin(_key);
    }

    public string Name { get; }

    public Sampling Sampling { get; }

    /// <summary>Begins the branch of this number: what follows depends on (seed, replication, name, number) and on nothing drawn before.</summary>
    /// <remarks>One branch for each patient keeps two scenarios in step although their patients draw in another order.</remarks>
    public void Branch(ulong number) => Begin(StreamKey.Branch(_key, number));

    /// <summary>The next 64 random bits (xoshiro256++), never mirrored.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong NextBits()
    {
        var s1 = _s1;
        var s0 = _s0;
        var s3 = _s3;
        var result = BitOperations.RotateLeft(s0 + s3, 23) + s0;
        var s2 = _s2 ^ s0;
        s3 ^= s1;
        _s1 = s1 ^ s2;
        _s0 = s0 ^ s3;
        _s2 = s2 ^ (s1 << 17);
        _s3 = BitOperations.RotateLeft(s3, 45);
        return result;
    }

    /// <summary>Uniform strictly between 0 and 1, 52 bits fine, so that u and 1 - u are both exact.</summary>
    public double Unit()
    {
        var step = NextBits() >> 12;
        if (_mirrored)
        {
            step = 0x000F_FFFF_FFFF_FFFF - step;
        }

        return (step + 0.5) * TwoToMinus52;
    }

    /// <summary>Uniform between low and high.</summary>
    public double Uniform(double low, double high) => low + ((high - low) * Unit());

    /// <summary>One of 0, 1, ..., count - 1, all equally likely.</summary>
    public int Below(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);

        // 52 bits spread over at most 2^31 values: the bias is below 1e-6 of a value's own chance and leaves one draw for each variate.
        return (int)(Unit() * count);
    }

    /// <summary>True with this probability (0 never, 1 always).</summary>
    public bool Chance(double probability) => Unit() < probability;

    /// <summary>Exponential with this mean; never negative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Exponential(double mean)
    {
        if (_inverting)
        {
            return -mean * Portable.Log(1.0 - Unit());
        }

        var bits = NextBits();
        var draw = bits >> 11;
        ref readonly var layer = ref Ziggurat.Exponential.Table[(byte)bits];
        return draw < layer.Accept ? mean * (draw * layer.Width) : mean * ExponentialOutside((byte)bits, draw * layer.Width);
    }

    /// <summary>Normal with mean 0 and standard deviation 1.</summary>
    public double StandardNormal()
    {
        if (_inverting)
        {
            return Normal.Quantile(Unit());
        }

        while (true)
        {
            var bits = NextBits();
            var draw = bits >> 11;
            var index = (int)(byte)bits;
            ref readonly var layer = ref Ziggurat.Normal.Table[index];
            var x = draw * layer.Width;
            if (draw < layer.Accept || (index == 0 ? NormalTail(out x) : UnderCurve(Ziggurat.Normal, index, Portable.Exp(-0.5 * x * x))))
            {
                return (bits & 0x100) == 0 ? x : -x;
            }
        }
    }

    private void Begin(ulong key)
    {
        _s0 = StreamKey.State(key, 0);
        _s1 = StreamKey.State(key, 1);
        _s2 = StreamKey.State(key, 2);
        _s3 = StreamKey.State(key, 3);
    }

    private double ExponentialOutside(int layer, double x)
    {
        while (true)
        {
            if (layer == 0)
            {
                // Beyond the edge an exponential begins anew (it has no memory).
                return Ziggurat.Exponential.Edge + Exponential(1.0);
            }

            if (UnderCurve(Ziggurat.Exponential, layer, Portable.Exp(-x)))
            {
                return x;
            }

            var bits = NextBits();
            var draw = bits >> 11;
            layer = (byte)bits;
            ref readonly var next = ref Ziggurat.Exponential.Table[layer];
            x = draw * next.Width;
            if (draw < next.Accept)
            {
                return x;
            }
        }
    }

    private bool UnderCurve(Ziggurat ziggurat, int layer, double density)
    {
        var low = ziggurat.Height(layer);
        return low + ((NextBits() >> 11) * TwoToMinus53 * (ziggurat.Height(layer + 1) - low)) < density;
    }

    private bool NormalTail(out double x)
    {
        var edge = Ziggurat.Normal.Edge;
        double beyond, y;
        do
        {
            beyond = Exponential(1.0) / edge;
            y = Exponential(1.0);
        }
        while (2.0 * y <= beyond * beyond);

        x = edge + beyond;
        return true;
    }
}
