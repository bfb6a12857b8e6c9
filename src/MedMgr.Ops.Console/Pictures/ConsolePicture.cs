using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Board;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Domain.Quarantine;
using MedMgr.Ops.Domain.Staffing;
using MedMgr.Ops.Domain.Units;
using MedMgr.Ops.WallBoard.Live;

namespace MedMgr.Ops.Consoles.Pictures;

/// <summary>All that a console is drawn from: the house at one log position and the plan for it. Immutable; equal pictures give equal markup.</summary>
/// <remarks>Nobody is named in it: a visit's id, age, gender and needs are all that a bed manager decides by, and all that the log holds.</remarks>
/// <param name="View">As the wall shows it.</param>
/// <param name="Map">Units, rooms, beds and staff as defined; null before the first definition.</param>
/// <param name="Units">Each unit as the rules of a placement look at it: every bed's state, who is on duty.</param>
/// <param name="Encounters">Every visit that is here or expected.</param>
/// <param name="Quarantine">Messages that could not be used, oldest first.</param>
/// <param name="Zone">The hospital's; times of day are local to it.</param>
/// <param name="Now">The full minute in which the picture was taken: what depends on it changes once a minute. Clocks that tick are the browser's, by <c>data-since</c>.</param>
public sealed record ConsolePicture(
    BoardView View,
    HospitalMap? Map,
    ImmutableDictionary<UnitId, UnitView> Units,
    ImmutableDictionary<EncounterId, EncounterState> Encounters,
    ImmutableArray<QuarantinedMessage> Quarantine,
    TimeZoneInfo Zone,
    DateTimeOffset Now)
{
    public HospitalId Hospital => View.Hospital;

    /// <summary>The newest plan of who goes into which bed; null while nobody has asked for one.</summary>
    public ConsolePlan? Plan { get; init; }

    /// <summary>The last changes of this hospital, newest first: what happened, by whom, and under which cause.</summary>
    public ImmutableArray<JournalEntry> Journal { get; init; } = [];

    /// <summary>Null when no standing pattern has a handover within twelve hours.</summary>
    public NextShift? NextShift { get; init; }

    /// <summary>The nurses of this shift and the next; null before the first definition.</summary>
    public ConsoleStaffing? Staffing { get; init; }

    /// <summary>The forecast of the next hours; null while there is none.</summary>
    public Outlook? Outlook { get; init; }

    /// <summary>Address of an endpoint of this hospital's API, such as <c>Api("beds", "4E-12A", "block")</c>.</summary>
    public string Api(params ReadOnlySpan<string> segments)
    {
        var path = new System.Text.StringBuilder("/api/hospitals/").Append(Uri.EscapeDataString(Hospital.Value));
        foreach (var segment in segments)
        {
            path.Append('/').Append(Uri.EscapeDataString(segment));
        }

        return path.ToString();
    }
}
