using System.Collections.Immutable;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Definition;

namespace MedMgr.Ops.Domain.Board;

/// <summary>A patient went from one unit to another, came in or left.</summary>
/// <param name="From">Null for one who came from outside.</param>
/// <param name="To">Null for one who left the hospital.</param>
public readonly record struct Move(DateTimeOffset At, UnitId? From, UnitId? To);

/// <summary>What goes from one place to another, and what would like to.</summary>
/// <param name="From">Null: from outside.</param>
/// <param name="To">Null: out of the hospital.</param>
/// <param name="Moved">Patients within the hours that the hospital's wall looks back.</param>
/// <param name="Waiting">Patients who have a bed requested there; towards the exit those whose discharge is ordered.</param>
/// <param name="WaitingSince">The longest of them.</param>
/// <param name="Jammed">Somebody waits and nothing can move: no bed is ready there, or the longest waits longer than allowed.</param>
public sealed record FlowEdge(UnitId? From, UnitId? To, int Moved, int Waiting, DateTimeOffset? WaitingSince, bool Jammed);

/// <summary>Moves of the last hours between the units of a hospital.</summary>
internal sealed class PatientFlow
{
    // A hospital of a thousand beds moves some hundred patients an hour; the bound holds where clocks are wrong.
    private const int MovesMax = 4096;

    private readonly MoveCounts _moves = new();

    public ImmutableArray<Move> Moves => [.. _moves.Moves];

    public void Note(Move move)
    {
        if (move.From == move.To)
        {
            return;
        }

        while (_moves.Count >= MovesMax || (_moves.Count > 0 && move.At - _moves.Oldest.At > TimeSpan.FromHours(AlertThresholds.FlowHoursMax)))
        {
            _moves.RemoveOldest();
        }

        _moves.Add(move);
    }

    public ImmutableArray<FlowEdge> View(HospitalMap map, AlertThresholds limits, ImmutableArray<UnitBoard> units, ImmutableArray<WaitingView> waiting, DateTimeOffset now)
    {
        var horizon = now - TimeSpan.FromHours(limits.FlowHours);
        var moved = _moves.After(horizon);
        var queues = Inward(map, waiting).Concat(Outward(units)).GroupBy(w => (w.From, w.To), w => w.Since).ToDictionary(g => g.Key, g => g.ToList());
        var full = units.Where(u => u.Figures.Available == 0 || !u.Open).Select(u => u.Id).ToHashSet();
        return
        [
            .. from edge in moved.Keys.Where(m => IsKnown(map, m.From) && IsKnown(map, m.To)).Union(queues.Keys)
               let queue = queues.GetValueOrDefault(edge) ?? []
               let longest = queue.Count == 0 ? (DateTimeOffset?)null : queue.Min()
               let limit = edge.To is null ? TimeSpan.FromMinutes(limits.DischargeOrderMinutes) : TimeSpan.FromHours(limits.BoardingWarningHours)
               let jammed = longest is { } since && ((edge.To is { } to && full.Contains(to)) || now - since > limit)
               orderby edge.From?.Value, edge.To?.Value
               select new FlowEdge(edge.From, edge.To, moved.GetValueOrDefault(edge), queue.Count, longest, jammed),
        ];
    }

    private static bool IsKnown(HospitalMap map, UnitId? unit) => unit is not { } id || map.Unit(id) is not null;

    /// <summary>Requests that name where to. Those for any unit that fits belong to no edge.</summary>
    private static IEnumerable<(UnitId? From, UnitId? To, DateTimeOffset Since)> Inward(HospitalMap map, ImmutableArray<WaitingView> waiting) =>
        from w in waiting
        let to = (w.Assigned is { } bed ? map.UnitOf(bed)?.Id : null) ?? w.Target
        where to is { } unit && map.Unit(unit) is not null && w.From?.Unit != to
        select (w.From?.Unit, to, w.Since);

    private static IEnumerable<(UnitId? From, UnitId? To, DateTimeOffset Since)> Outward(ImmutableArray<UnitBoard> units)
    {
        foreach (var unit in units)
        {
            foreach (var bed in unit.Beds)
            {
                if (bed is { Status: BedStatus.Occupied, DischargeOrderedAt: { } ordered })
                {
                    yield return (unit.Id, null, ordered);
                }
            }
        }
    }
}
