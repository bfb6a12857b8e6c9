using MedMgr.Ops.Optimizer.Solver;

namespace MedMgr.Ops.Optimizer.Rostering.Rules;

/// <summary>Unpopular work above one's share costs, and the more the dearer.</summary>
public sealed class Fairness : SoftRosterRule
{
    public override string Name => "fairness";

    public override string Sentence => "Nights, weekends and other unpopular shifts above a person's share cost: the first above it once the weight, the second twice, and so on.";

    public override long Cost(RosterProblem problem, Roster roster)
    {
        var cost = 0L;
        for (var staff = 0; staff < problem.Staff.Length; staff++)
        {
            cost += Of(problem, staff, roster.Line(staff));
        }

        return cost;
    }

    /// <summary>What one person's line costs.</summary>
    public static long Of(RosterProblem problem, int staff, ReadOnlySpan<int> line)
    {
        var cost = 0L;
        foreach (var share in problem.Staff[staff].FairShares)
        {
            var above = -(long)share.Share;
            foreach (var day in Days(problem, share))
            {
                above += Counts(share, line[day]) ? 1 : 0;
            }

            cost += above > 0 ? share.Weight * above * (above + 1) / 2 : 0;
        }

        return cost;
    }

    internal override void AddTo(RosterModel model)
    {
        var problem = model.Problem;
        for (var staff = 0; staff < problem.Staff.Length; staff++)
        {
            foreach (var share in problem.Staff[staff].FairShares)
            {
                var days = Days(problem, share).ToList();
                var shifts = Enumerable.Range(0, problem.Shifts.Length).Where(shift => Counts(share, shift));
                var above = Enumerable.Range(1, Math.Max(0, days.Count - share.Share)).Select(nth => model.Builder.NewBool($"{share.Name} {nth} above")).ToList();
                model.Builder.AddLessOrEqual(model.Count(staff, days, shifts), LinearExpr.Sum(above) + share.Share);
                for (var nth = 0; nth < above.Count; nth++)
                {
                    model.AddCost(above[nth] * (share.Weight * (nth + 1)));
                }
            }
        }
    }

    private static IEnumerable<int> Days(RosterProblem problem, FairShare share) =>
        Enumerable.Range(0, problem.Days).Where(day => !share.WeekendDaysOnly || problem.IsWeekend(day));

    private static bool Counts(FairShare share, int shift) => shift != Roster.Off && (share.Shifts.IsEmpty || share.Shifts.Contains(shift));
}
