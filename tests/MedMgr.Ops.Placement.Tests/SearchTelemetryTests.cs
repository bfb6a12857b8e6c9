using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using MedMgr.Ops.Optimising;
using MedMgr.Ops.Optimizer.BedPlacement;

namespace MedMgr.Ops.Placement.Tests;

public sealed class SearchTelemetryTests : IDisposable
{
    /// <summary>No other test searches for this.</summary>
    private const string Kind = "placement of this test";

    private readonly ConcurrentQueue<(string? Outcome, double Seconds)> _heard = new();
    private readonly MeterListener _listener = new();

    public SearchTelemetryTests()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "medmgr.optimiser.search.duration")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>((_, seconds, tags, _) =>
        {
            var named = tags.ToArray().ToDictionary();
            if ((string?)named["medmgr.search"] == Kind)
            {
                _heard.Enqueue(((string?)named["medmgr.outcome"], seconds));
            }
        });
        _listener.Start();
    }

    [Fact]
    public async Task A_search_is_counted_by_how_it_ended()
    {
        await SearchTelemetry.Measured(Kind, () => Task.FromResult(PlanStatus.Optimal), s => s);
        await SearchTelemetry.Measured(Kind, () => Task.FromResult(PlanStatus.Greedy), s => s);
        await Should.ThrowAsync<OperationCanceledException>(() => SearchTelemetry.Measured<PlanStatus>(Kind, () => throw new OperationCanceledException(), s => s));
        await Should.ThrowAsync<InvalidOperationException>(() => SearchTelemetry.Measured<PlanStatus>(Kind, () => throw new InvalidOperationException("an invariant broke"), s => s));

        _heard.Select(h => h.Outcome).ShouldBe(["optimal", "greedy", "stopped", "fault"]);
        _heard.ShouldAllBe(h => h.Seconds >= 0);
    }

    public void Dispose() => _listener.Dispose();
}
