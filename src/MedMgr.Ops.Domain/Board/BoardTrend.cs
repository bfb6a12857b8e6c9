using System.Collections.Immutable;

namespace MedMgr.Ops.Domain.Board;

/// <summary>How the hospital stood at one moment of the last day.</summary>
/// <param name="Staffed">Staffed beds.</param>
/// <param name="Boarding">Patients.</param>
/// <param name="Nedocs">Whole points; null where the score is undefined.</param>
public sealed record TrendSample(DateTimeOffset At, int Occupied, int Staffed, int Boarding, int? Nedocs);

/// <summary>Samples on the quarter hours of the last day: what trends are drawn from, and what says since when a score is high.</summary>
/// <remarks>
/// The first event after a quarter hour takes the sample, of the board as it stood before it. A quiet hour leaves no samples in between: nothing happened.
/// </remarks>
internal sealed class BoardTrend
{
    public const int EveryMinutes = 15;
    private const int SamplesMax = 24 * 60 / EveryMinutes;

    private readonly Queue<TrendSample> _samples = new(SamplesMax);
    private DateTimeOffset _last = DateTimeOffset.MinValue;

    public ImmutableArray<TrendSample> Samples => [.. _samples];

    /// <summary>The quarter hour of which a sample is missing when an event comes; null most of the time.</summary>
    public DateTimeOffset? Due(DateTimeOffset at)
    {
        if (at - _last < TimeSpan.FromMinutes(EveryMinutes))
        {
            return null;
        }

        var utc = at.UtcDateTime;
        return new DateTimeOffset(utc.AddTicks(-(utc.Ticks % TimeSpan.FromMinutes(EveryMinutes).Ticks)), TimeSpan.Zero);
    }

    public void Add(TrendSample sample)
    {
        _last = sample.At;
        while (_samples.Count >= SamplesMax || (_samples.TryPeek(out var oldest) && sample.At - oldest.At > TimeSpan.FromHours(24)))
        {
            _samples.Dequeue();
        }

        _samples.Enqueue(sample);
    }
}
