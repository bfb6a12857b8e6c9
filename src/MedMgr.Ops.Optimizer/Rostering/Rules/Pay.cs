namespace MedMgr.Ops.Optimizer.Rostering.Rules;

/// <summary>Every shift costs its pay.</summary>
public sealed class Pay : SoftRosterRule
{
    public override string Name => "pay";

    public override string Sentence => "A shift costs what this person is paid for it; float premium and agency price are part of it.";

    public override long Cost(RosterProblem problem, Roster roster) => Enumerable.Range(0, problem.Staff.Length).Sum(staff => Of(problem, roster, staff));

    public static long Of(RosterProblem problem, Roster roster, int staff)
    {
        var pay = problem.Staff[staff].Pay;
        var sum = 0L;
        foreach (var shift in roster.Line(staff))
        {
            sum += shift == Roster.Off || pay.IsEmpty ? 0 : pay[shift];
        }

        return sum;
    }

    internal override void AddTo(RosterModel model)
    {
        for (var staff = 0; staff < model.Problem.Staff.Length; staff++)
        {
            var pay = model.Problem.Staff[staff].Pay;
            for (var shift = 0; shift < pay.Length; shift++)
            {
                if (pay[shift] != 0)
                {
                    model.AddMoney(model.Count(staff, Enumerable.Range(0, model.Problem.Days), [shift]) * pay[shift]);
                }
            }
        }
    }
}
