using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Board;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Domain.Placement;
using MedMgr.Ops.Domain.Units;

namespace MedMgr.Ops.Optimizer.BedPlacement;

/// <summary>Who waits for which kind of bed, and the house as it stands: one immutable question to the planners.</summary>
/// <param name="Position">Log position of the board it was read from; 0 for a problem that comes from no board.</param>
/// <param name="Units">Every unit with all its beds, as Domain's placement rules look at them. Who lies in a bed stands in the bed.</param>
/// <param name="Waiting">Those who want a bed and for whom none is kept.</param>
/// <param name="Inpatients">Those who lie in a bed and either leave within the horizon or may be moved; others need not be listed.</param>
/// <param name="LastPlan">The plan in force: to differ from it costs <see cref="PlacementWeights.PlanChanged"/>. Null when there is none.</param>
public sealed record PlacementProblem(
    DateTimeOffset Now,
    long Position,
    ImmutableArray<UnitView> Units,
    ImmutableArray<WaitingPatient> Waiting,
    ImmutableArray<Inpatient> Inpatients,
    PlacementOptions Options,
    PlacementPlan? LastPlan = null)
{
    /// <summary>Reads the question off the live board.</summary>
    /// <exception cref="ArgumentException">The board has no definition yet, or the options are out of range; the message says which.</exception>
    public static PlacementProblem FromBoard(HospitalBoard board, DateTimeOffset now, PlacementOptions options, PlacementPlan? lastPlan = null) =>
        BoardReading.Read(board, now, options, lastPlan);

    /// <summary>What is wrong with the question, in words; empty when it can be answered. Every planner asks it first.</summary>
    public IReadOnlyList<string> WhatIsWrong()
    {
        var wrong = Options.WhatIsWrong().ToList();
        var units = Units.Select(u => u.Definition.Id).ToHashSet();
        var patients = Waiting.Select(w => w.Encounter).Concat(Inpatients.Where(i => i.Movable).Select(i => i.Encounter));
        wrong.AddRange(patients.GroupBy(p => p).Where(g => g.Count() > 1).Select(g => $"{g.Key} is named {g.Count()} times among those who wait or may be moved; name each once."));
        wrong.AddRange(Inpatients.Where(i => !units.Contains(i.Place.Unit)).Select(i => $"{i.Encounter} lies in {i.Place}, and unit {i.Place.Unit} is not among the units; add it."));
        return wrong;
    }
}

/// <summary>What a waiting patient comes from.</summary>
public enum WaitingKind
{
    /// <summary>In the emergency department, admitted.</summary>
    EdBoarder,

    /// <summary>In the recovery room.</summary>
    Pacu,

    /// <summary>In another bed of the hospital, and asked to be moved. The bed that is left can be used after its cleaning.</summary>
    Transfer,

    /// <summary>Not in the hospital yet: a planned admission, a transfer from elsewhere.</summary>
    Elective,
}

/// <param name="From">Where the patient is now; null when not in the hospital or in no known place.</param>
/// <param name="Since">When the bed was asked for. The wait so far counts from here.</param>
/// <param name="ReadyAt">From when on the patient can use a bed; not later than now for all who are in the hospital.</param>
/// <param name="Target">The unit asked for; null for any that fits.</param>
public sealed record WaitingPatient(
    EncounterId Encounter, WaitingKind Kind, Place? From, BedNeeds Needs, DateTimeOffset Since, DateTimeOffset ReadyAt, UnitId? Target = null);

/// <param name="Leaves">When the patient is expected to leave the bed, for home or for another bed that is kept already; null when not expected within the horizon.</param>
/// <param name="Movable">May be moved to free a bed that somebody else needs more.</param>
public sealed record Inpatient(EncounterId Encounter, Place Place, BedNeeds Needs, DateTimeOffset? Leaves, bool Movable);
