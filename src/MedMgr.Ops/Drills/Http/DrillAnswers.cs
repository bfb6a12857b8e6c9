using System.Collections.Immutable;
using MedMgr.Sim.Hospital.Drills;
using MedMgr.Sim.Reports;

namespace MedMgr.Ops.Drills.Http;

/// <summary>What the API says of a drill.</summary>
internal static class DrillAnswers
{
    private const int LinesMax = 300;

    /// <summary>What a lead looks at while the drill runs.</summary>
    private static readonly string[] Shown =
    [
        "boarding.hours", "boarding.max", "boarding.over4h", "wait.boarding.median", "wait.boarding.longest", "wait.longest", "wait.open", "placement.outliers", "placement.moves", "ed.arrivals",
        "ed.leftUnseen", "occupancy.mean", "nedocs.max", "staffing.gapHours", "diversion.ambulances", UsualObjectives.Discrepancies, UsualObjectives.SurgeDelay,
    ];

    public static DrillAnswer Of(DrillOrder order, DrillState state)
    {
        var (plan, timeline) = (order.Plan, state.Timeline);
        return new DrillAnswer(
            plan.Hospital.Id, plan.Hospital.Name, Exercise: true, plan.Scenario.Id, plan.Scenario.Title, order.Decider, state.Phase, state.Now, plan.Begins, plan.Ends, state.Pace,
            Math.Round(state.Held.TotalSeconds, 1), state.FeedDownUntil, state.HeldBack, Measures(state), [.. state.Objectives.Select(Of)],
            [.. state.Injects.Select(i => new DrillInject(i.At, i.What.Kind, i.What.Says, i.By, i.At <= state.Now))],
            [.. timeline.Skip(timeline.Length - LinesMax).Select(t => new DrillLine(t.At, DrillWords.Of(t.Kind), t.Who, t.What, t.Because))],
            [.. (state.Report?.Improvements ?? state.Improvements).Select(i => new DrillImprovement(i.Capability, i.Issue, i.Action, i.Owner, i.Due, i.Source))],
            state.Report is not null, state.Report?.Recording, state.Failure);
    }

    private static ImmutableArray<DrillMeasure> Measures(DrillState state) => state.Figures is not { } figures
        ? []
        : [.. Shown.Select(name => figures.Measures.FirstOrDefault(m => m.Name == name)).OfType<DrillFigure>().Select(m => new DrillMeasure(m.Name, m.Unit, m.Says, m.Value, state.Control?[m.Name]))];

    private static DrillObjective Of(ObjectiveResult r) => new(
        r.Objective.Id, r.Objective.Title, r.Objective.Capability, r.Objective.Measure, r.Unit, r.Objective.AssignedTo, r.Measured, r.Limit, r.Met,
        r.Rating is { } rating ? DrillWords.Letter(rating) : null, r.Says?.By, r.Says?.Comment);
}
