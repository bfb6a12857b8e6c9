namespace MedMgr.Load.Season;

/// <summary>What is told of a visit.</summary>
internal enum VisitStep { Register, Admit, Update, RequestBed, Transfer, OrderDischarge, Discharge, CancelDischarge }

/// <param name="At">Share of the visit's length, 0 to 1.</param>
internal readonly record struct PlannedStep(VisitStep Step, double At);

/// <summary>The messages of each kind of visit, in order.</summary>
internal static class VisitPlan
{
    /// <summary>Departures told too early and taken back, of all. Assumption.</summary>
    public const double CancelledDischarges = 0.01;

    private static readonly PlannedStep[] Home = [new(VisitStep.Register, 0), new(VisitStep.Update, 0.4), new(VisitStep.Discharge, 1)];

    private static readonly PlannedStep[] Admitted =
    [
        new(VisitStep.Register, 0), new(VisitStep.Update, 0.15), new(VisitStep.RequestBed, 0.3), new(VisitStep.Transfer, 0.45), new(VisitStep.Update, 0.6),
        new(VisitStep.OrderDischarge, 0.8), new(VisitStep.Discharge, 1),
    ];

    private static readonly PlannedStep[] Elective =
    [
        new(VisitStep.Admit, 0), new(VisitStep.RequestBed, 0.2), new(VisitStep.Transfer, 0.4), new(VisitStep.Update, 0.6), new(VisitStep.OrderDischarge, 0.8),
        new(VisitStep.Discharge, 1),
    ];

    private static readonly PlannedStep[] Direct =
        [new(VisitStep.Admit, 0), new(VisitStep.Update, 0.5), new(VisitStep.OrderDischarge, 0.8), new(VisitStep.Discharge, 1)];

    /// <summary>A bed that was left is told twice of: being cleaned, then ready.</summary>
    public const int MessagesOfCleaning = 2;

    public static IReadOnlyList<PlannedStep> Of(VisitKind kind) => kind switch
    {
        VisitKind.EmergencyHome => Home,
        VisitKind.EmergencyAdmitted => Admitted,
        VisitKind.Elective => Elective,
        VisitKind.Direct => Direct,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No plan."),
    };

    public static int BedsOf(VisitKind kind) => kind is VisitKind.EmergencyAdmitted or VisitKind.Elective ? 2 : 1;
}
