using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Grains.Contracts;
using MedMgr.Ops.Optimizer.BedPlacement;
using MedMgr.Ops.Placement.Plans;

namespace MedMgr.Ops.Placement.Accepting;

/// <summary>Carries out the accepted steps of a plan, one after the other in the plan's own order: what frees a bed comes before what needs it.</summary>
internal sealed class Acceptance
{
    private readonly KeptPlan _kept;
    private readonly PlacementPlan _plan;
    private readonly House _house;
    private readonly Override? _override;

    /// <param name="plan">As it stood when it was accepted.</param>
    /// <param name="overriding">Sets aside the rules that may be set aside, for every step; null for none.</param>
    public Acceptance(KeptPlan kept, PlacementPlan plan, House house, Override? overriding) => (_kept, _plan, _house, _override) = (kept, plan, house, overriding);

    /// <summary>Each step is decided for itself: one that is refused keeps no other from being done.</summary>
    public async Task<ImmutableArray<StepOutcome>> Run(Func<PlacementStep, bool> accepted)
    {
        var outcomes = ImmutableArray.CreateBuilder<StepOutcome>();
        var exchanged = new Dictionary<EncounterId, StepOutcome>();
        foreach (var step in _plan.Steps.Where(accepted))
        {
            var outcome = exchanged.TryGetValue(step.Encounter, out var byPartner) ? byPartner : await Decide(step, accepted);
            if (step.SwapWith is { } partner && _plan.StepOf(partner) is { } other)
            {
                exchanged[partner] = outcome with { Encounter = partner, To = other.Bed };
            }

            outcomes.Add(outcome);
        }

        return outcomes.ToImmutable();
    }

    private async Task<StepOutcome> Decide(PlacementStep step, Func<PlacementStep, bool> accepted)
    {
        var visit = await _house.Visit(step.Encounter).Get();
        if (StaleSteps.IsCarriedOut(visit.State, step))
        {
            return Outcome(step, OutcomeKind.Unchanged, $"{step.Bed} is {step.Encounter}'s already.");
        }

        if (_house.Now > _plan.ExpiresAt)
        {
            return Outcome(step, OutcomeKind.Expired, $"The plan could be accepted until {_plan.ExpiresAt:HH:mm} ({_plan.ExpiresAt:zzz}): ask for a new one.");
        }

        if (StaleSteps.OfPatient(visit.State, _kept.Question, step) is { } changed)
        {
            return Outcome(step, OutcomeKind.Expired, changed);
        }

        return step.SwapWith is { } partner
            ? await Exchange(step, partner, accepted)
            : await OpenSurgeBed(step) ?? await AskAndAssign(step, visit);
    }

    private async Task<StepOutcome> Exchange(PlacementStep step, EncounterId partner, Func<PlacementStep, bool> accepted)
    {
        if (_plan.StepOf(partner) is not { } other || !accepted(other))
        {
            return Outcome(step, OutcomeKind.Refused, $"{step.Encounter} exchanges beds with {partner}: accept both steps.");
        }

        var versions = $"{(await _house.Visit(step.Encounter).Get()).Version}-{(await _house.Visit(partner).Get()).Version}";
        var reply = await _house.Hospital.Swap(
            step.Encounter, partner, reported: false, _override, _house.Now, _house.Origin($"{_kept.Id}:{step.Encounter}:swap:{versions}"));
        return Of(step, reply.Kind, reply.Because, reply.Position);
    }

    /// <returns>Null when the bed is open, or could be opened: the step goes on.</returns>
    private async Task<StepOutcome?> OpenSurgeBed(PlacementStep step)
    {
        if (!step.OpensSurgeBed)
        {
            return null;
        }

        var bed = await _house.Unit(step.Unit).GetBed(step.Bed);
        var reply = await _house.Unit(step.Unit).SetSurgeBeds(
            [step.Bed], open: true, $"plan {_kept.Id}, for {step.Encounter}", _house.Origin($"{_kept.Id}:{step.Bed}:open:{bed.Version}"));
        return reply.Kind is ReplyKind.Done or ReplyKind.Duplicate ? null : Of(step, reply.Kind, reply.Because, reply.Position);
    }

    /// <remarks>Whoever is moved to free a bed has asked for nothing: the plan asks for it. If the bed is refused, that request goes again.</remarks>
    private async Task<StepOutcome> AskAndAssign(PlacementStep step, EncounterVersion visit)
    {
        var asks = visit.State.Request is null;
        if (asks)
        {
            var asked = await Execute(step, "request", visit.Version, new EncounterCommand.Request(
                visit.State.Needs, step.Unit, $"plan {_kept.Id}: {step.Reasons.FirstOrDefault() ?? "frees a bed"}", null, null) { At = _house.Now });
            if (asked.Kind is not (ReplyKind.Done or ReplyKind.Duplicate))
            {
                return Of(step, asked.Kind, asked.Because, asked.Position);
            }
        }

        var reply = await Execute(step, "assign", visit.Version, new EncounterCommand.Assign(new Place(step.Unit, step.Bed), _override) { At = _house.Now });
        if (asks && reply.Kind is ReplyKind.Rejected)
        {
            await Execute(step, "cancel", visit.Version, new EncounterCommand.CancelRequest($"plan {_kept.Id}: {reply.Because!.Because}") { At = _house.Now });
        }

        return Of(step, reply.Kind, reply.Because, reply.Position);
    }

    /// <remarks>The visit's version is part of the cause: the same acceptance sent twice at once is one, a step tried again later is another.</remarks>
    private Task<EncounterReply> Execute(PlacementStep step, string what, long version, EncounterCommand command) =>
        _house.Visit(step.Encounter).Execute(command, _house.Origin($"{_kept.Id}:{step.Encounter}:{what}:{version}"));

    private StepOutcome Of(PlacementStep step, ReplyKind kind, Rejection? because, long position) => kind switch
    {
        ReplyKind.Done => Outcome(step, OutcomeKind.Done) with { Position = position },
        ReplyKind.Duplicate => Outcome(step, OutcomeKind.Unchanged, "Accepted before."),
        ReplyKind.Rejected when step.At > _house.Now => Outcome(step, OutcomeKind.Later, because!.Because) with { At = step.At, Code = because.Code },
        ReplyKind.Rejected => Outcome(step, OutcomeKind.Refused, because!.Because) with { Code = because.Code, Overridable = because.Overridable },
        _ => Outcome(step, OutcomeKind.Refused, "Somebody else changed the same thing at this moment. Look at it and try again.") with { Code = RejectionCode.LostRace },
    };

    private static StepOutcome Outcome(PlacementStep step, OutcomeKind kind, string? because = null) => new(step.Encounter, step.Bed, kind, because);
}
