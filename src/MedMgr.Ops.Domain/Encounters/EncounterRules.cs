using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Discrepancies;

namespace MedMgr.Ops.Domain.Encounters;

/// <summary>The rules of a visit for what people ask. What sending systems report is in the *Reports files.</summary>
public static class EncounterRules
{
    /// <param name="source">Who or what asks, for people.</param>
    public static EncounterDecision Decide(EncounterId id, EncounterState state, EncounterCommand command, HospitalMap map, string source)
    {
        if (command is EncounterCommand.Reported { Report: var report })
        {
            var told = new PlanDraft(id, state, map, report.Source, report.EventAt);
            Reports.Apply(told, report, command.At);
            return new EncounterDecision.Planned(told.Plan());
        }

        var draft = new PlanDraft(id, state, map, source, command.At);
        return Refusal(id, state, command, map) is { } refusal ? new EncounterDecision.Rejected(refusal) : Planned(draft, command, source);
    }

    /// <summary>Fits a plan that follows a report to what its bed said: the part that can not be true becomes a discrepancy.</summary>
    public static EncounterPlan Settle(EncounterId id, EncounterPlan plan, TakeAssessment assessment, EncounterState before, HospitalMap map, string source, DateTimeOffset at)
    {
        if (plan.Take is not { Reported: true } take)
        {
            return plan;
        }

        var refused = assessment.BedRefuses is not null;
        if (refused && plan.Retry)
        {
            return new EncounterPlan([], null, []);
        }

        var others = plan.Others;
        var draft = new PlanDraft(id, before, map, source, at);
        foreach (var @event in plan.Events)
        {
            switch (@event)
            {
                case EncounterEvent.Placed placed when assessment.BedRefuses is { } refusal && placed.Place.Bed == take.Bed:
                    draft.Add(new EncounterEvent.LocationContested(placed.Place, refusal.Because) { At = placed.At, AtIsTold = placed.AtIsTold });
                    draft.Raise(DiscrepancyKind.BedContested, $"{source} says that {id} lies in {take.Bed}. {refusal.Because}", take.Bed);

                    // The patient still waits for a bed: the one that is kept goes on being kept, and hears who is coming.
                    others = [.. others.Select(o => o.Command is BedCommand.ReleaseReservation
                        ? o with { Command = new BedCommand.UpdateOccupant(id, take.Needs.Gender, take.Needs.Isolation) { At = at } }
                        : o)];
                    break;
                case EncounterEvent.BedRequested when refused && draft.State is { Contested: not null, Request: not null }:
                    break;
                case EncounterEvent.BedAssigned assigned when assessment.BedRefuses is { } refusal && assigned.Bed.Bed == take.Bed:
                    draft.Raise(DiscrepancyKind.BedContested, $"{source} plans {take.Bed} for {id}. {refusal.Because}", take.Bed);
                    break;
                default:
                    draft.Add(@event);
                    break;
            }
        }

        if (!refused)
        {
            if (assessment.NotClean)
            {
                draft.Raise(DiscrepancyKind.BedNotClean, $"{source} says that {id} lies in {take.Bed}, which nobody had called clean.", take.Bed);
            }

            if (!assessment.RulesBroken.IsEmpty)
            {
                draft.Raise(DiscrepancyKind.RuleBroken, $"{source}: {string.Join(" ", assessment.RulesBroken.Select(r => r.Because))}", take.Bed);
            }
        }

        return new EncounterPlan(draft.Plan().Events, refused ? null : take, others);
    }

    private static Rejection? Refusal(EncounterId id, EncounterState s, EncounterCommand command, HospitalMap map) => command switch
    {
        EncounterCommand.Request r when r.Target is { } unit && map.Unit(unit) is null => new(RejectionCode.UnitUnknown, $"There is no unit {unit}."),
        EncounterCommand.Assign { Bed: { Bed: null } p } => new(RejectionCode.BedUnknown, $"Name a bed of unit {p.Unit}: a unit can not be reserved."),
        EncounterCommand.Assign { Bed: { Bed: { } bed } p } when map.UnitOf(bed)?.Id != p.Unit => NoBed(p),
        EncounterCommand.Arrive { Bed: { Bed: { } bed } p } when map.UnitOf(bed)?.Id != p.Unit => NoBed(p),
        EncounterCommand.Arrive { Bed: { Bed: null } p } when map.Unit(p.Unit) is null => new(RejectionCode.UnitUnknown, $"There is no unit {p.Unit}."),
        EncounterCommand.Assign { Override: var o } when Override.WhatIsMissing(o) is { } missing => missing,
        EncounterCommand.Arrive { Override: var o } when Override.WhatIsMissing(o) is { } missing => missing,
        EncounterCommand.Request when s.Standing is Standing.Departed => Departed(id),
        EncounterCommand.Request => null,
        EncounterCommand.ResolveDiscrepancy r => s.Discrepancies.Any(d => d.Id == r.Id) ? null : new(RejectionCode.DiscrepancyUnknown, $"No open discrepancy {r.Id}."),
        EncounterCommand.ChangePatient or EncounterCommand.SettleContested or EncounterCommand.SettleLostBed => null,
        _ when s.Standing == Standing.Unknown => new(RejectionCode.EncounterUnknown, $"There is no visit {id}: request a bed for it first, or wait for its admission message."),
        _ when s.Standing == Standing.Departed => Departed(id),
        _ when s.Standing == Standing.Cancelled => new(RejectionCode.EncounterCancelled, $"{id} is cancelled."),
        EncounterCommand.CancelRequest or EncounterCommand.Assign when s.Request is null => NoRequest(id),
        EncounterCommand.Assign { Bed: var p } when s.Location == p => new(RejectionCode.AlreadyInBed, $"{id} is in {p} already."),
        EncounterCommand.Unassign or EncounterCommand.StartTransit when s.Request?.Assigned is null => new(RejectionCode.NoPendingRequest, $"No bed is assigned to {id}."),
        EncounterCommand.Arrive { Bed: null } when s.Request?.Assigned is null => new(RejectionCode.NoPendingRequest, $"No bed is assigned to {id}: name the bed."),
        EncounterCommand.Arrive { Bed: { } p } when s.Location == p => new(RejectionCode.AlreadyInBed, $"{id} is in {p} already."),
        EncounterCommand.ExpectDischarge or EncounterCommand.OrderDischarge or EncounterCommand.CancelDischargeOrder or EncounterCommand.Depart
            or EncounterCommand.RaiseBarrier or EncounterCommand.ClearBarrier when !s.IsHere =>
            new(RejectionCode.NotInABed, $"{id} is not in the hospital."),
        EncounterCommand.RaiseBarrier or EncounterCommand.ClearBarrier => BarrierRules.Refusal(id, s, command),
        _ => null,
    };

    private static EncounterDecision.Planned Planned(PlanDraft draft, EncounterCommand command, string source)
    {
        var s = draft.State;
        switch (command)
        {
            case EncounterCommand.Request c:
                if (s.Standing is Standing.Unknown or Standing.Cancelled)
                {
                    draft.Register(here: false);
                }

                draft.SetDetails(c.Patient ?? s.Patient, c.PatientClass ?? s.PatientClass, c.Needs);
                if (s.Request is null || s.Request.Target != c.Target)
                {
                    draft.ReleaseAssignment("asked for another unit");
                    draft.Add(new EncounterEvent.BedRequested(c.Target, c.Why) { At = c.At });
                }

                break;
            case EncounterCommand.CancelRequest c:
                draft.ReleaseAssignment(c.Why);
                draft.Add(new EncounterEvent.RequestCancelled(c.Why) { At = c.At });
                if (s is { Standing: Standing.Expected, Location: null })
                {
                    draft.Add(new EncounterEvent.Cancelled(c.Why) { At = c.At });
                }

                break;
            case EncounterCommand.Assign c:
                if (s.Request!.Assigned != c.Bed)
                {
                    draft.ReleaseAssignment("assigned to another bed");
                    draft.ReserveBed(c.Bed, reported: false, c.Override);
                }

                break;
            case EncounterCommand.Unassign c:
                draft.ReleaseAssignment(c.Why);
                break;
            case EncounterCommand.StartTransit c:
                if (s.InTransitSince is null)
                {
                    draft.Add(new EncounterEvent.TransitStarted(s.Request!.Assigned) { At = c.At });
                }

                break;
            case EncounterCommand.Arrive c:
                if (s.Standing == Standing.Expected)
                {
                    draft.Register(here: true);
                }

                draft.MoveTo(c.Bed ?? s.Request!.Assigned!, reported: false, c.Override);
                break;
            case EncounterCommand.ChangeNeeds c:
                draft.SetDetails(s.Patient, s.PatientClass, c.Needs);
                break;
            case EncounterCommand.ExpectDischarge c:
                if (s.DischargeExpectedAt != c.Expected)
                {
                    draft.Add(new EncounterEvent.DischargeExpected(c.Expected) { At = c.At });
                }

                break;
            case EncounterCommand.OrderDischarge c:
                if (s.DischargeOrderedAt is null)
                {
                    draft.Add(new EncounterEvent.DischargeOrdered { At = c.At });
                }

                break;
            case EncounterCommand.CancelDischargeOrder c:
                if (s.DischargeOrderedAt is not null)
                {
                    draft.Add(new EncounterEvent.DischargeOrderCancelled { At = c.At });
                }

                break;
            case EncounterCommand.RaiseBarrier c:
                BarrierRules.Raise(draft, c, source);
                break;
            case EncounterCommand.ClearBarrier c:
                draft.Add(new EncounterEvent.BarrierCleared(c.Kind, c.How) { At = c.At });
                break;
            case EncounterCommand.Depart c:
                draft.ReleaseAssignment("departed");
                draft.LeaveBed("departed");
                draft.Resolve(DiscrepancyKind.BedContested, "the patient departed");
                draft.Add(new EncounterEvent.Departed(c.Disposition) { At = c.At });
                break;
            case EncounterCommand.ChangePatient c:
                draft.SetDetails(c.To, s.PatientClass, s.Needs);
                break;
            case EncounterCommand.ResolveDiscrepancy c:
                draft.Add(new EncounterEvent.DiscrepancyResolved(c.Id, c.How) { At = c.At });
                break;
            case EncounterCommand.SettleContested:
                if (s.Contested is { } claimed)
                {
                    // The patient lies there since it was reported: what is told of the time in between is not late.
                    draft.MoveTo(claimed, reported: true, since: s.LastMovement);
                    draft.RequestBedIfBoarding(s, since: s.LastMovement.At);
                    return new EncounterDecision.Planned(draft.Plan() with { Retry = true });
                }

                break;
            case EncounterCommand.SettleLostBed c:
                SettleLostBed(draft, c);
                break;
            default:
                throw new InvalidOperationException($"No rule for {command.GetType().Name}");
        }

        return new EncounterDecision.Planned(draft.Plan());
    }

    private static void SettleLostBed(PlanDraft draft, EncounterCommand.SettleLostBed c)
    {
        if (draft.State.Location?.Bed == c.Bed)
        {
            draft.Add(new EncounterEvent.LocationLost(c.Bed) { At = c.At });
            draft.Raise(DiscrepancyKind.Reconciled, $"Bed {c.Bed} did not hold this patient any more.", c.Bed);
        }
        else if (draft.State.Request?.Assigned is { Bed: { } bed } assigned && bed == c.Bed)
        {
            draft.Add(new EncounterEvent.AssignmentReleased(assigned, "the bed no longer keeps a place") { At = c.At });
            draft.Raise(DiscrepancyKind.Reconciled, $"Bed {c.Bed} no longer kept a place for this patient.", c.Bed);
        }
    }

    private static Rejection NoBed(Place place) => new(RejectionCode.BedUnknown, $"Unit {place.Unit} has no bed {place.Bed}.");

    private static Rejection NoRequest(EncounterId id) => new(RejectionCode.NoPendingRequest, $"{id} has no pending request for a bed.");

    private static Rejection Departed(EncounterId id) => new(RejectionCode.EncounterDeparted, $"{id} has departed.");
}
