using System.Globalization;
using MedMgr.Load.Feeding;
using MedMgr.Load.Serving;

namespace MedMgr.Load.Commands;

/// <summary>Senders for a feed at a fixed rate.</summary>
internal static class Watched
{
    private const int Senders = 16;

    // Nobody waits for an answer: the window only has to be larger than what can be under way.
    private const int Window = 4096;

    public static async Task<List<Sender>> Connect(Bench bench, ServerProcess server, Acknowledgements acknowledgements, CancellationToken cancellationToken)
    {
        var senders = new List<Sender>();
        for (var s = 0; s < Senders; s++)
        {
            senders.Add(await Sender.Connect(
                server.MllpPort, "S" + s.ToString("00", CultureInfo.InvariantCulture), bench.Hospital.Id.Value, Window, acknowledgements, TimeProvider.System, cancellationToken));
        }

        return senders;
    }

    public static List<Visits> Beds(Bench bench, IReadOnlyList<BedPair> pairs) =>
        [.. pairs.Select((pair, i) => new Visits(pair, $"P{i}", "S" + (i % Senders).ToString("00", CultureInfo.InvariantCulture), bench.Hospital.Id.Value, TimeProvider.System))];
}
