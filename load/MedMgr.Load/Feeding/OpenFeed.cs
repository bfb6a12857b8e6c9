using System.Diagnostics;
using MedMgr.Load.Watching;

namespace MedMgr.Load.Feeding;

/// <summary>At times that are fixed beforehand, whether or not the server keeps up: nobody waits for an answer.</summary>
internal static class OpenFeed
{
    // An update of a detail that no display shows is left out: there would be nothing to measure.
    private static readonly Step[] Cycle = [Step.Admit, Step.Transfer, Step.FirstBedReady, Step.DischargeOrder, Step.Discharge, Step.SecondBedReady];

    /// <param name="senders">The visits of one pair of beds go by one sender.</param>
    /// <param name="rate">Messages a second in all.</param>
    /// <returns>All messages with their intended times, in the order of sending.</returns>
    public static async Task<List<Sighting>> Run(
        IReadOnlyList<Sender> senders, IReadOnlyList<Visits> beds, Sightings? sightings, double rate, TimeSpan time, CancellationToken cancellationToken)
    {
        var sent = new List<Sighting>((int)(rate * time.TotalSeconds) + 1);
        var answers = new List<Task>(sent.Capacity);
        var begin = Stopwatch.GetTimestamp();
        for (var k = 0; k < rate * time.TotalSeconds; k++)
        {
            var intended = begin + (long)(k / rate * Stopwatch.Frequency);
            while (intended > Stopwatch.GetTimestamp())
            {
                // Late by up to a tick of the timer: that lateness counts against the server, for latency runs from the intended time.
                await Task.Delay(TimeSpan.FromMilliseconds(1), cancellationToken);
            }

            var visits = beds[k % beds.Count];
            var sighting = new Sighting(visits.Make(Cycle[k / beds.Count % Cycle.Length]), intended);
            sightings?.Expect(visits.Beds, sighting);
            sent.Add(sighting);
            answers.Add(await senders[k % beds.Count % senders.Count].Post(sighting.Message, cancellationToken));
        }

        await Task.WhenAll(answers);
        return sent;
    }
}
