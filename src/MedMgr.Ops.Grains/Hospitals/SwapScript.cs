using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.Domain.Placement;
using MedMgr.Ops.EventLog;
using MedMgr.Ops.Grains.Contracts;
using MedMgr.Ops.Grains.Storage;

namespace MedMgr.Ops.Grains.Hospitals;

/// <summary>A swap: reads both visits and their units, decides, appends four streams at once, and tells everybody.</summary>
internal sealed class SwapScript
{
    private const int RacesMax = 8;

    private readonly IEventLog _log;
    private readonly HospitalDirectory _directory;
    private readonly IGrainFactory _grains;

    public SwapScript(IEventLog log, HospitalDirectory directory, IGrainFactory grains)
    {
        _log = log;
        _directory = directory;
        _grains = grains;
    }

    public async Task<(ReplyKind Kind, Rejection? Because, long Position)> Run(
        HospitalId hospital, EncounterId a, EncounterId b, bool reported, Override? @override, DateTimeOffset at, Origin origin)
    {
        var doubted = false;
        for (var race = 0; race < RacesMax; race++)
        {
            var visitA = await Visit(hospital, a).Get();
            var visitB = await Visit(hospital, b).Get();
            if (doubted)
            {
                await RefreshBeds(hospital, visitA.State.Location, visitB.State.Location);
            }

            var unitA = await ViewOf(hospital, visitA.State);

            // One unit is looked at once: two looks at different moments would be two units to the rules.
            var unitB = visitB.State.Location?.Unit == visitA.State.Location?.Unit ? unitA : await ViewOf(hospital, visitB.State);
            switch (SwapRules.Decide((a, visitA.State), (b, visitB.State), unitA, unitB, reported, @override, origin.Actor, at, origin.At))
            {
                case SwapDecision.Rejected when await WasDone(hospital, a, b, origin):
                    return (ReplyKind.Duplicate, null, 0);
                case SwapDecision.Planned { Plan: var late } when (late.EventsOfA.IsEmpty || late.EventsOfB.IsEmpty) && await WasDone(hospital, a, b, origin):
                    // Told late, and one of the two has nothing new to hear: what was written then may be in the other's stream alone.
                    return (ReplyKind.Duplicate, null, 0);
                case SwapDecision.Rejected when !doubted || await HaveMoved(hospital, (a, visitA), (b, visitB)):
                    // Visits and beds were not read at one moment: a refusal counts only when neither visit moved while all was read anew.
                    doubted = true;
                    break;
                case SwapDecision.Rejected refused:
                    return (ReplyKind.Rejected, refused.Because, 0);
                case SwapDecision.Planned { Plan: var plan }:
                    switch (await Append(hospital, (a, visitA), (b, visitB), plan, origin))
                    {
                        case AppendResult.Appended appended:
                            return (ReplyKind.Done, null, appended.LastPosition);
                        case AppendResult.Duplicate:
                            return (ReplyKind.Duplicate, null, 0);
                        case null when plan.ExchangeAtBedOfA is null:
                            return (ReplyKind.Done, null, 0);
                    }

                    break;
            }
        }

        return (ReplyKind.Rejected, new Rejection(RejectionCode.LostRace, $"Others kept moving {a} or {b}. Look at them and try again."), 0);
    }

    private async Task<bool> HaveMoved(HospitalId hospital, (EncounterId Id, EncounterVersion Visit) a, (EncounterId Id, EncounterVersion Visit) b) =>
        (await Visit(hospital, a.Id).Refresh()).Version != a.Visit.Version || (await Visit(hospital, b.Id).Refresh()).Version != b.Visit.Version;

    private async Task RefreshBeds(HospitalId hospital, params Place?[] places)
    {
        foreach (var place in places)
        {
            if (place is { Bed: { } bed } && _directory.Get(hospital).UnitOf(bed)?.Id == place.Unit)
            {
                await Unit(hospital, place.Unit).RefreshBeds([bed]);
            }
        }
    }

    /// <summary>Sent again after it was done, when the two have moved on: then there is nothing left to exchange, and nothing to refuse.</summary>
    private async Task<bool> WasDone(HospitalId hospital, EncounterId a, EncounterId b, Origin origin) =>
        await HasTaken(hospital, a, origin) || await HasTaken(hospital, b, origin);

    private async Task<bool> HasTaken(HospitalId hospital, EncounterId visit, Origin origin) =>
        (await _log.ReadStreamAsync(hospital.Value, Streams.Of(visit))).Any(e => e.Cause.Id == origin.Id);

    /// <returns>Null when nothing was written: a bed no longer holds who was to leave it, or a late report tells nothing new.</returns>
    private async Task<AppendResult?> Append(
        HospitalId hospital, (EncounterId Id, EncounterVersion Visit) a, (EncounterId Id, EncounterVersion Visit) b, SwapPlan plan, Origin origin)
    {
        var streams = ImmutableArray.CreateBuilder<Companion>();
        streams.Add(Companions.Of(Streams.Of(a.Id), a.Visit.Version, plan.EventsOfA));
        streams.Add(Companions.Of(Streams.Of(b.Id), b.Visit.Version, plan.EventsOfB));
        var steps = new[] { plan.ExchangeAtBedOfA, plan.ExchangeAtBedOfB }.OfType<BedStep>().ToList();
        try
        {
            foreach (var step in steps)
            {
                if (await Unit(hospital, step.Unit).ProposeBed(step.Bed, [step.Command]) is not { Append: { } append })
                {
                    // Half a swap would leave one patient in two beds.
                    return null;
                }

                streams.Add(append);
            }

            var appends = streams.Where(s => !s.Events.IsEmpty).Select(Companions.ToStreamAppend).ToImmutableArray();
            return appends.IsEmpty ? null : await _log.AppendAsync(new AppendRequest(hospital.Value, Companions.CauseOf(origin), origin.At, appends));
        }
        finally
        {
            // Whatever became of it: who was asked looks at the log again.
            await Visit(hospital, a.Id).Refresh();
            await Visit(hospital, b.Id).Refresh();
            foreach (var unit in steps.GroupBy(s => s.Unit))
            {
                await Unit(hospital, unit.Key).RefreshBeds([.. unit.Select(s => s.Bed)]);
            }
        }
    }

    private Task<Domain.Units.UnitView> ViewOf(HospitalId hospital, EncounterState state) =>
        Unit(hospital, (state.Location is { } place ? _directory.Get(hospital).Unit(place.Unit) : null)?.Id ?? _directory.Get(hospital).Definition.Units[0].Id).View();

    private IEncounterGrain Visit(HospitalId hospital, EncounterId id) => _grains.GetGrain<IEncounterGrain>(GrainKeys.Of(hospital, id));

    private IUnitGrain Unit(HospitalId hospital, UnitId id) => _grains.GetGrain<IUnitGrain>(GrainKeys.Of(hospital, id));
}
