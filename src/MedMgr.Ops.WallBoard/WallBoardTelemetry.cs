using System.Diagnostics.Metrics;
using MedMgr.Ops.Domain;
using MedMgr.Ops.WallBoard.Live;

namespace MedMgr.Ops.WallBoard;

/// <summary>What the boards tell whoever measures them: frames, displays, quarantine, and whether each board is live.</summary>
public sealed class WallBoardTelemetry : IDisposable
{
    public const string Name = "MedMgr.WallBoard";

    private static readonly Meter OfFrames = new(Name);
    private static readonly Counter<long> Frames = OfFrames.CreateCounter<long>("medmgr.board.frames", "{frame}", "Frames published to displays.");

    private readonly Meter _meter = new(Name);

    /// <param name="boards">Looked at each time somebody collects.</param>
    public WallBoardTelemetry(IBoards boards)
    {
        _meter.CreateObservableGauge("medmgr.board.displays", () => OfEach(f => f.Displays), "{display}", "Displays that watch now.");
        _meter.CreateObservableGauge("medmgr.board.quarantine", () => OfEach(f => f.Quarantine.Length), "{message}", "Messages that wait for a person.");
        _meter.CreateObservableGauge("medmgr.board.position", () => OfEach(f => f.Current.Position), "{event}", "Place in the log that the board shows.");
        _meter.CreateObservableGauge("medmgr.board.live", () => OfEach(f => f.Health == FeedHealth.Live ? 1 : 0), "1", "1 when the board follows the log, else 0.");

        _meter.CreateObservableGauge(
            "medmgr.board.lag", () => boards.All.Select(f => new Measurement<double>(f.Lag.TotalSeconds, Of(f.Hospital))), "s", "For how long the log has held what the board does not show.");

        IEnumerable<Measurement<long>> OfEach(Func<IHospitalBoardFeed, long> figure) => boards.All.Select(f => new Measurement<long>(figure(f), Of(f.Hospital)));
    }

    public void Dispose() => _meter.Dispose();

    internal static void Published(HospitalId hospital) => Frames.Add(1, Of(hospital));

    private static KeyValuePair<string, object?> Of(HospitalId hospital) => new("medmgr.hospital", hospital.Value);
}
