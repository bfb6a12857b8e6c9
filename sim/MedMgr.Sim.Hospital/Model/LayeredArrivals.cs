using MedMgr.Sim.Engine;
using MedMgr.Sim.Engine.Randomness;

namespace MedMgr.Sim.Hospital.Model;

/// <summary>Arrivals at a rate that changes by the hour, made so that a scenario with another rate meets the same people.</summary>
/// <remarks>
/// The rate is cut into layers [0, w), [w, 2w), [2w, 4w), ... Each layer is a Poisson process with streams of its own, thinned where the rate ends within it.
/// Twice the flu keeps every patient of the flu as it was, at the same minute with the same fate, and adds others.
/// </remarks>
internal sealed class LayeredArrivals
{
    private readonly double[] _perHour;
    private readonly double _low;
    private readonly double _width;
    private readonly double _end;
    private readonly RandomStream _times;
    private double _time;
    private ulong _candidate;

    private LayeredArrivals(ArrivalSource source, double[] perHour, double low, double width, double from, Simulation simulation, string name)
    {
        Source = source;
        _perHour = perHour;
        (_low, _width, _time, _end) = (low, width, from, perHour.Length);
        _times = simulation.Stream(name + " times");
        Fates = simulation.Stream(name + " fates");
    }

    public ArrivalSource Source { get; }

    /// <summary>Branched by the number of the patient.</summary>
    public RandomStream Fates { get; }

    /// <summary>The number of the patient who arrives next.</summary>
    public ulong Number => _candidate;

    /// <param name="perHour">The rate in each simulated hour.</param>
    /// <param name="layerWidth">Of the lowest layer, arrivals an hour; the same in every scenario of a hospital.</param>
    public static IEnumerable<LayeredArrivals> Of(ArrivalSource source, double[] perHour, double layerWidth, double from, Simulation simulation)
    {
        var highest = perHour.Max();
        var (low, width, layer) = (0.0, layerWidth, 0);
        while (low < highest)
        {
            yield return new LayeredArrivals(source, perHour, low, width, from, simulation, $"{source} {layer}");
            low += width;
            width = low;
            layer++;
        }
    }

    /// <summary>Simulated time of the next arrival; positive infinity after the last.</summary>
    public double Next()
    {
        while (true)
        {
            _time += _times.Exponential(1.0 / _width);
            var share = _times.Unit();
            _candidate++;
            if (_time >= _end)
            {
                return double.PositiveInfinity;
            }

            if (_low + (share * _width) < _perHour[(int)_time])
            {
                return _time;
            }
        }
    }
}

/// <summary>What brings a patient.</summary>
internal enum ArrivalSource : byte { Emergency, EpidemicAdmission, EpidemicVisit, TransferIn, Birth, Elective, Casualty, Readmission, Board }
