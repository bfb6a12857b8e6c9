using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace MedMgr.Ops.EventLog.Tests;

/// <summary>Appends and events for tests, with what a test does not care about filled in.</summary>
internal static class Some
{
    public const string Hospital = "riverside";

    public static readonly DateTimeOffset Time = new(2026, 1, 31, 23, 59, 58, TimeSpan.Zero);

    private static int s_causes;

    public static AppendRequest Append(string stream, long expected, int events = 1, string? cause = null, string hospital = Hospital) =>
        Append(hospital, cause, On(stream, expected, events));

    public static AppendRequest Append(string hospital, string? cause, params StreamAppend[] streams) =>
        new(hospital, new Cause(CauseKind.Interface, "REGISTRATION", cause ?? NewCause()), Time, [.. streams]);

    public static StreamAppend On(string stream, long expected, int events = 1) =>
        new(stream, expected, [.. Enumerable.Range(1, events).Select(i => Event("bed-occupied", $"{stream} {expected + i}"))]);

    public static NewEvent Event(string type, string text) => new(type, Encoding.UTF8.GetBytes($$"""{"text":"{{text}}"}"""));

    public static string NewCause() => "message-" + Interlocked.Increment(ref s_causes).ToString(CultureInfo.InvariantCulture);

    public static string Text(this RecordedEvent recorded) => Encoding.UTF8.GetString(recorded.Payload.Span);

    public static long[] Positions(this IEnumerable<RecordedEvent> events) => [.. events.Select(e => e.Position)];

    public static async Task<ImmutableArray<RecordedEvent>> AllAsync(this IEventLog log, string hospital = Hospital, long after = 0) =>
        [.. await log.ReadAllAsync(hospital, after).ToListAsync()];

    public static async Task<List<ImmutableArray<RecordedEvent>>> FirstOfTailAsync(this IEventLog log, int appends, string hospital = Hospital, long after = 0) =>
        await log.TailAsync(hospital, after, TestContext.Current.CancellationToken).Take(appends).ToListAsync();

    /// <summary>Everything an event says, for comparison: the payload's memory itself compares by reference.</summary>
    public static string Whole(this RecordedEvent e) =>
        string.Create(CultureInfo.InvariantCulture, $"{e.Position} {e.Hospital}/{e.Stream} {e.Version} {e.Type} {e.At.UtcTicks} {e.At.Offset} {e.Cause} {e.Text()}");
}
