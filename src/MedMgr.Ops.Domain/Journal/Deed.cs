using System.Collections.Immutable;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.Domain.Staffing;
using MedMgr.Ops.Domain.Units;

namespace MedMgr.Ops.Domain.Journal;

/// <summary>What one command or message did, told once: an assignment is an event of the visit and one of the bed, and a single sentence to a reader.</summary>
/// <param name="Says">The event that was meant.</param>
/// <param name="Why">The reason that was given; null when there is none.</param>
/// <param name="Also">What came with it and is not said by it.</param>
/// <param name="About">Ids of the beds, visits, units and staff whose streams it wrote.</param>
public sealed record Deed(string Says, string? Why, ImmutableArray<string> Also, ImmutableArray<string> About)
{
    /// <param name="events">All events of one cause, in the order of the log; at least one.</param>
    public static Deed Of(IReadOnlyList<(string Stream, object Event)> events, TimeZoneInfo zone)
    {
        ArgumentOutOfRangeException.ThrowIfZero(events.Count, nameof(events));
        var meant = events.MinBy(e => Rank(e.Event));
        var rest = events.Where(e => !ReferenceEquals(e.Event, meant.Event) && !IsSaidBy(meant.Event, e.Event));
        return new Deed(
            EventWords.Of(meant.Stream, meant.Event, zone),
            EventWords.Why(meant.Event) ?? events.Where(e => !IsWrittenByTheHouse(e.Event)).Select(e => EventWords.Why(e.Event)).FirstOrDefault(w => w is not null),
            [.. rest.Select(e => EventWords.Of(e.Stream, e.Event, zone)).Distinct()],
            [.. events.Select(e => Streams.Parse(e.Stream).Id).Distinct()]);
    }

    // The lowest is what the person or the message meant; what follows from it ranks behind.
    private static int Rank(object @event) => @event switch
    {
        EncounterEvent.Placed or EncounterEvent.Departed or EncounterEvent.BedAssigned or EncounterEvent.LocationContested or EncounterEvent.Cancelled => 0,
        EncounterEvent.Registered or EncounterEvent.AssignmentReleased => 2,
        EncounterEvent.DetailsChanged or EncounterEvent.ReportNoted or EncounterEvent.DiscrepancyRaised => 3,
        BedEvent.Occupied or BedEvent.Reserved or BedEvent.ReservationReleased or BedEvent.Vacated or BedEvent.OccupantUpdated or BedEvent.Exchanged => 4,
        UnitEvent.StaffArrived or UnitEvent.StaffLeft => 5,
        _ => 1,
    };

    // "moved", "departed": reasons that nobody gave.
    private static bool IsWrittenByTheHouse(object @event) => @event is BedEvent.Vacated or BedEvent.ReservationReleased or EncounterEvent.AssignmentReleased;

    private static bool IsSaidBy(object meant, object other) => (meant, other) switch
    {
        (EncounterEvent, BedEvent.Occupied or BedEvent.Reserved or BedEvent.OccupantUpdated or BedEvent.ReservationReleased or BedEvent.Exchanged) => true,
        (EncounterEvent.Placed or EncounterEvent.BedAssigned or EncounterEvent.Cancelled, EncounterEvent.Registered or EncounterEvent.DetailsChanged or EncounterEvent.RequestCancelled) => true,
        (EncounterEvent.BedRequested, EncounterEvent.Registered or EncounterEvent.DetailsChanged) => true,
        (StaffEvent, UnitEvent) => true,
        _ => false,
    };
}
