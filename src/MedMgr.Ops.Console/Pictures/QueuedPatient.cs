using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Board;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Domain.Placement;

namespace MedMgr.Ops.Consoles.Pictures;

/// <summary>One who waits for a bed, with all that a bed manager decides by.</summary>
/// <param name="Proposed">The plan's bed for this patient, while that step is open; null for none.</param>
/// <param name="IsOverdue">Waits longer than the hospital allows (boarding), or has a bed kept for too long.</param>
public sealed record QueuedPatient(EncounterId Encounter, WaitingView Waiting, BedNeeds Needs, string Why, ConsoleStep? Proposed, bool IsOverdue, bool IsHere)
{
    private const int AcuityUnknown = 3;

    /// <summary>Comes from outside the hospital for a planned stay, as the optimiser counts it too.</summary>
    public bool IsElective => !IsHere;

    /// <summary>First those without a bed, the most urgent first, then the longest wait; then those who have a bed and are not in it yet.</summary>
    public static ImmutableArray<QueuedPatient> Of(ConsolePicture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var allowed = (picture.Map?.Definition.Wall ?? WallDefinition.Default).Thresholds;
        return
        [
            .. from waiting in picture.View.Waiting
               let visit = picture.Encounters.GetValueOrDefault(waiting.Encounter, EncounterState.New)
               let waited = picture.Now - waiting.Since
               let proposed = picture.Plan?.StepOf(waiting.Encounter) is { Standing: StepStanding.Open } step ? step : null
               orderby waiting.Assigned is not null, waiting.Acuity ?? AcuityUnknown, waiting.Since, waiting.Encounter.Value
               select new QueuedPatient(
                   waiting.Encounter, waiting, visit.Needs, visit.Request?.Why ?? "", proposed,
                   waiting.Assigned is null
                       ? waiting.Boarding && waited > TimeSpan.FromHours(allowed.BoardingWarningHours)
                       : waited > TimeSpan.FromMinutes(allowed.ReservedMinutes),
                   visit.IsHere),
        ];
    }
}
