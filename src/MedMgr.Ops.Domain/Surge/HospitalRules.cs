namespace MedMgr.Ops.Domain.Surge;

/// <summary>The rules of the hospital as a whole.</summary>
public static class HospitalRules
{
    public const int SurgeLevelMax = 4;

    public static Decision<HospitalEvent> Decide(HospitalState state, HospitalCommand command) => command switch
    {
        HospitalCommand.Define { SameAsBefore: true } => Accept(),
        HospitalCommand.Define c => Accept(new HospitalEvent.Defined(c.Definition) { At = c.At }),
        HospitalCommand.SetSurgeLevel { Level: < 0 or > SurgeLevelMax } c => Reject(
            new Rejection(RejectionCode.Invalid, $"Surge level {c.Level} does not exist: use 0 to {SurgeLevelMax}.")),
        HospitalCommand.SetSurgeLevel c when c.Level == state.SurgeLevel => Accept(),
        HospitalCommand.SetSurgeLevel c => Accept(new HospitalEvent.SurgeLevelSet(c.Level, c.Reason) { At = c.At }),
        HospitalCommand.RaiseDiscrepancy c => state.Discrepancies.Any(d => d.SameMatterAs(c.Discrepancy))
            ? Accept()
            : Accept(new HospitalEvent.DiscrepancyRaised(c.Discrepancy) { At = c.At }),
        HospitalCommand.ResolveDiscrepancy c => state.Discrepancies.Any(d => d.Id == c.Id)
            ? Accept(new HospitalEvent.DiscrepancyResolved(c.Id, c.How) { At = c.At })
            : Reject(new Rejection(RejectionCode.DiscrepancyUnknown, $"No open discrepancy {c.Id}.")),
        HospitalCommand.TakeAlert c when string.IsNullOrWhiteSpace(c.By) => Reject(new Rejection(RejectionCode.ReasonMissing, "Say who takes the alert.")),
        HospitalCommand.TakeAlert { Stands: false } c => Reject(new Rejection(RejectionCode.AlertUnknown, $"No alert {c.Alert} stands now.")),
        HospitalCommand.TakeAlert c => Accept(new HospitalEvent.AlertTaken(c.Alert, c.By.Trim()) { At = c.At }),
        _ => throw new InvalidOperationException($"No rule for {command.GetType().Name}"),
    };

    public static HospitalState Evolve(HospitalState state, HospitalEvent @event) => @event switch
    {
        HospitalEvent.Defined e => state with { Definition = e.Definition },
        HospitalEvent.SurgeLevelSet e => state with { SurgeLevel = e.Level },
        HospitalEvent.DiscrepancyRaised e => state with { Discrepancies = state.Discrepancies.Add(e.Discrepancy) },
        HospitalEvent.DiscrepancyResolved e => state with { Discrepancies = state.Discrepancies.RemoveAll(d => d.Id == e.Id) },
        HospitalEvent.AlertTaken => state, // who has taken what is for the board to show: no rule asks for it
        _ => throw new InvalidOperationException($"No evolution for {@event.GetType().Name}"),
    };

    private static Decision<HospitalEvent> Accept(params ReadOnlySpan<HospitalEvent> events) => Domain.Decide.Accept(events);

    private static Decision<HospitalEvent> Reject(Rejection because) => Domain.Decide.Reject<HospitalEvent>(because);
}
