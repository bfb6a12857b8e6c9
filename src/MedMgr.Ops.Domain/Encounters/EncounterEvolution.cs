namespace MedMgr.Ops.Domain.Encounters;

/// <summary>Folds what happened into where a visit stands.</summary>
public static class EncounterEvolution
{
    public static EncounterState Evolve(EncounterState s, EncounterEvent @event) => @event switch
    {
        EncounterEvent.Registered e => s with
        {
            Standing = e.Here ? Standing.Active : Standing.Expected,
            ArrivedAt = e.Here ? s.ArrivedAt ?? e.At : s.ArrivedAt,
            DepartedAt = null,
            DischargeExpectedAt = s.IsOver ? null : s.DischargeExpectedAt,
            DischargeOrderedAt = s.IsOver ? null : s.DischargeOrderedAt,
        },
        EncounterEvent.DetailsChanged e => s with { Patient = e.Patient, PatientClass = e.PatientClass, Needs = e.Needs },
        // Asking again, or for another unit, does not start the boarding clock anew.
        EncounterEvent.BedRequested e => s with { Request = new BedRequest(s.Request?.Since ?? e.At, e.Target, e.Why, null) },
        EncounterEvent.RequestCancelled => s with { Request = null, InTransitSince = null },
        EncounterEvent.BedAssigned e => s with { Request = (s.Request ?? new BedRequest(e.At, e.Bed.Unit, "assigned", null)) with { Assigned = e.Bed } },
        EncounterEvent.AssignmentReleased => s with { Request = s.Request is { } r ? r with { Assigned = null } : null, InTransitSince = null },
        EncounterEvent.TransitStarted e => s with { InTransitSince = e.At, LastMovement = s.LastMovement.Then(e) },
        EncounterEvent.Placed e => s with
        {
            Location = e.Place,
            LocatedSince = e.At,
            Previous = s.Location is { } before && before != e.Place ? before : s.Previous,
            Request = e.FulfilsRequest ? null : s.Request,
            InTransitSince = null,
            Contested = null,
            LastMovement = s.LastMovement.Then(e),
        },
        EncounterEvent.LocationContested e => s with
        {
            Location = null,
            LocatedSince = null,
            Previous = s.Location ?? s.Previous,
            Contested = e.Claimed,
            InTransitSince = null,
            Request = s.Request ?? new BedRequest(e.At, e.Claimed.Unit, "reported in a bed that can not hold the patient", null),
            LastMovement = s.LastMovement.Then(e),
        },
        EncounterEvent.LocationLost e => s with
        {
            Location = null,
            LocatedSince = null,
            Request = s.Request ?? new BedRequest(e.At, s.Location?.Unit, "bed lost", null),
        },
        EncounterEvent.DischargeExpected e => s with { DischargeExpectedAt = e.Expected },
        EncounterEvent.DischargeOrdered e => s with { DischargeOrderedAt = e.At },
        EncounterEvent.DischargeOrderCancelled => s with { DischargeOrderedAt = null },
        EncounterEvent.BarrierRaised e => BarrierRules.Raised(s, e),
        EncounterEvent.BarrierCleared e => s with { Barriers = s.Barriers.RemoveAll(b => b.Kind == e.Kind) },
        EncounterEvent.Departed e => Gone(s, Standing.Departed, e) with { DepartedAt = e.At },
        EncounterEvent.Cancelled e => Gone(s, Standing.Cancelled, e),
        EncounterEvent.LeaveStarted => s with { Standing = Standing.OnLeave },
        EncounterEvent.LeaveEnded => s with { Standing = Standing.Active },
        EncounterEvent.ReportNoted e => s with
        {
            ArrivedAt = e.Kind is ReportKind.Admit or ReportKind.Register && (s.ArrivedAt is null || e.At < s.ArrivedAt) ? e.At : s.ArrivedAt,
        },
        EncounterEvent.DiscrepancyRaised e => s with { Discrepancies = s.Discrepancies.Add(e.Discrepancy) },
        EncounterEvent.DiscrepancyResolved e => s with { Discrepancies = s.Discrepancies.RemoveAll(d => d.Id == e.Id) },
        _ => throw new InvalidOperationException($"No evolution for {@event.GetType().Name}"),
    };

    private static EncounterState Gone(EncounterState s, Standing standing, EncounterEvent movement) => s with
    {
        Standing = standing,
        Previous = s.Location ?? s.Previous,
        Location = null,
        LocatedSince = null,
        Request = null,
        InTransitSince = null,
        Contested = null,
        Barriers = [],
        LastMovement = s.LastMovement.Then(movement),
    };
}
