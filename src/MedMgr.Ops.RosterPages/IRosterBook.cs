using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.RosterPages.Sheets;

namespace MedMgr.Ops.RosterPages;

/// <summary>Where the pages read rosters: published ones and drafts, judged by the rules. The host binds it; pages change nothing through it.</summary>
public interface IRosterBook
{
    /// <summary>In the order in which the server serves them.</summary>
    ImmutableArray<HospitalMap> Hospitals { get; }

    /// <summary>Every unit that has nurses to plan.</summary>
    Task<ImmutableArray<UnitStanding>> StandingsAsync(HospitalMap hospital);

    /// <param name="draft">Id; null for what is published.</param>
    /// <param name="on">Of published rosters the one that rules this day; null: the one in force, or the next.</param>
    /// <returns>Null when there is no such draft.</returns>
    Task<RosterSheet?> SheetAsync(HospitalMap hospital, UnitDefinition unit, string? draft, DateOnly? on);

    /// <summary>What tells whether a sheet is still the latest, cheap to ask.</summary>
    /// <returns>Null when there is no such draft.</returns>
    Task<SheetState?> StateAsync(HospitalMap hospital, UnitDefinition unit, string? draft);
}

/// <param name="Version">Of the unit's published rosters.</param>
/// <param name="Revision">Of the draft; 0 without one.</param>
public sealed record SheetState(string Version, int Revision, bool IsSearching);

/// <summary>How far a unit's rosters reach and what is wrong with them.</summary>
/// <param name="PublishedUntil">Last day without a gap from today on; null when today itself has no roster.</param>
/// <param name="GapDays">Days of the coming four weeks for which nothing is published.</param>
/// <param name="Breaches">Of the published rosters from today on.</param>
/// <param name="Missing">Nurse-shifts short of the demand by which they were published; null when that is not known.</param>
public sealed record UnitStanding(UnitDefinition Unit, int Nurses, DateOnly? PublishedUntil, int GapDays, int Breaches, int? Missing, int Drafts);
