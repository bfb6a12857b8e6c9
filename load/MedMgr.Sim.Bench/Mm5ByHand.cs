using System.Diagnostics.CodeAnalysis;

namespace MedMgr.Sim.Bench;

/// <summary>The reference: the loop people write without an engine, on the base library's own queue, random source and logarithm.</summary>
internal sealed class Mm5ByHand : IMm5
{
    private readonly PriorityQueue<int, double> _calendar = new();
    private readonly Queue<double> _line = new();
    private readonly Random _random;
    private double _totalWait;
    private long _served;

    [SuppressMessage("Security", "CA5394", Justification = "A simulation, not a secret.")]
    public Mm5ByHand(ulong seed) => _random = new Random((int)seed);

    public double MeanWait => _totalWait / _served;

    public long Run(long customers)
    {
        const int arrival = 0, departure = 1;
        var busy = 0;
        long events = 0;
        _calendar.Enqueue(arrival, Exponential(Mm5.MeanInterarrival));
        while (_calendar.TryDequeue(out var kind, out var now))
        {
            events++;
            if (kind == arrival)
            {
                if (--customers > 0)
                {
                    _calendar.Enqueue(arrival, now + Exponential(Mm5.MeanInterarrival));
                }

                if (busy < Mm5.Servers)
                {
                    busy++;
                    _served++;
                    _calendar.Enqueue(departure, now + Exponential(Mm5.MeanService));
                }
                else
                {
                    _line.Enqueue(now);
                }
            }
            else if (_line.TryDequeue(out var since))
            {
                _totalWait += now - since;
                _served++;
                _calendar.Enqueue(departure, now + Exponential(Mm5.MeanService));
            }
            else
            {
                busy--;
            }
        }

        return events;
    }

    [SuppressMessage("Security", "CA5394", Justification = "A simulation, not a secret.")]
    private double Exponential(double mean) => -mean * Math.Log(1.0 - _random.NextDouble());
}
