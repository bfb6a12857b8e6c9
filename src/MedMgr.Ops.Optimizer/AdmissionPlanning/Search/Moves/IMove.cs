namespace MedMgr.Ops.Optimizer.AdmissionPlanning.Search.Moves;

/// <summary>One kind of change to a plan.</summary>
internal interface IMove
{
    /// <summary>
    /// Draws one change of this kind and makes it when it adds at most <paramref name="limit"/> to <see cref="PlanState.Objective"/>; otherwise the plan is as it was.
    /// </summary>
    /// <returns>True when the plan was changed.</returns>
    bool Try(PlanState plan, Chance chance, double limit);
}
