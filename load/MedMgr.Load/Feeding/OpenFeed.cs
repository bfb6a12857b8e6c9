using System.Diagnostics;
using MedMgr.Load.Watching;

namespace MedMgr.Load.Feeding;

/// <summary>At times that are fixed beforehand, whether or not the server keeps up: nobody waits for an answer.</summary>
internal static class OpenFeed
{
    // An update of a detail that no display shows is left out: there would be nothing to measure.
    private static readonly Step[] Cycle = [Step.Admit, Step.Transfer, Step.FirstBedReady, Step.DischargeOrder, Step.Discharge, Step.SecondBedReady];

    /// <param name="senders">The visits of one pair of beds go by one sender.</param>
    /// <param name="expect">Is told what to look for, before it is sent; null when nobody looks.</param>
    /// <param name="rate">Messages a second in all, reached after <paramref name="ramp"/> in which it grows evenly from nothing: a cold server is not measured.</param>
    /// <param name="steady">How long it then stays.</param>
    public static async Task Run(
        IReadOnlyList<Sender> senders, IReadOnlyList<Visits> beds, Action<Sighting>? expect, double rate, TimeSpan ramp, TimeSpan steady, CancellationToken cancellationToken)
    {
        var rising = (int)(rate * ramp.TotalSeconds / 2);
        var total = rising + (int)(rate * steady.TotalSeconds);
        var answers = new List<Task>(total);
        var begin = Stopwatch.GetTimestamp();
        for (var k = 0; k < total; k++)
        {
            var due = k < rising ? Math.Sqrt(2 * k * ramp.TotalSeconds / rate) : ramp.TotalSeconds + ((k - rising) / rate);
            var intended = begin + (long)(due * Stopwatch.Frequency);
            while (intended > Stopwatch.GetTimestamp())
            {
                // Late by up to a tick of the timer: that lateness counts against the server, for latency runs from the intended time.
                await Task.Delay(TimeSpan.FromMilliseconds(1), cancellationToken);
            }

            var visits = beds[k % beds.Count];
            var message = visits.Make(Cycle[k / beds.Count % Cycle.Length]);
            expect?.Invoke(visits.SightingOf(message, intended, counted: k >= rising));
            answers.Add(await senders[k % beds.Count % senders.Count].Post(message, cancellationToken));
        }

        await Task.WhenAll(answers);
    }
}
