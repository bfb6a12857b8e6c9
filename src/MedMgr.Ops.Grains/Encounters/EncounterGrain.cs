using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.EventLog;
using MedMgr.Ops.Grains.Contracts;
using MedMgr.Ops.Grains.Storage;

namespace MedMgr.Ops.Grains.Encounters;

/// <inheritdoc cref="IEncounterGrain"/>
/// <remarks>
/// Plans with the rules of a visit, asks the units for what other beds would write, and has the bed that is taken append everything in
/// one transaction. A lost race means planning again on what is then known.
/// </remarks>
public sealed class EncounterGrain : EventSourcedGrain<EncounterState, EncounterEvent>, IEncounterGrain
{
    private const int RacesMax = 8;

    private readonly HospitalDirectory _directory;
    private HospitalId _hospital;
    private EncounterId _id;

    public EncounterGrain(IEventLog log, HospitalDirectory directory)
        : base(log, snapshot: null) => _directory = directory;

    protected override string Hospital => _hospital.Value;

    protected override string Stream => Streams.Of(_id);

    protected override EncounterState Initial => EncounterState.New;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        (_hospital, _id) = GrainKeys.Parse<EncounterId>(this.GetPrimaryKeyString());
        return base.OnActivateAsync(cancellationToken);
    }

    public async Task<EncounterVersion> Get()
    {
        await Fresh();
        return new EncounterVersion(Version, State);
    }

    public async Task<EncounterVersion> Refresh()
    {
        await Reload();
        return new EncounterVersion(Version, State);
    }

    public async Task<EncounterReply> Execute(EncounterCommand command, Origin origin)
    {
        await Fresh();
        for (var race = 0; race < RacesMax; race++)
        {
            if (HasSeen(origin))
            {
                return Reply(ReplyKind.Duplicate);
            }

            if (command is EncounterCommand.SettleLostBed lost && await StillHeld(lost.Bed))
            {
                return Reply(ReplyKind.Done);
            }

            switch (EncounterRules.Decide(_id, State, command, _directory.Get(_hospital), origin.Actor))
            {
                case EncounterDecision.Rejected refused:
                    if (await WasBehind())
                    {
                        break;
                    }

                    return Reply(ReplyKind.Rejected, refused.Because);
                case EncounterDecision.Planned { Plan: var plan }:
                    if (await CarryOut(command, plan, origin) is { } reply)
                    {
                        return reply;
                    }

                    break;
            }
        }

        return Reply(ReplyKind.Rejected, new Rejection(RejectionCode.LostRace, $"Others kept changing the beds that {_id} needs. Look at them and try again."));
    }

    protected override EncounterState Evolve(EncounterState state, EncounterEvent @event) => EncounterEvolution.Evolve(state, @event);

    /// <returns>Null when a race was lost: plan again.</returns>
    private async Task<EncounterReply?> CarryOut(EncounterCommand command, EncounterPlan plan, Origin origin)
    {
        if (plan.Take is { Reported: true } reported)
        {
            var assessment = await Assess(reported);
            if (command is EncounterCommand.SettleContested && assessment.BedRefuses is not null)
            {
                return Reply(ReplyKind.Done);
            }

            var (source, at) = command is EncounterCommand.Reported { Report: var report } ? (report.Source, report.EventAt) : (origin.Actor, command.At);
            plan = EncounterRules.Settle(_id, plan, assessment, State, _directory.Get(_hospital), source, at);
            if (plan is { Take: null, Events.IsEmpty: true } && command is EncounterCommand.Reported { Report: var kept })
            {
                // What could not be true was said before, and the discrepancy is still open: the report itself is kept all the same.
                plan = plan with { Events = [new EncounterEvent.ReportNoted(kept.Kind, kept.Location, Late: false, kept.Source) { At = kept.EventAt }] };
            }
        }

        var others = await ProposeOthers(plan);
        ImmutableArray<Companion> companions = [.. others.Select(o => o.Proposal.Append!)];
        if (plan.Take is null && plan.Events.IsEmpty && companions.IsEmpty)
        {
            return await WasBehind() ? null : Reply(ReplyKind.Done);
        }

        return plan.Take is { } take
            ? await AppendAtBed(take, plan, companions, others, origin)
            : await AppendHere(plan, companions, others, origin);
    }

    private async Task<EncounterReply?> AppendAtBed(
        TakeBed take, EncounterPlan plan, ImmutableArray<Companion> companions, List<(UnitId Unit, BedProposal Proposal)> others, Origin origin)
    {
        var version = Version;
        var mine = plan.Events.IsEmpty ? companions : companions.Insert(0, OwnAppend(plan.Events));
        var reply = await AskOrForget(Unit(take.Unit).Take(take, _id, origin, mine));
        switch (reply.Kind)
        {
            case ReplyKind.Done:
                await Adopt(version, plan.Events, origin);
                await AdoptOthers(others, origin);
                return Reply(ReplyKind.Done, null, reply.Position);
            case ReplyKind.Duplicate:
                await Reload();
                return Reply(ReplyKind.Duplicate);
            case ReplyKind.Conflict:
                await RefreshAfterConflict(others);
                return null;
            case ReplyKind.Rejected when take.Reported && reply.Because?.Code != RejectionCode.LostRace:
                // The bed changed between the assessment and the append: what is reported is assessed again.
                return null;
            default:
                return Reply(ReplyKind.Rejected, reply.Because);
        }
    }

    private async Task<EncounterReply?> AppendHere(
        EncounterPlan plan, ImmutableArray<Companion> companions, List<(UnitId Unit, BedProposal Proposal)> others, Origin origin)
    {
        switch (await Append(origin, plan.Events, companions))
        {
            case AppendResult.Appended appended:
                await AdoptOthers(others, origin);
                return Reply(ReplyKind.Done, null, appended.LastPosition);
            case AppendResult.Duplicate:
                return Reply(ReplyKind.Duplicate);
            default:
                await RefreshAfterConflict(others);
                return null;
        }
    }

    /// <summary>What the other beds of the plan would write. A bed that does not hold this patient (any more) has nothing to do.</summary>
    private async Task<List<(UnitId Unit, BedProposal Proposal)>> ProposeOthers(EncounterPlan plan)
    {
        var proposals = new List<(UnitId, BedProposal)>();
        foreach (var steps in plan.Others.Where(s => s.Bed != plan.Take?.Bed).GroupBy(s => s.Bed))
        {
            // The bed may belong to another unit by now, or to none: a definition without it must not keep its patient for ever.
            if (_directory.Get(_hospital).UnitOf(steps.Key) is not { Id: var unit })
            {
                continue;
            }

            var proposal = await Unit(unit).ProposeBed(steps.Key, [.. steps.Select(s => s.Command)]);
            if (proposal.Append is not null)
            {
                proposals.Add((unit, proposal));
            }
        }

        return proposals;
    }

    private async Task AdoptOthers(List<(UnitId Unit, BedProposal Proposal)> others, Origin origin)
    {
        foreach (var unit in others.GroupBy(o => o.Unit))
        {
            await Unit(unit.Key).AdoptBeds([.. unit.Select(o => o.Proposal.After)], origin);
        }
    }

    private async Task RefreshAfterConflict(List<(UnitId Unit, BedProposal Proposal)> others)
    {
        await Reload();
        foreach (var unit in others.GroupBy(o => o.Unit))
        {
            await Unit(unit.Key).RefreshBeds([.. unit.Select(o => o.Proposal.After.Id)]);
        }
    }

    private async Task<TakeAssessment> Assess(TakeBed take) => _directory.Get(_hospital).UnitOf(take.Bed)?.Id == take.Unit
        ? await Unit(take.Unit).Assess(take, _id)
        : new TakeAssessment(new Rejection(RejectionCode.BedUnknown, $"Unit {take.Unit} has no bed {take.Bed}."), false, []);

    /// <summary>Asked of the log and not of the bed's memory: the repair is about what the log says.</summary>
    private async Task<bool> StillHeld(BedId bed)
    {
        if (_directory.Get(_hospital).UnitOf(bed) is not { Id: var unit })
        {
            return false;
        }

        await Reload();
        await Unit(unit).RefreshBeds([bed]);
        var known = (await Unit(unit).GetBed(bed)).Bed;
        return known.Holds(_id) || known.IsClaimedBy(_id);
    }

    /// <summary>A call that appends elsewhere may fail with its outcome unknown: then this stream is read again before the next decision.</summary>
    private async Task<BedReply> AskOrForget(Task<BedReply> call)
    {
        try
        {
            return await call;
        }
        catch
        {
            MarkStale();
            throw;
        }
    }

    private EncounterReply Reply(ReplyKind kind, Rejection? because = null, long position = 0) => new(kind, State, because, position);

    private IUnitGrain Unit(UnitId unit) => GrainFactory.GetGrain<IUnitGrain>(GrainKeys.Of(_hospital, unit));
}
