using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Rosters;

namespace MedMgr.Ops.Optimizer.Rostering.UnitRosters;

/// <summary>Makes and repairs rosters of units.</summary>
public sealed class UnitRosterPlanner
{
    private readonly RosterOptimizer _optimizer;

    public UnitRosterPlanner(RosterOptimizer optimizer) => _optimizer = optimizer;

    /// <param name="search">Its time limit is kept; a roster to begin with is not needed.</param>
    /// <param name="improved">Told of each better roster's cost and bound on the way.</param>
    public async Task<UnitRosterPlan> PlanAsync(
        UnitRosterTask task, RosterSearch search, Action<RosterImprovement>? improved = null, CancellationToken cancellationToken = default)
    {
        var problem = new UnitRosterProblem(task);
        var result = await _optimizer.SolveAsync(Sound(problem.Problem), search, improved, cancellationToken);
        return PlanOf(task, problem, problem.Problem, result, known: []);
    }

    /// <summary>The known roster with as few changes as the absences and the demand of the task ask for, weighed against their cost.</summary>
    /// <param name="known">As people know it; what lies outside the days of the task is left out.</param>
    /// <param name="from">Days before this one stay as they are.</param>
    public async Task<RosterRepair> RepairAsync(
        UnitRosterTask task, ImmutableArray<RosteredShift> known, DateOnly from, RosterSearch search, Action<RosterImprovement>? improved = null,
        CancellationToken cancellationToken = default)
    {
        var problem = new UnitRosterProblem(task);
        var assembly = new RosterAssembly(task, problem);
        var lines = assembly.Lines(known);
        var repair = Repairing(task, problem, lines, from);
        var result = await _optimizer.SolveAsync(Sound(repair), search with { Start = lines }, improved, cancellationToken);
        var plan = PlanOf(task, problem, repair, result, known);
        ImmutableArray<RosteredShift> within = [.. known.Where(s => task.From <= s.Day && s.Day < task.From.AddDays(task.Days))];
        return new RosterRepair(plan, plan.HasRoster ? RosterChange.Between(task, within, plan.Shifts) : []);
    }

    private static RosterProblem Repairing(UnitRosterTask task, UnitRosterProblem problem, Roster known, DateOnly from)
    {
        var past = Math.Clamp(problem.DayOf(from), 0, task.Days);
        return problem.Problem with
        {
            Reference = new ReferenceRoster(known, task.Policy.Weights.Change),
            Staff =
            [
                .. problem.Problem.Staff.Select((s, line) => s with
                {
                    Fixed = Enumerable.Range(0, past).ToImmutableDictionary(d => d, d => known[line, d]),
                    Leave = [.. s.Leave.Where(d => d >= past)],
                }),
            ],
        };
    }

    private static UnitRosterPlan PlanOf(
        UnitRosterTask task, UnitRosterProblem problem, RosterProblem solved, RosterResult result, ImmutableArray<RosteredShift> known)
    {
        var shifts = result.Roster is null ? [] : new RosterAssembly(task, problem).Shifts(result.Roster, known);
        return new UnitRosterPlan(
            task,
            result.Status,
            shifts,
            result.Roster is null ? [] : [.. RosterCheck.Violations(solved, result.Roster).Select(v => v.Says), .. Refusals(task, shifts)],
            result.Roster is null ? [] : RosterCost.ByRule(solved, result.Roster),
            result.Cost,
            result.Bound,
            WageBill.Of(task, shifts),
            [.. task.Demand.Needs.Select(n => CoverOf(task, n, shifts))],
            result.Elapsed);
    }

    /// <summary>The last word is Domain's: what it would not let be published is no roster.</summary>
    private static IEnumerable<string> Refusals(UnitRosterTask task, ImmutableArray<RosteredShift> shifts) =>
        PublicationRules.Refusals(task.Hospital, task.Unit, new RosterCommand.Publish(task.From, task.From.AddDays(task.Days), shifts) { At = default })
            .Select(r => r.Because.Because);

    internal static ShiftCover CoverOf(UnitRosterTask task, ShiftNeed need, ImmutableArray<RosteredShift> shifts)
    {
        var there = shifts.Where(s => s.Day == need.Day && s.Shift == need.Shift).ToList();
        return new ShiftCover(need, there.Count, there.Count(s => s.Kind == ShiftKind.Agency || task.Hospital.Staff(s.Staff) is { Role: Domain.Definition.StaffRole.RegisteredNurse }));
    }

    private static RosterProblem Sound(RosterProblem problem) =>
        problem.Faults() is { Count: > 0 } faults
            ? throw new InvalidOperationException($"The roster problem of a unit contradicts itself: {string.Join(" ", faults)}")
            : problem;
}
