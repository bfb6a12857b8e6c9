using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Placement;

namespace MedMgr.Ops.Domain.Housekeeping;

/// <summary>How long a clean takes once somebody has begun.</summary>
/// <param name="OrdinaryMinutes">After a departure.</param>
/// <param name="SpecialMinutes">Of a contaminated bed, or after a patient under precautions.</param>
public sealed record CleaningTimes(int OrdinaryMinutes, int SpecialMinutes)
{
    /// <remarks>45: clean time of an occupied room after discharge, 40-45 min (AHE survey). 90: an assumption, the one that placement plans make.</remarks>
    public static readonly CleaningTimes Default = new(OrdinaryMinutes: 45, SpecialMinutes: 90);

    public TimeSpan Of(bool special) => TimeSpan.FromMinutes(special ? SpecialMinutes : OrdinaryMinutes);
}

/// <summary>Why a bed stands where it does in the order of work; the first reason that holds.</summary>
public enum CleaningRank
{
    /// <summary>A person has put it first.</summary>
    PutFirst,

    /// <summary>A plan has a patient for it.</summary>
    Planned,

    /// <summary>A patient waits, no ready bed suits, and this one would.</summary>
    WaitedFor,

    /// <summary>Its unit has no ready bed left.</summary>
    LastOfUnit,

    /// <summary>By age.</summary>
    InTurn,
}

/// <summary>A patient who waits for a bed, as far as housekeeping looks at it.</summary>
/// <param name="Since">Of the request.</param>
/// <param name="Target">The unit asked for; null for any that fits.</param>
public sealed record WaitingPatient(EncounterId Encounter, BedNeeds Needs, DateTimeOffset Since, UnitId? Target);

/// <summary>A bed that housekeeping has to clean, or is cleaning.</summary>
/// <param name="Status">Dirty, contaminated or cleaning.</param>
/// <param name="Since">Of this status.</param>
/// <param name="By">Who cleans; null until somebody does.</param>
/// <param name="Special">Needs the special clean.</param>
/// <param name="Takes">From the beginning to a ready bed.</param>
/// <param name="ReadyAt">When a clean that has begun ends by the usual time; null until it begins.</param>
/// <param name="For">Who gets the bed by plan, or would if nothing else came; null when nobody waits for it.</param>
/// <param name="FirstBecause">Why somebody has put it first.</param>
public sealed record CleaningTask(
    BedId Bed,
    UnitId Unit,
    RoomId Room,
    BedStatus Status,
    DateTimeOffset Since,
    string? By,
    bool Special,
    TimeSpan Takes,
    DateTimeOffset? ReadyAt,
    CleaningRank Rank,
    EncounterId? For,
    string? FirstBecause)
{
    public bool HasBegun => Status == BedStatus.Cleaning;
}
