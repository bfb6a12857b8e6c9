using System.Collections.Immutable;
using MedMgr.Ops.Domain;

namespace MedMgr.Ops.Consoles.Pictures;

/// <summary>How good a plan is known to be.</summary>
public enum PlanQuality
{
    /// <summary>The quick answer; nobody has looked for a better one yet, or nobody could.</summary>
    Quick,

    /// <summary>Searched; a better one may exist.</summary>
    Searched,

    /// <summary>No plan costs less.</summary>
    Proven,
}

/// <summary>Where a step of a plan stands.</summary>
public enum StepStanding
{
    /// <summary>Can be accepted.</summary>
    Open,

    /// <summary>The bed is kept for the patient by now, or the patient lies in it.</summary>
    CarriedOut,

    /// <summary>Something has happened that the step did not reckon with.</summary>
    Overtaken,
}

/// <summary>A plan of who goes into which bed, as all consoles of the hospital show it.</summary>
/// <param name="Revision">Becomes another with the steps: who accepts names the one that was looked at.</param>
/// <param name="IsSearching">A better plan may still come under this id.</param>
/// <param name="Remark">Why the search ended early or never was; null when there is nothing to say.</param>
/// <param name="Gap">How much better another plan could be at most, as a share: 0 to 1; null when nothing is proven.</param>
/// <param name="Steps">In an order in which they can be carried out.</param>
/// <param name="Surge">Closed surge beds that it opens, and nurses to be called in, in words.</param>
public sealed record ConsolePlan(
    string Id,
    int Revision,
    DateTimeOffset MadeAt,
    DateTimeOffset ExpiresAt,
    bool IsSearching,
    string? Remark,
    PlanQuality Quality,
    long Objective,
    double? Gap,
    ImmutableArray<ConsoleStep> Steps,
    ImmutableArray<WithoutBed> Unplaced,
    ImmutableArray<ChangedStep> Changed,
    ImmutableArray<string> Surge)
{
    public ConsoleStep? StepOf(EncounterId encounter) => Steps.FirstOrDefault(s => s.Encounter == encounter);
}

/// <param name="From">Bed or unit; null for a patient who is not in the hospital.</param>
/// <param name="At">From when on it can be carried out; before that the house refuses it.</param>
/// <param name="After">The step of this patient frees the bed.</param>
/// <param name="SwapWith">The two exchange beds: both steps are accepted together or not at all.</param>
/// <param name="WasAskedFor">The patient waits for a bed; false for one who is moved to free one.</param>
/// <param name="Why">Reasons for this bed, in sentences.</param>
/// <param name="Against">What counts against it, in words, the dearest first.</param>
/// <param name="Overtaken">What has happened; null unless <see cref="StepStanding.Overtaken"/>.</param>
public sealed record ConsoleStep(
    EncounterId Encounter,
    string? From,
    UnitId Unit,
    BedId Bed,
    DateTimeOffset At,
    bool IsNow,
    EncounterId? After,
    EncounterId? SwapWith,
    bool OpensSurgeBed,
    bool WasAskedFor,
    long Points,
    ImmutableArray<string> Why,
    ImmutableArray<string> Against,
    StepStanding Standing,
    string? Overtaken);

/// <param name="Why">What stands against every bed, and what would have to change.</param>
public sealed record WithoutBed(EncounterId Encounter, ImmutableArray<string> Why);

/// <summary>A patient whose bed is another than in the plan before.</summary>
public sealed record ChangedStep(EncounterId Encounter, BedId? Before, BedId? After);
