using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.EventLog;

namespace MedMgr.Load.History;

/// <summary>The beds of a hospital under the domain's own rules, without grains: makes appends as the grains would make them.</summary>
internal sealed class Ward
{
    private const string Source = "LOAD";

    private readonly HospitalMap _map;
    private readonly Dictionary<BedId, (Bed Bed, long Version)> _beds = [];
    private readonly Dictionary<EncounterId, (EncounterState State, long Version)> _visits = [];
    private int _causes;

    public Ward(HospitalMap map) => _map = map;

    /// <summary>A report of a sending system about one visit.</summary>
    public AppendRequest Told(EncounterId id, EncounterReport report)
    {
        var (state, version) = _visits.GetValueOrDefault(id, (EncounterState.New, 0));
        var command = new EncounterCommand.Reported(report) { At = report.EventAt };
        if (EncounterRules.Decide(id, state, command, _map, Source) is not EncounterDecision.Planned { Plan: var plan })
        {
            throw new InvalidOperationException($"{report.Kind} of {id} was refused: the history is made wrongly.");
        }

        var streams = ImmutableArray.CreateBuilder<StreamAppend>();
        if (plan.Take is { } take)
        {
            streams.Add(Apply(take.Bed, take.Command));
        }

        foreach (var @event in plan.Events)
        {
            state = EncounterEvolution.Evolve(state, @event);
        }

        if (!plan.Events.IsEmpty)
        {
            streams.Add(new StreamAppend(Streams.Of(id), version, [.. plan.Events.Select(Recorded)]));
        }

        foreach (var step in plan.Others)
        {
            streams.Add(Apply(step.Bed, step.Command));
        }

        if (state.IsOver)
        {
            _visits.Remove(id);
        }
        else
        {
            _visits[id] = (state, version + plan.Events.Length);
        }

        return Request(report.EventAt, streams.ToImmutable());
    }

    /// <summary>Housekeeping says that a bed is clean.</summary>
    public AppendRequest Clean(BedId bed, DateTimeOffset at) => Request(at, [Apply(bed, new BedCommand.MarkReady(Source) { At = at })]);

    private StreamAppend Apply(BedId id, BedCommand command)
    {
        var (bed, version) = _beds.TryGetValue(id, out var known) ? known : (Bed.New(_map.Bed(id)!.Surge), 0);
        if (BedRules.Decide(id, bed, command, _map.UnitOf(id)!.PatientsPerBedMax) is not Decision<BedEvent>.Accepted { Events: { IsEmpty: false } events })
        {
            throw new InvalidOperationException($"{command} was refused by bed {id}: the history is made wrongly.");
        }

        foreach (var @event in events)
        {
            bed = BedRules.Evolve(bed, @event);
        }

        _beds[id] = (bed, version + events.Length);
        return new StreamAppend(Streams.Of(id), version, [.. events.Select(Recorded)]);
    }

    private AppendRequest Request(DateTimeOffset at, ImmutableArray<StreamAppend> streams) =>
        new(_map.Definition.Id.Value, new Cause(CauseKind.Interface, Source, $"history:{++_causes}"), at, streams);

    private static NewEvent Recorded(object @event) => new(EventNames.NameOf(@event), EventNames.ToJson(@event));
}
