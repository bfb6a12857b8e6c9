using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Domain.Staffing;
using MedMgr.Ops.Domain.Surge;
using MedMgr.Ops.Domain.Units;

namespace MedMgr.Ops.Drills;

/// <summary>What somebody did, in a line of the timeline.</summary>
internal static class DecisionWords
{
    /// <summary>Null for what only follows from a decision.</summary>
    /// <param name="isOwn">Of the hospital's own staff; of the others only their unit tells.</param>
    public static string? Of(string id, object happened, Func<StaffId, bool> isOwn) => happened switch
    {
        EncounterEvent.BedRequested e => $"asked for a bed for {id}{(e.Target is { } unit ? $" in {unit}" : "")}",
        EncounterEvent.RequestCancelled e => $"took back the request of {id}: {e.Why}",
        EncounterEvent.BedAssigned e => $"gave {e.Bed} to {id}{OnPurpose(e.Override)}",
        EncounterEvent.AssignmentReleased e => $"took {e.Bed} back from {id}: {e.Why}",
        EncounterEvent.Placed e => $"brought {id} to {e.Place}{OnPurpose(e.Override)}",
        EncounterEvent.DischargeOrdered => $"ordered the discharge of {id}",
        EncounterEvent.DischargeExpected { Expected: { } expected } => $"expects {id} to leave at {expected:u}",
        EncounterEvent.Departed e => $"let {id} go: {e.Disposition}",
        BedEvent.Blocked e => $"blocked {id}: {e.Reason}",
        BedEvent.Unblocked => $"unblocked {id}",
        BedEvent.Closed e => $"closed {id}: {e.Reason}",
        BedEvent.Opened => $"opened {id}",
        BedEvent.MadeReady => $"said that {id} is clean",
        UnitEvent.Closed e => $"closed unit {id}: {e.Reason}",
        UnitEvent.Opened => $"opened unit {id}",
        UnitEvent.StaffArrived e when !isOwn(e.Person.Staff) => $"called agency nurse {e.Person.Staff} in to {id}",
        UnitEvent.StaffLeft e when !isOwn(e.Staff) => $"sent agency nurse {e.Staff} home from {id}",
        StaffEvent.ShiftStarted e => $"called {id} in to {e.Unit}",
        StaffEvent.ShiftEnded e => $"sent {id} home: {e.Why}",
        StaffEvent.Floated e => $"floated {id} from {e.From} to {e.To}",
        HospitalEvent.SurgeLevelSet e => $"set surge level {e.Level}{(e.Reason.Length > 0 ? ": " + e.Reason : "")}",
        HospitalEvent.AlertTaken e => $"took the alert {e.Alert}",
        _ => null,
    };

    private static string OnPurpose(Override? @override) => @override is null ? "" : $" (override: {@override.Reason})";
}
