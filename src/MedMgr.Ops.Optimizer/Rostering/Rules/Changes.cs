using MedMgr.Ops.Optimizer.Solver;

namespace MedMgr.Ops.Optimizer.Rostering.Rules;

/// <summary>A repair changes few days.</summary>
public sealed class Changes : SoftRosterRule
{
    public override string Name => "changes";

    public override string Sentence => "Each day of a person that differs from the roster already known costs the change weight.";

    public override long Cost(RosterProblem problem, Roster roster)
    {
        if (problem.Reference is not { } known)
        {
            return 0;
        }

        var changed = 0L;
        for (var staff = 0; staff < problem.Staff.Length; staff++)
        {
            for (var day = 0; day < problem.Days; day++)
            {
                changed += roster[staff, day] != known.Roster[staff, day] ? 1 : 0;
            }
        }

        return changed * known.ChangeWeight;
    }

    internal override void AddTo(RosterModel model)
    {
        if (model.Problem.Reference is not { } known)
        {
            return;
        }

        for (var staff = 0; staff < model.Problem.Staff.Length; staff++)
        {
            for (var day = 0; day < model.Problem.Days; day++)
            {
                var shift = known.Roster[staff, day];
                LinearExpr same = shift == Roster.Off ? model.Works(staff, day).Not() : model.Assigned(staff, day, shift) ?? model.Never;
                model.AddCost(known.ChangeWeight - (same * known.ChangeWeight));
            }
        }
    }
}
