using MedMgr.Ops.Domain.Board;
using MedMgr.Sim.Hospital.Results;
using MedMgr.Sim.Hospital.Scenarios;

namespace MedMgr.Sim.Hospital;

/// <summary>What the next hours may bring, from a live board.</summary>
public static class Forecast
{
    /// <param name="board">Of HospitalBoard.Capture(): definition, visits, beds and staff as they stand.</param>
    /// <param name="now">The moment to start from; not before the board's last event.</param>
    /// <param name="rates">A scenario whose arrivals, stays and plan hold for this hospital; its own hospital is not used.</param>
    /// <param name="hours">1 to 168.</param>
    public static ForecastResult Run(
        BoardCapture board, DateTimeOffset now, Scenario rates, int hours, int replications, ulong seed, int threads = 1, IProgress<int>? progress = null,
        CancellationToken cancellationToken = default) =>
        throw new NotImplementedException(rates.Id);
}
