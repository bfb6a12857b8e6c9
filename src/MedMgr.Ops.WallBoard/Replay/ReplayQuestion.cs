using System.Collections.Immutable;
using System.Globalization;
using MedMgr.Ops.WallBoard.Replay.Playing;
using Microsoft.AspNetCore.Http;

namespace MedMgr.Ops.WallBoard.Replay;

/// <summary>What a replay's address asks after its '?'.</summary>
/// <param name="At">Sequences; empty when the address names none.</param>
/// <param name="Now">The moment on the first recording's clock.</param>
/// <param name="Theme">"dark" or "light"; null follows the viewer's system.</param>
internal sealed record ReplayQuestion(ImmutableArray<long> At, DateTimeOffset? Now, ReplayAlignment? Alignment, int Rate, string? Theme)
{
    /// <summary>A minute a second: fast enough to see something happen, slow enough to follow it.</summary>
    private const int RateIfUnnamed = 60;

    /// <returns>Null, or what is wrong with the address and how to put it right.</returns>
    public static string? Read(IQueryCollection query, out ReplayQuestion question)
    {
        var (at, now, rate, align) = (query["at"].ToString(), query["now"].ToString(), query["rate"].ToString(), query["align"].ToString());
        var theme = query["theme"].ToString();
        var sequences = ReplayAddress.Sequences(at);
        var moment = now.Length == 0 ? null : ReplayAddress.Moment(now);
        var times = RateIfUnnamed;
        var rateIsRead = rate.Length == 0
            || (int.TryParse(rate, NumberStyles.None, CultureInfo.InvariantCulture, out times) && times is >= ReplayClock.RateMin and <= ReplayClock.RateMax);
        question = new ReplayQuestion(sequences ?? [], moment, ReplayAddress.Alignment(align), times, theme is "dark" or "light" ? theme : null);
        return sequences is null ? $"'at={at}' is no place: it is the number of steps, for example at=1234, or two of them for two recordings."
            : now.Length > 0 && moment is null ? $"'now={now}' is no moment: for example now=2025-01-14T08:30:00Z."
            : !rateIsRead ? $"'rate={rate}' is no speed: {ReplayClock.RateMin} to {ReplayClock.RateMax}."
            : align.Length > 0 && question.Alignment is null ? $"'align={align}' is neither 'start' nor 'clock'."
            : null;
    }
}
