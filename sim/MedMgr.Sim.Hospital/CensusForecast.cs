using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Board;
using MedMgr.Ops.Domain.Staffing;
using MedMgr.Sim.Engine.Experiments;
using MedMgr.Sim.Hospital.Model;
using MedMgr.Sim.Hospital.Results;
using MedMgr.Sim.Hospital.Scenarios;

namespace MedMgr.Sim.Hospital;

/// <summary>Patients of one unit by the hour for weeks to come, in each replication: what rosters are planned by.</summary>
/// <remarks>
/// Hours are those that clocks on the wall show; an hour that is skipped has the figure of the one after it, of one that comes twice the first counts. The house
/// is staffed by its standing patterns meanwhile: a unit that is full for want of nurses shows no more patients than they may care for.
/// </remarks>
public static class CensusForecast
{
    private const int HoursOfDay = 24;

    /// <summary>By a scenario alone. Its calendar begins on its own first day of the week that the roster begins on; after its last day the rates stay as they are.</summary>
    /// <param name="from">First day of the roster.</param>
    /// <param name="days">At least 1. One more is simulated, as nights end on the day after.</param>
    /// <returns>By replication, (days + 1) x 24 figures from midnight of <paramref name="from"/>, and the day of the scenario that stands for it.</returns>
    public static (ImmutableArray<ImmutableArray<float>> Courses, DateOnly Begins) OfScenario(
        Scenario scenario, UnitId unit, DateOnly from, int days, int replications, ulong seed, int threads = 1, IProgress<int>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        var begins = scenario.Start.AddDays(((from.DayNumber - scenario.Start.DayNumber) % 7 + 7) % 7);
        var plan = HospitalSimulation.Plan(scenario with { Start = begins, Days = days + 1 }, hoursBetweenLooks: 1);
        var outcomes = HospitalSimulation.Outcomes(plan, replications, seed, threads, policy: null, progress, cancellationToken);
        return (Courses(plan, outcomes, UnitIn(plan, unit), begins, days), begins);
    }

    /// <summary>From a live board on, by the rates of a scenario.</summary>
    /// <param name="now">The moment of the board; hours of <paramref name="from"/> before it have the board's figure.</param>
    /// <inheritdoc cref="OfScenario" path="/param"/>
    /// <exception cref="ArgumentException">The rates do not fit this hospital, or the roster begins before the board.</exception>
    public static ImmutableArray<ImmutableArray<float>> OfBoard(
        BoardCapture board, DateTimeOffset now, Scenario rates, UnitId unit, DateOnly from, int days, int replications, ulong seed, int threads = 1,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(board);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(board.Definition?.TimeZone ?? throw new ArgumentException("The board has no hospital definition yet.", nameof(board)));
        var end = WallClock.At(zone, from.AddDays(days + 1).ToDateTime(TimeOnly.MinValue));
        if (end <= now)
        {
            throw new ArgumentException($"The roster of {from:yyyy-MM-dd} lies in the past of the board ({now:u}).", nameof(from));
        }

        var plan = Forecast.Plan(board, now, rates, (int)Math.Ceiling((end - now).TotalHours));
        var start = new BoardStart(board, now, plan);
        var policy = new GreedyPlacement();
        var outcomes = Replications.Run(
            replications, replication => new HospitalRun(plan, seed, replication, policy, witness: null).Run(start), threads, progress: null, cancellationToken);
        return Courses(plan, outcomes, UnitIn(plan, unit), from, days);
    }

    private static int UnitIn(Blueprint plan, UnitId unit) =>
        plan.House.UnitOf(unit) is var index and >= 0 ? index : throw new ArgumentException($"The hospital of scenario {plan.Scenario.Id} has no unit {unit}.", nameof(unit));

    private static ImmutableArray<ImmutableArray<float>> Courses(Blueprint plan, RunOutcome[] outcomes, int unit, DateOnly from, int days)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(plan.House.Definition.TimeZone);
        var curve = ResultMaker.CurveOf(unit, 0) * plan.Samples;
        var looks = Enumerable.Range(0, (days + 1) * HoursOfDay).Select(hour =>
        {
            var at = plan.Clock.TimeOf(WallClock.At(zone, from.ToDateTime(TimeOnly.MinValue).AddHours(hour)));
            return curve + Math.Clamp((int)Math.Round(at - plan.Counted) - 1, 0, plan.Samples - 1);
        }).ToList();
        return [.. outcomes.Select(o => looks.Select(look => o.Curves[look]).ToImmutableArray())];
    }
}
