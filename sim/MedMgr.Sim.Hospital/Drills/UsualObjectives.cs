using System.Collections.Immutable;
using MedMgr.Sim.Hospital.Scenarios;

namespace MedMgr.Sim.Hospital.Drills;

/// <summary>What a drill is held against when its lead has planned nothing else.</summary>
public static class UsualObjectives
{
    /// <summary>The figure of <see cref="Of"/> that the drill itself adds: discrepancies between what was told and what the house held to be true.</summary>
    public const string Discrepancies = "board.discrepancies";

    /// <summary>Minutes from the hour at which the plan's triggers asked for a level to the level being set; the longest.</summary>
    public const string SurgeDelay = "surge.delay";

    // The capabilities are those of ASPR's Health Care Preparedness and Response Capabilities (2017-2022) that a bed office exercises.
    private const string MedicalSurge = "Medical surge";
    private const string Continuity = "Continuity of health care service delivery";
    private const string Coordination = "Health care and medical response coordination";

    public static ImmutableArray<Objective> Of(Scenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        return
        [
            // Joint Commission LD.04.03.11 recommends that boarding last no longer than 4 hours.
            new("boarding-4h", "Nobody boards longer than 4 hours, or no more than under first come, first served", MedicalSurge, "boarding.over4h", 0, 1.0),
            new("boarding-hours", "Hours of boarding stay within a tenth of first come, first served", MedicalSurge, "boarding.hours", null, 1.1),
            new("left-unseen", "No more patients leave unseen than a tenth above first come, first served", MedicalSurge, "ed.leftUnseen", 0, 1.1),
            new("one-picture", "Board and hospital tell the same: no discrepancy arises", Continuity, Discrepancies, 0, null),
            .. scenario.Plan is null
                ? Array.Empty<Objective>()
                : [new Objective("surge-60min", "A surge level is activated within 60 minutes of its triggers", Coordination, SurgeDelay, 60, null)],
        ];
    }
}
