using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Domain.Log;
using MedMgr.Sim.Hospital.Results;

namespace MedMgr.Sim.Hospital.Drills;

/// <summary>One wait for a bed.</summary>
/// <param name="From">Where the patient waited; null for one who was not in the house.</param>
/// <param name="Level">The level of care asked for.</param>
/// <param name="Assigned">Null: no bed was given while the patient waited.</param>
/// <param name="Until">In the bed; null while the patient still waits at the end, and for one who gave up.</param>
/// <param name="Hours">Up to the bed, or to the end. Counted from the beginning of the drill for one who waited before.</param>
/// <param name="Boards">In an ED or PACU.</param>
/// <param name="Bed">Where to.</param>
public sealed record Wait(
    EncounterId Visit, UnitId? From, LevelOfCare? Level, DateTimeOffset Since, DateTimeOffset? Assigned, DateTimeOffset? Until, double Hours, bool Boards, BedId? Bed);

/// <summary>Who waited for a bed, how long, and for what: a fold over the events of a run. Not safe for concurrent use.</summary>
public sealed class WaitLedger
{
    private readonly HashSet<UnitId> _boardingPlaces;
    private readonly DateTimeOffset _from;
    private readonly Dictionary<EncounterId, EncounterState> _visits = [];
    private readonly Dictionary<EncounterId, DateTimeOffset> _assigned = [];
    private readonly List<Wait> _over = [];

    /// <param name="from">Waits that ended before it are left out.</param>
    public WaitLedger(HospitalDefinition hospital, DateTimeOffset from)
    {
        ArgumentNullException.ThrowIfNull(hospital);
        _boardingPlaces = [.. hospital.Units.Where(u => u.LevelOfCare is LevelOfCare.Emergency or LevelOfCare.PostAnaesthesia).Select(u => u.Id)];
        _from = from;
    }

    public void Apply(RecordedStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        if (step.Event is not EncounterEvent happened)
        {
            return;
        }

        var id = new EncounterId(Streams.Parse(step.Stream).Id);
        var before = _visits.GetValueOrDefault(id, EncounterState.New);
        _visits[id] = EncounterEvolution.Evolve(before, happened);
        switch (happened)
        {
            case EncounterEvent.BedAssigned:
                _assigned[id] = step.At;
                break;
            case EncounterEvent.AssignmentReleased:
                _assigned.Remove(id);
                break;
            case EncounterEvent.Placed { FulfilsRequest: true } placed:
                End(id, before, step.At, placed.Place.Bed);
                break;
            case EncounterEvent.RequestCancelled:
                End(id, before, step.At, null);
                break;
            case EncounterEvent.Departed or EncounterEvent.Cancelled:
                _visits.Remove(id);
                _assigned.Remove(id);
                break;
        }
    }

    /// <summary>All waits so far, in the order of their requests; those that are open last until <paramref name="to"/>.</summary>
    public ImmutableArray<Wait> At(DateTimeOffset to) =>
    [
        .. _over.Concat(_visits.Where(v => v.Value.Request is not null).Select(v => Of(v.Key, v.Value, v.Value.Request!, to, null, null)))
            .OrderBy(w => w.Since).ThenBy(w => w.Visit.Value, StringComparer.Ordinal),
    ];

    private void End(EncounterId id, EncounterState before, DateTimeOffset at, BedId? bed)
    {
        if (before.Request is { } request && at > _from)
        {
            _over.Add(Of(id, before, request, at, bed is null ? null : at, bed));
        }

        _assigned.Remove(id);
    }

    private Wait Of(EncounterId id, EncounterState state, BedRequest request, DateTimeOffset end, DateTimeOffset? until, BedId? bed) => new(
        id, state.Location?.Unit, state.Needs.LevelOfCare, request.Since, _assigned.TryGetValue(id, out var at) ? at : null, until,
        Math.Max(0, (end - (request.Since > _from ? request.Since : _from)).TotalHours), state.Location is { } place && _boardingPlaces.Contains(place.Unit), bed);
}
