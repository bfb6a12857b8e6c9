using System.Globalization;
using MedMgr.Ops.Planner.Running;

namespace MedMgr.Ops.Planner.Pages;

/// <summary>What pages say of runs, the same everywhere.</summary>
internal static class PlannerWords
{
    public static string Of(RunState state) => state switch
    {
        RunState.Queued => "waits",
        RunState.Running => "running",
        RunState.Done => "done",
        RunState.Cancelled => "cancelled",
        RunState.Failed => "failed",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "No word."),
    };

    public static string Long(RunRecord run) => run switch
    {
        { State: RunState.Cancelled, IsPartial: true } => $"cancelled, {run.Done} of {run.Replications} replications kept",
        _ => Of(run.State),
    };

    /// <summary>"about 2 min left".</summary>
    public static string Left(TimeSpan? left) => left switch
    {
        null => "working out how long it takes",
        { TotalSeconds: < 1.5 } => "a moment left",
        { TotalSeconds: < 90 } some => $"about {Math.Ceiling(some.TotalSeconds).ToString(CultureInfo.InvariantCulture)} s left",
        { TotalMinutes: < 90 } some => $"about {Math.Ceiling(some.TotalMinutes).ToString(CultureInfo.InvariantCulture)} min left",
        { } some => $"about {Math.Ceiling(some.TotalHours).ToString(CultureInfo.InvariantCulture)} h left",
    };

    /// <summary>In UTC, and said so: the planner's own clock may stand elsewhere.</summary>
    public static string At(DateTimeOffset at) => at.UtcDateTime.ToString("d MMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture);

    public static string Day(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);
}
