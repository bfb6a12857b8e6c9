using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Board;
using MedMgr.Sim.Engine.Experiments;
using MedMgr.Sim.Hospital.Model;
using MedMgr.Sim.Hospital.Results;
using MedMgr.Sim.Hospital.Scenarios;

namespace MedMgr.Sim.Hospital;

/// <summary>What the next hours may bring, from a live board.</summary>
public static class Forecast
{
    public const int HoursMax = 168;

    private const int BoardingCurve = 1;
    private const int NedocsCurve = 3;

    /// <param name="board">Of HospitalBoard.Capture(): definition, visits, beds and staff as they stand.</param>
    /// <param name="now">The moment to start from; not before the board's last event.</param>
    /// <param name="rates">A scenario whose arrivals, stays and plan hold for this hospital; its own hospital and its days are not used.</param>
    /// <param name="hours">1 to <see cref="HoursMax"/>.</param>
    /// <exception cref="ArgumentException">The board has no definition yet.</exception>
    public static ForecastResult Run(
        BoardCapture board, DateTimeOffset now, Scenario rates, int hours, int replications, ulong seed, int threads = 1, IProgress<int>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(hours, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hours, HoursMax);
        ArgumentOutOfRangeException.ThrowIfLessThan(replications, 1);
        var plan = Plan(board, now, rates, hours);
        var start = new BoardStart(board, now, plan);
        var policy = new GreedyPlacement();
        var outcomes = Replications.Run(
            replications, replication => new HospitalRun(plan, seed, replication, policy, witness: null).Run(start), threads, progress, cancellationToken);
        var units = plan.House.Units;
        return new ForecastResult(
            board.Id.Value, now, hours, seed, replications, ResultMaker.Times(plan),
            [.. units.Select((u, i) => OfUnit(plan, outcomes, i))],
            ResultMaker.Curve(plan, outcomes, 0, "census", "patients"), ResultMaker.Curve(plan, outcomes, BoardingCurve, "boarding", "patients"),
            ResultMaker.Curve(plan, outcomes, NedocsCurve, "nedocs", "points"));
    }

    /// <summary>What an action would change: two forecasts that meet the same patients, from the board as it is and from the board as it would be.</summary>
    /// <param name="with">The same board after the action.</param>
    /// <param name="unit">That the action is about: its figures are told as well.</param>
    /// <param name="at">Hours after <paramref name="now"/>, each 1 to <see cref="HoursMax"/>, at least one.</param>
    /// <param name="replications">At least two.</param>
    /// <exception cref="ArgumentException">As for <see cref="Run"/>, or no such unit.</exception>
    public static ForecastEffect Effect(
        BoardCapture without, BoardCapture with, DateTimeOffset now, Scenario rates, UnitId unit, ImmutableArray<int> at, int replications, ulong seed, int threads = 1,
        CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(at.Min(), 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(at.Max(), HoursMax);
        ArgumentOutOfRangeException.ThrowIfLessThan(replications, 2);
        var plan = Plan(without, now, rates, at.Max());
        var index = plan.House.UnitOf(unit);
        if (index < 0)
        {
            throw new ArgumentException($"There is no unit {unit}.", nameof(unit));
        }

        RunOutcome[] Outcomes(BoardCapture board)
        {
            var start = new BoardStart(board, now, plan);
            return Replications.Run(
                replications, replication => new HospitalRun(plan, seed, replication, new GreedyPlacement(), witness: null).Run(start), threads, null, cancellationToken);
        }

        var (before, after) = (Outcomes(without), Outcomes(with));
        Effect Of(int curve, int hour)
        {
            double[] Values(RunOutcome[] outcomes) => [.. outcomes.Select(o => (double)o.Curves[(curve * plan.Samples) + hour - 1])];
            var (a, b) = (Values(before), Values(after));
            var difference = Comparison.Paired(a, b).Difference;
            return new Effect(a.Average(), b.Average(), difference.Mean, difference.Low, difference.High);
        }

        return new ForecastEffect(
            now, seed, replications,
            [.. at.Select(h => new EffectAt(h, Of(BoardingCurve, h), Of(0, h), Of(ResultMaker.CurveOf(index, 0), h), Of(ResultMaker.CurveOf(index, 2), h)))]);
    }

    internal static Blueprint Plan(BoardCapture board, DateTimeOffset now, Scenario rates, int hours)
    {
        var hospital = board.Definition ?? throw new ArgumentException("The board has no hospital definition yet: nothing can be forecast.", nameof(board));
        var missing = rates.Groups.FirstOrDefault(g => !hospital.Units.Any(u => u.Accepts.Contains(g.Level)));
        return missing is null
            ? new Blueprint(rates, hospital, now, 0.0, 0.0, hours, 1, BoardStart.IsolationsOf(board), BoardStart.CapabilitiesOf(board))
            : throw new ArgumentException($"{hospital.Name} has no unit for the group {missing.Id} ({missing.Level} care) of scenario {rates.Id}.", nameof(rates));
    }

    private static UnitForecast OfUnit(Blueprint plan, RunOutcome[] outcomes, int unit)
    {
        var definition = plan.House.Units[unit];
        var breach = ResultMaker.CurveOf(unit, 2);
        var ever = outcomes.Count(o => Enumerable.Range(0, plan.Samples).Any(at => o.Curves[(breach * plan.Samples) + at] > 0));
        return new UnitForecast(
            definition.Id.Value, definition.Name, plan.House.UnitBeds[unit],
            ResultMaker.Curve(plan, outcomes, ResultMaker.CurveOf(unit, 0), $"occupied/{definition.Id}", "patients"),
            ResultMaker.Mean(plan, outcomes, ResultMaker.CurveOf(unit, 1)), ResultMaker.Mean(plan, outcomes, breach), ever / (double)outcomes.Length);
    }
}
