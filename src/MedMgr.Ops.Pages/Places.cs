using System.Collections.Immutable;
using MedMgr.Ops.Domain;

namespace MedMgr.Ops.Pages;

/// <summary>What kind of page one is on.</summary>
public enum PlaceKind
{
    Home,
    Wall,
    Console,
    Rosters,
    Scenarios,
    Replay,
    Drill,
}

/// <param name="Path">Address on this server.</param>
public sealed record Place(PlaceKind Kind, string Name, string Path);

/// <summary>Where the pages are: the one place that knows their addresses.</summary>
public static class Places
{
    public static string Wall(HospitalId hospital) => "/wall/" + Uri.EscapeDataString(hospital.Value);

    public static string Console(HospitalId hospital) => "/console/" + Uri.EscapeDataString(hospital.Value);

    /// <summary>The rosters of a hospital's units.</summary>
    public static string Rosters(HospitalId hospital) => "/rosters?hospital=" + Uri.EscapeDataString(hospital.Value);

    /// <summary>One unit's roster. A unit's id is its hospital's: without the hospital the server's first that has such a unit is meant.</summary>
    public static string Roster(HospitalId hospital, UnitId unit) => $"/rosters/{Uri.EscapeDataString(unit.Value)}?hospital={Uri.EscapeDataString(hospital.Value)}";

    /// <summary>What the shell links to from a page about a hospital, or about none.</summary>
    public static ImmutableArray<Place> Of(HospitalId? hospital) =>
    [
        .. hospital is { } one
            ? new Place[] { new(PlaceKind.Wall, "Wall", Wall(one)), new(PlaceKind.Console, "Console", Console(one)), new(PlaceKind.Rosters, "Rosters", Rosters(one)) }
            : [new(PlaceKind.Home, "Hospitals", "/")],
        new(PlaceKind.Scenarios, "Scenarios", "/scenarios"),
        new(PlaceKind.Replay, "Replay", "/replay"),
        new(PlaceKind.Drill, "Drill", "/drill"),
    ];
}
