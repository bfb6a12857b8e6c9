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

/// <summary>Who waited for a bed, how long, and for what: a fold over the events of a run.</summary>
public static class WaitLedger
{
    /// <param name="from">Waits that ended before it are left out.</param>
    /// <param name="to">The end: what is open then waits until then.</param>
    public static ImmutableArray<Wait> Of(HospitalDefinition hospital, ImmutableArray<RecordedStep> steps, DateTimeOffset from, DateTimeOffset to)
    {
        ArgumentNullException.ThrowIfNull(hospital);
        var boardingPlaces = hospital.Units.Where(u => u.LevelOfCare is LevelOfCare.Emergency or LevelOfCare.PostAnaesthesia).Select(u => u.Id).ToHashSet();
        var visits = new Dictionary<EncounterId, EncounterState>();
        var assigned = new Dictionary<EncounterId, DateTimeOffset>();
        var waits = ImmutableArray.CreateBuilder<Wait>();

        void End(EncounterId id, EncounterState before, DateTimeOffset at, BedId? bed)
        {
            if (before.Request is { } request && at > from)
            {
                waits.Add(Of(id, before, request, at, bed is null ? null : at, bed));
            }
        }

        Wait Of(EncounterId id, EncounterState state, BedRequest request, DateTimeOffset end, DateTimeOffset? until, BedId? bed) => new(
            id, state.Location?.Unit, state.Needs.LevelOfCare, request.Since, assigned.TryGetValue(id, out var at) ? at : null, until,
            Math.Max(0, (end - (request.Since > from ? request.Since : from)).TotalHours), state.Location is { } place && boardingPlaces.Contains(place.Unit), bed);

        foreach (var step in steps)
        {
            if (step.Event is not EncounterEvent happened)
            {
                continue;
            }

            var id = new EncounterId(Streams.Parse(step.Stream).Id);
            var before = visits.GetValueOrDefault(id, EncounterState.New);
            visits[id] = EncounterEvolution.Evolve(before, happened);
            switch (happened)
            {
                case EncounterEvent.BedAssigned:
                    assigned[id] = step.At;
                    break;
                case EncounterEvent.AssignmentReleased:
                    assigned.Remove(id);
                    break;
                case EncounterEvent.Placed { FulfilsRequest: true } placed:
                    End(id, before, step.At, placed.Place.Bed);
                    assigned.Remove(id);
                    break;
                case EncounterEvent.RequestCancelled:
                    End(id, before, step.At, null);
                    assigned.Remove(id);
                    break;
                case EncounterEvent.Departed or EncounterEvent.Cancelled:
                    visits.Remove(id);
                    assigned.Remove(id);
                    break;
            }
        }

        foreach (var (id, state) in visits.Where(v => v.Value.Request is not null))
        {
            waits.Add(Of(id, state, state.Request!, to, null, null));
        }

        return [.. waits.OrderBy(w => w.Since).ThenBy(w => w.Visit.Value, StringComparer.Ordinal)];
    }
}
