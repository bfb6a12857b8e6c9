using System.Globalization;
using System.Text.Json;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.Domain.Quarantine;
using MedMgr.Ops.Domain.Rosters;
using MedMgr.Ops.Domain.Staffing;
using MedMgr.Ops.Domain.Surge;
using MedMgr.Ops.Domain.Units;

namespace MedMgr.Ops.Domain.Journal;

/// <summary>What an event says in the ward's words, and the reason that was given with it. One sentence without its full stop; no names of patients, for there are none.</summary>
/// <remarks>Who did it stands with the cause and not here. Times of day are local to the hospital.</remarks>
public static class EventWords
{
    /// <param name="stream">Whose event it is.</param>
    public static string Of(string stream, object @event, TimeZoneInfo zone)
    {
        var (_, id) = Streams.Parse(stream);
        return @event switch
        {
            BedEvent e => Bed(id, e, zone),
            UnitEvent e => Unit(id, e, zone),
            StaffEvent e => Staff(id, e, zone),
            EncounterEvent e => Visit(id, e, zone),
            HospitalEvent e => House(e),
            QuarantineEvent e => Quarantine(e),
            RosterEvent e => Roster(id, e),
            _ => throw new InvalidOperationException($"No words for {@event.GetType().Name}"),
        };
    }

    /// <summary>Null when the event carries no reason.</summary>
    public static string? Why(object @event) => @event switch
    {
        BedEvent.Reserved { Override: { } o } => Set(o),
        BedEvent.Occupied { Override: { } o } => Set(o),
        BedEvent.ReservationReleased e => e.Why,
        BedEvent.Vacated e => e.Why,
        BedEvent.MarkedDirty e => e.Why,
        BedEvent.CleaningInterrupted e => e.Why,
        BedEvent.CleaningPutFirst e => e.Why,
        BedEvent.Blocked e => e.Reason,
        BedEvent.Closed e => e.Reason,
        UnitEvent.Closed e => e.Reason,
        StaffEvent.ShiftStarted { Override: { } o } => Set(o),
        StaffEvent.Floated { Override: { } o } => Set(o),
        StaffEvent.ShiftStarted e => e.Why,
        StaffEvent.Floated e => e.Why,
        StaffEvent.ShiftEnded e => e.Why,
        EncounterEvent.BedRequested e => e.Why,
        EncounterEvent.RequestCancelled e => e.Why,
        EncounterEvent.Cancelled e => e.Why,
        EncounterEvent.AssignmentReleased e => e.Why,
        EncounterEvent.BedAssigned { Override: { } o } => Set(o),
        EncounterEvent.Placed { Override: { } o } => Set(o),
        EncounterEvent.LocationContested e => e.Because,
        EncounterEvent.BarrierRaised e => e.Note,
        EncounterEvent.BarrierCleared e => e.How,
        EncounterEvent.DiscrepancyResolved e => e.How,
        HospitalEvent.SurgeLevelSet { Reason.Length: > 0 } e => e.Reason,
        HospitalEvent.PlacementWeightsSet e => e.Reason,
        HospitalEvent.DiscrepancyResolved e => e.How,
        QuarantineEvent.Kept e => e.Message.Reason,
        QuarantineEvent.ReplayFailed e => e.Reason,
        QuarantineEvent.Released e => e.How,
        RosterEvent.Published { Override: { } o } => Set(o),
        RosterEvent.Withdrawn e => e.Reason,
        _ => null,
    };

    /// <summary>"nursing home".</summary>
    public static string Of(BarrierKind kind) => kind switch
    {
        BarrierKind.Medicines => "medicines to take home",
        BarrierKind.TestResult => "test result",
        _ => NameOf(kind).Replace('-', ' '),
    };

    private static string Bed(string bed, BedEvent @event, TimeZoneInfo zone) => @event switch
    {
        BedEvent.Reserved e => $"{bed} kept for {e.For.Encounter}",
        BedEvent.ReservationReleased e => $"{bed} no longer kept for {e.Encounter}",
        BedEvent.Occupied e => $"{e.Patient.Encounter} came into {bed}{(e.NotCleanBefore ? ", which nobody had called clean" : "")}",
        BedEvent.Vacated e => $"{e.Encounter} left {bed}: dirty",
        BedEvent.Exchanged e => $"{e.In.Encounter} in {bed} in place of {e.Out}",
        BedEvent.OccupantUpdated e => $"{bed} told what {e.Encounter} needs",
        BedEvent.MarkedDirty => $"{bed} called dirty",
        BedEvent.CleaningStarted e => $"Cleaning of {bed} begun by {e.By}",
        BedEvent.CleaningInterrupted => $"Cleaning of {bed} interrupted",
        BedEvent.CleaningPutFirst => $"{bed} to be cleaned next",
        BedEvent.CleaningPutBack => $"{bed} to be cleaned in its turn",
        BedEvent.MadeReady e => $"{bed} ready, says {e.By}",
        BedEvent.Blocked e => $"{bed} blocked{(e.Until is { } until ? $" until {Clock(until, zone)}" : "")}",
        BedEvent.Unblocked => $"{bed} usable again",
        BedEvent.Closed => $"{bed} closed",
        BedEvent.Opened => $"{bed} opened",
        BedEvent.Contaminated e => $"{bed} contaminated{(e.Organism is { } organism ? $" ({organism})" : "")}",
        BedEvent.PrecautionsSet { Precautions: { } p } => $"Precautions on {bed}: {p.Precautions.ToString().ToLowerInvariant()}{(p.Organism is { } organism ? $" ({organism})" : "")}",
        BedEvent.PrecautionsSet => $"Precautions on {bed} taken back",
        _ => throw NoWords(@event),
    };

    private static string Unit(string unit, UnitEvent @event, TimeZoneInfo zone) => @event switch
    {
        UnitEvent.StaffArrived e => $"{e.Person.Staff} on duty on {unit} until {Clock(e.Person.Until, zone)}",
        UnitEvent.StaffLeft e => $"{e.Staff} left {unit}",
        UnitEvent.Closed => $"Unit {unit} closed",
        UnitEvent.Opened => $"Unit {unit} opened",
        _ => throw NoWords(@event),
    };

    private static string Staff(string staff, StaffEvent @event, TimeZoneInfo zone) => @event switch
    {
        StaffEvent.ShiftStarted e => $"{staff} on shift on {e.Unit} until {Clock(e.Until, zone)}",
        StaffEvent.ShiftEnded => $"{staff} off shift",
        StaffEvent.Floated e => $"{staff} floated from {e.From} to {e.To}",
        _ => throw NoWords(@event),
    };

    private static string Visit(string visit, EncounterEvent @event, TimeZoneInfo zone) => @event switch
    {
        EncounterEvent.Registered e => e.Here ? $"{visit} in the hospital" : $"{visit} expected",
        EncounterEvent.DetailsChanged => $"What {visit} needs was changed",
        EncounterEvent.BedRequested e => $"Bed requested for {visit}{(e.Target is { } unit ? $" on {unit}" : "")}",
        EncounterEvent.RequestCancelled => $"Request for {visit} taken back",
        EncounterEvent.BedAssigned e => $"{visit} assigned to {e.Bed}",
        EncounterEvent.AssignmentReleased e => $"{visit} no longer assigned to {e.Bed}",
        EncounterEvent.TransitStarted e => $"{visit} on the way{(e.To is { } to ? $" to {to}" : "")}",
        EncounterEvent.Placed e => $"{visit} in {e.Place}",
        EncounterEvent.LocationContested e => $"{visit} reported in {e.Claimed}, which can not hold the patient",
        EncounterEvent.LocationLost e => $"{visit} no longer held by {e.Bed}",
        EncounterEvent.DischargeExpected { Expected: { } at } => $"{visit} expected to leave {Clock(at, zone)}",
        EncounterEvent.DischargeExpected => $"{visit} no longer expected to leave",
        EncounterEvent.DischargeOrdered => $"Discharge of {visit} ordered",
        EncounterEvent.DischargeOrderCancelled => $"Discharge of {visit} taken back",
        EncounterEvent.BarrierRaised e => $"Barrier at {visit}: {Of(e.Kind)}{(e.ClearsAt is { } at ? $", until {Clock(at, zone)}" : "")}",
        EncounterEvent.BarrierCleared e => $"Barrier at {visit} cleared: {Of(e.Kind)}",
        EncounterEvent.Departed e => $"{visit} departed: {e.Disposition}",
        EncounterEvent.Cancelled => $"{visit} cancelled",
        EncounterEvent.LeaveStarted => $"{visit} on leave",
        EncounterEvent.LeaveEnded => $"{visit} back from leave",
        EncounterEvent.ReportNoted e => $"{e.Kind} of {visit} noted{(e.Late ? ", late" : "")}: nothing moved",
        EncounterEvent.DiscrepancyRaised e => e.Discrepancy.Says.TrimEnd('.'),
        EncounterEvent.DiscrepancyResolved e => $"Discrepancy at {visit} resolved",
        _ => throw NoWords(@event),
    };

    private static string House(HospitalEvent @event) => @event switch
    {
        HospitalEvent.Defined e => $"{e.Definition.Name} defined with {e.Definition.Units.Length} units",
        HospitalEvent.SurgeLevelSet { Level: 0 } => "Surge ended: ordinary operation",
        HospitalEvent.SurgeLevelSet e => $"Surge level {e.Level}",
        HospitalEvent.PlacementWeightsSet e => $"Weights of placements set: {e.Weights.Length} differ from the optimiser's own",
        HospitalEvent.DiscrepancyRaised e => e.Discrepancy.Says.TrimEnd('.'),
        HospitalEvent.DiscrepancyResolved => "Discrepancy of the hospital resolved",
        HospitalEvent.AlertTaken e => $"Alert {e.Alert} taken by {e.By}",
        _ => throw NoWords(@event),
    };

    private static string Quarantine(QuarantineEvent @event) => @event switch
    {
        QuarantineEvent.Kept e => $"Message from {e.Message.Peer} in quarantine",
        QuarantineEvent.ReplayFailed => "Message in quarantine taken in again, still faulty",
        QuarantineEvent.Released => "Message out of quarantine",
        _ => throw NoWords(@event),
    };

    private static string Roster(string unit, RosterEvent @event) => @event switch
    {
        RosterEvent.Published e => $"Roster {e.Roster.Number} of {unit} published: {Day(e.Roster.From)} to {Day(e.Roster.Until.AddDays(-1))}",
        RosterEvent.Withdrawn e => $"Roster of {unit} withdrawn from {Day(e.From)}",
        _ => throw NoWords(@event),
    };

    private static string Set(Override o) => $"rule set aside by {o.By}: {o.Reason}";

    private static string Clock(DateTimeOffset at, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(at, zone).ToString("d MMM HH:mm", CultureInfo.InvariantCulture);

    private static string Day(DateOnly day) => day.ToString("d MMM", CultureInfo.InvariantCulture);

    private static string NameOf(BarrierKind kind) => JsonSerializer.SerializeToElement(kind, DomainJson.Options).GetString()!;

    private static InvalidOperationException NoWords(object @event) => new($"No words for {@event.GetType().Name}");
}
