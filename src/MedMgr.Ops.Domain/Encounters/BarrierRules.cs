using System.Text.Json;
using MedMgr.Ops.Domain.Log;

namespace MedMgr.Ops.Domain.Encounters;

/// <summary>Raising and clearing what keeps a patient from leaving.</summary>
internal static class BarrierRules
{
    /// <returns>Null when nothing speaks against it.</returns>
    public static Rejection? Refusal(EncounterId id, EncounterState s, EncounterCommand command) => command switch
    {
        EncounterCommand.RaiseBarrier { Kind: BarrierKind.Other, Note: var note } when string.IsNullOrWhiteSpace(note) =>
            new(RejectionCode.ReasonMissing, "A barrier of kind other needs a note that says what keeps the patient."),
        EncounterCommand.RaiseBarrier { ClearsAt: { } clears } c when clears <= c.At =>
            new(RejectionCode.Invalid, "A barrier is expected to clear later than now. If it is out of the way already, clear it."),
        EncounterCommand.ClearBarrier { How: var how } when string.IsNullOrWhiteSpace(how) =>
            new(RejectionCode.ReasonMissing, "To clear a barrier, say how it was cleared: the reason is empty."),
        EncounterCommand.ClearBarrier c when s.Barrier(c.Kind) is null =>
            new(RejectionCode.BarrierUnknown, $"No barrier {NameOf(c.Kind)} stands at {id}."),
        _ => null,
    };

    /// <summary>Raising the same kind again changes its note and its time; told the same twice, it is what it was.</summary>
    public static void Raise(PlanDraft draft, EncounterCommand.RaiseBarrier c, string by)
    {
        if (draft.State.Barrier(c.Kind) is not { } before || before.Note != c.Note || before.ClearsAt != c.ClearsAt)
        {
            draft.Add(new EncounterEvent.BarrierRaised(c.Kind, c.Note, c.ClearsAt, by) { At = c.At });
        }
    }

    public static EncounterState Raised(EncounterState s, EncounterEvent.BarrierRaised e)
    {
        var before = s.Barrier(e.Kind);
        var raised = new DischargeBarrier(e.Kind, e.Note, e.By, before?.Since ?? e.At, e.ClearsAt);
        return s with { Barriers = before is null ? s.Barriers.Add(raised) : s.Barriers.Replace(before, raised) };
    }

    private static string NameOf(BarrierKind kind) => JsonSerializer.SerializeToElement(kind, DomainJson.Options).GetString()!;
}
