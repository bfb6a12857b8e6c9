using System.Collections.Immutable;
using MedMgr.Sim.Hospital.Drills;
using MedMgr.Sim.Hospital.Scenarios;

namespace MedMgr.Ops.Drills;

/// <summary>A drill as it was asked for.</summary>
/// <param name="Policy">Who decides in the place of people; null where people do.</param>
/// <param name="Pace">Drill minutes in a minute.</param>
/// <param name="Injects">Planned beforehand.</param>
/// <param name="RecordingName">What the recording is called in the folder.</param>
internal sealed record DrillOrder(
    DrillPlan Plan, PlacementPolicyKind? Policy, double Pace, bool BeginsPaused, ImmutableArray<TimedInject> Injects, ImmutableArray<Objective> Objectives, string RecordingName)
{
    public const double PaceMin = 0.1;
    public const double PaceMax = 3600;

    public string Decider => Policy?.ToString().ToLowerInvariant() ?? "people";
}
