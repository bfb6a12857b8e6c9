using System.Collections.Immutable;
using MedMgr.Sim.Hospital;
using MedMgr.Sim.Hospital.Results;

namespace MedMgr.Ops.Planner.Running;

/// <summary>Two runs beside each other: their differences where both met the same patients, else why there are none.</summary>
/// <param name="Comparison">Second minus first; null when they can not be paired.</param>
/// <param name="WhyNot">In sentences; empty when they can.</param>
/// <param name="Note">What to know of the pairs; null when there is nothing.</param>
public sealed record RunPairing(RunRecord First, RunRecord Second, ComparisonResult? Comparison, ImmutableArray<string> WhyNot, string? Note)
{
    /// <param name="resultOf">The result of a run, null when it has none.</param>
    public static RunPairing Of(RunRecord first, RunRecord second, Func<RunRecord, RunResult?> resultOf)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentNullException.ThrowIfNull(resultOf);
        ImmutableArray<string> whyNot = [.. WhatKeepsApart(first, second)];
        if (!whyNot.IsEmpty)
        {
            return new RunPairing(first, second, null, whyNot, null);
        }

        if (resultOf(first) is not { } a || resultOf(second) is not { } b)
        {
            return new RunPairing(first, second, null, ["The result of one of them is no longer there: run it again."], null);
        }

        var both = Math.Min(a.Replications, b.Replications);
        var note = a.Replications == b.Replications
            ? null
            : $"Compared on the first {both} replications, which both have: the one has {a.Replications}, the other {b.Replications}.";
        return new RunPairing(first, second, ScenarioComparison.Of(a.OfFirst(both), b.OfFirst(both)), [], note);
    }

    private static IEnumerable<string> WhatKeepsApart(RunRecord first, RunRecord second)
    {
        foreach (var run in new[] { first, second }.Where(r => !r.HasResult))
        {
            yield return $"\"{run.Title}\" has no result{(run.HasEnded ? "" : " yet")}.";
        }

        if (first.Seed != second.Seed)
        {
            yield return $"The seeds differ, {first.Seed} and {second.Seed}: they met other patients. Run one of them again with the other's seed.";
        }

        if (first.Hospital != second.Hospital)
        {
            yield return $"They are of two hospitals, {first.HospitalName} and {second.HospitalName}.";
        }

        if (first.Start != second.Start || first.WarmUpDays != second.WarmUpDays)
        {
            yield return $"They begin on other days ({first.Start:yyyy-MM-dd} after {first.WarmUpDays} days of warm-up, {second.Start:yyyy-MM-dd} after {second.WarmUpDays}): the same patient would come on another day.";
        }

        if (first.Days != second.Days)
        {
            yield return $"They last {first.Days} and {second.Days} days: sums over them say nothing about each other.";
        }

        if (first is { HasResult: true, Done: < 2 } || second is { HasResult: true, Done: < 2 })
        {
            yield return "One replication gives no interval: a comparison needs 2 of each or more, 100 is a good beginning.";
        }
    }
}
