using MedMgr.Sim.Engine.Numerics;

namespace MedMgr.Sim.Engine.Randomness;

/// <summary>256 horizontal layers of equal area under a falling density (Marsaglia and Tsang 2000).</summary>
/// <remarks>
/// The tables are computed at start with <see cref="Portable"/> arithmetic, so they hold the same bits everywhere. The edge of the base layer is the one for which
/// the topmost layer closes at the peak of the density, found by bisection to the last bit.
/// </remarks>
internal sealed class Ziggurat
{
    public const int Layers = 256;

    /// <summary>Draws are 53 bits wide: draw * Width is uniform in [0, edge of the layer).</summary>
    private const double DrawRange = 9007199254740992.0;

    public static readonly Ziggurat Exponential = new(
        density: x => Portable.Exp(-x),
        inverse: y => -Portable.Log(y),
        tail: x => Portable.Exp(-x),
        low: 5.0,
        high: 10.0);

    public static readonly Ziggurat Normal = new(
        density: x => Portable.Exp(-0.5 * x * x),
        inverse: y => Math.Sqrt(-2.0 * Portable.Log(y)),
        tail: x => 1.2533141373155002512 * SpecialFunctions.GammaQ(0.5, 0.5 * x * x), // sqrt(pi / 2) erfc(x / sqrt 2)
        low: 2.5,
        high: 5.0);

    /// <summary>A draw below Accept lies wholly under the density; Width scales a draw to the layer.</summary>
    public readonly Layer[] Table = new Layer[Layers];

    private readonly double[] _height = new double[Layers + 1];

    private Ziggurat(Func<double, double> density, Func<double, double> inverse, Func<double, double> tail, double low, double high)
    {
        // A base edge too small makes layers so large that they pass the peak before the last one.
        for (var step = 0; step < 100; step++)
        {
            var middle = 0.5 * (low + high);
            if (middle <= low || middle >= high)
            {
                break;
            }

            if (PassesPeak(middle, density, inverse, tail))
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        Edge = high;
        var area = (Edge * density(Edge)) + tail(Edge);
        var edges = new double[Layers + 1];
        edges[0] = area / density(Edge); // the base layer as wide as if it were a rectangle: the part beyond Edge stands for the tail
        edges[1] = Edge;
        for (var i = 1; i < Layers - 1; i++)
        {
            edges[i + 1] = inverse(density(edges[i]) + (area / edges[i]));
        }

        edges[Layers] = 0.0;
        for (var i = 0; i < Layers; i++)
        {
            Table[i] = new Layer((ulong)(edges[i + 1] / edges[i] * DrawRange), edges[i] / DrawRange);
            _height[i] = density(edges[i]);
        }

        _height[Layers] = 1.0;
    }

    /// <summary>Where the tail begins.</summary>
    public double Edge { get; }

    /// <summary>The density at a layer's outer edge.</summary>
    public double Height(int layer) => _height[layer];

    private static bool PassesPeak(double edge, Func<double, double> density, Func<double, double> inverse, Func<double, double> tail)
    {
        var area = (edge * density(edge)) + tail(edge);
        var x = edge;
        for (var i = 1; i < Layers; i++)
        {
            var height = density(x) + (area / x);
            if (height >= 1.0)
            {
                return true;
            }

            x = inverse(height);
        }

        return false;
    }

    internal readonly struct Layer(ulong accept, double width)
    {
        public readonly ulong Accept = accept;
        public readonly double Width = width;
    }
}
