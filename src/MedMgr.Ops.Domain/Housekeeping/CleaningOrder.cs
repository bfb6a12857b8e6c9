using System.Collections.Immutable;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Placement;
using MedMgr.Ops.Domain.Units;

namespace MedMgr.Ops.Domain.Housekeeping;

/// <summary>Which bed housekeeping should take next.</summary>
/// <remarks>
/// One bed for one patient: whoever waits longest with the greatest need, and whom no ready bed suits, lays claim to the bed that will be ready
/// first of those that room and unit allow. The order depends on the state of the house alone, not on the clock, so that a list does not shuffle under
/// the hand that reads it.
/// </remarks>
public static class CleaningOrder
{
    private const int AcuityUnknown = 3;

    /// <param name="planned">Beds that a plan has promised, and to whom.</param>
    /// <returns>What is being cleaned first, by when it began; then what is to be cleaned, in the order of work.</returns>
    public static ImmutableArray<CleaningTask> Of(
        IReadOnlyCollection<UnitView> units, IEnumerable<WaitingPatient> waiting, IReadOnlyDictionary<BedId, EncounterId> planned, CleaningTimes times)
    {
        List<CleaningTask> tasks = [.. units.SelectMany(u => TasksOf(u, planned, times)).OrderBy(t => t.HasBegun ? 0 : 1).ThenBy(t => t.Takes).ThenBy(t => t.Since)];
        var urgency = tasks.Count == 0 ? [] : Claim(tasks, units, waiting, [.. planned.Values]);
        return
        [
            .. tasks.Where(t => t.HasBegun).OrderBy(t => t.ReadyAt).ThenBy(t => t.Bed.Value, StringComparer.Ordinal),
            .. tasks.Where(t => !t.HasBegun)
                .OrderBy(t => t.Rank).ThenBy(t => urgency.GetValueOrDefault(t.Bed, int.MaxValue)).ThenBy(t => t.Since).ThenBy(t => t.Bed.Value, StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<CleaningTask> TasksOf(UnitView unit, IReadOnlyDictionary<BedId, EncounterId> planned, CleaningTimes times)
    {
        var noneReady = !unit.Beds.Values.Any(b => b.State is BedState.Ready);
        return
            from room in unit.Definition.Rooms
            from definition in room.Beds
            let bed = unit.Beds[definition.Id]
            where bed.State is BedState.Dirty or BedState.Contaminated or BedState.Cleaning
            let promised = planned.TryGetValue(definition.Id, out var to) ? to : (EncounterId?)null
            select TaskOf(unit, room.Id, definition.Id, bed, promised, noneReady, times);
    }

    private static CleaningTask TaskOf(UnitView unit, RoomId room, BedId id, Bed bed, EncounterId? promised, bool noneReady, CleaningTimes times)
    {
        var (since, by, contaminated, first) = bed.State switch
        {
            BedState.Dirty d => (d.Since, (string?)null, false, d.FirstBecause),
            BedState.Contaminated c => (c.Since, null, true, c.FirstBecause),
            BedState.Cleaning c => (c.Since, c.By, c.WasContaminated, c.FirstBecause),
            _ => throw new InvalidOperationException($"{bed.State} is not housekeeping's"),
        };
        var special = contaminated || bed.Precautions is not null;
        var takes = times.Of(special);
        var rank = first is not null ? CleaningRank.PutFirst
            : promised is not null ? CleaningRank.Planned
            : noneReady ? CleaningRank.LastOfUnit
            : CleaningRank.InTurn;
        return new CleaningTask(
            id, unit.Definition.Id, room, bed.State.StatusOf(), since, by, special, takes, by is null ? null : since + takes, rank, promised, first);
    }

    /// <summary>Gives each patient whom no ready bed suits the bed that will be ready first. Changes the tasks in place.</summary>
    /// <returns>The beds that are waited for, numbered by the urgency of their patients.</returns>
    private static Dictionary<BedId, int> Claim(List<CleaningTask> tasks, IReadOnlyCollection<UnitView> units, IEnumerable<WaitingPatient> waiting, HashSet<EncounterId> promised)
    {
        var claims = new Dictionary<BedId, int>();
        var byId = units.ToDictionary(u => u.Definition.Id);
        var ready = (from u in units from b in u.Beds where b.Value.State is BedState.Ready select (Unit: u, Bed: b.Key)).ToList();
        foreach (var patient in waiting.Where(w => !promised.Contains(w.Encounter))
                     .OrderBy(w => w.Needs.Acuity ?? AcuityUnknown).ThenBy(w => w.Since).ThenBy(w => w.Encounter.Value, StringComparer.Ordinal))
        {
            if (ready.FindIndex(r => Suits(patient, r.Unit, r.Bed)) is var free and >= 0)
            {
                ready.RemoveAt(free);
            }
            else if (tasks.FindIndex(t => t.For is null && Suits(patient, byId[t.Unit], t.Bed)) is var next and >= 0)
            {
                var rank = tasks[next].Rank < CleaningRank.WaitedFor ? tasks[next].Rank : CleaningRank.WaitedFor;
                tasks[next] = tasks[next] with { For = patient.Encounter, Rank = rank };
                claims.Add(tasks[next].Bed, claims.Count);
            }
        }

        return claims;
    }

    private static bool Suits(WaitingPatient patient, UnitView unit, BedId bed) =>
        (patient.Target is { } target ? target == unit.Definition.Id : !unit.Definition.LevelOfCare.IsBoardingPlace())
        && PlacementRules.Check(unit, bed, patient.Encounter, patient.Needs).IsEmpty;
}
