using MedMgr.Ops.Optimizer.Solver;

namespace MedMgr.Ops.Optimizer.Rostering.Rules;

/// <summary>A request that is not granted costs.</summary>
public sealed class Requests : SoftRosterRule
{
    public override string Name => "requests";

    public override string Sentence => "A request to work, or not to work, that is not granted costs its weight.";

    public override long Cost(RosterProblem problem, Roster roster) => problem.Requests.Sum(request => Granted(request, roster[request.Staff, request.Day]) ? 0 : request.Weight);

    /// <param name="shift">What the person has on that day.</param>
    public static bool Granted(ShiftRequest request, int shift) => request.On == (request.Shift is { } wanted ? shift == wanted : shift != Roster.Off);

    internal override void AddTo(RosterModel model)
    {
        foreach (var request in model.Problem.Requests)
        {
            LinearExpr works = request.Shift is { } shift ? model.Assigned(request.Staff, request.Day, shift) ?? model.Never : model.Works(request.Staff, request.Day);
            model.AddCost(request.On ? request.Weight - (works * request.Weight) : works * request.Weight);
        }
    }
}
