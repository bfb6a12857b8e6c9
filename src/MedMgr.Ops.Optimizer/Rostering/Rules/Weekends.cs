using MedMgr.Ops.Optimizer.Solver;

namespace MedMgr.Ops.Optimizer.Rostering.Rules;

/// <summary>Only so many weekends are worked.</summary>
public sealed class Weekends : HardRosterRule
{
    public override string Name => "weekends";

    public override string Sentence => "Nobody works on more weekends (Saturday, Sunday or both) in the horizon than the contract allows.";

    public override IEnumerable<RosterViolation> Violations(RosterProblem problem, Roster roster)
    {
        var weekends = problem.Weekends();
        for (var staff = 0; staff < problem.Staff.Length; staff++)
        {
            var most = problem.Staff[staff].Contract.WeekendsMax;
            var worked = weekends.Count(days => days.Any(day => roster[staff, day] != Roster.Off));
            if (worked > most)
            {
                yield return new RosterViolation(Name, $"{problem.Staff[staff].Id} works on {worked} weekends; at most {most}.", staff);
            }
        }
    }

    internal override void AddTo(RosterModel model)
    {
        var weekends = model.Problem.Weekends();
        foreach (var staff in model.FreeStaff)
        {
            var most = model.Problem.Staff[staff].Contract.WeekendsMax;
            if (most >= weekends.Count)
            {
                continue;
            }

            var worked = new List<BoolVar>();
            foreach (var days in weekends)
            {
                var any = model.Builder.NewBool($"weekend {model.Problem.Staff[staff].Id} {days[0]}");
                worked.Add(any);
                foreach (var day in days)
                {
                    model.Builder.AddImplication(model.Works(staff, day), any);
                }
            }

            model.Builder.AddLinear(LinearExpr.Sum(worked), 0, most);
        }
    }
}
