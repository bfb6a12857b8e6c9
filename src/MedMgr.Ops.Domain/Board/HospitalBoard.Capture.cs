using MedMgr.Ops.Domain.Definition;

namespace MedMgr.Ops.Domain.Board;

/// <summary>The board as JSON can carry it, and back.</summary>
public sealed partial class HospitalBoard
{
    /// <summary>What a board needs to go on from here instead of from the first event.</summary>
    public BoardCapture Capture() => new(
        Id,
        Position,
        AsOf,
        SurgeLevel,
        _map?.Definition,
        _lastBeddedWaitHours,
        [.. _encounters],
        [.. _discrepancies.Values],
        [.. _quarantine],
        [.. _units.Values.Select(u => u.Capture())],
        PlacementWeights,
        SurgeChange,
        [.. _taken.Values],
        _trend.Samples,
        _flow.Moves,
        [.. _staff],
        [.. _rosters]);

    /// <summary>A board that stands where the captured one stood; all its units count as changed.</summary>
    public static HospitalBoard Restore(BoardCapture capture)
    {
        var board = new HospitalBoard(capture.Id)
        {
            Position = capture.Position,
            AsOf = capture.AsOf,
            SurgeLevel = capture.SurgeLevel,
            PlacementWeights = capture.PlacementWeights,
            SurgeChange = capture.SurgeChange,
            _lastBeddedWaitHours = capture.LastBeddedWaitHours,
        };
        if (capture.Definition is { } definition)
        {
            board.Define(new HospitalMap(definition));
        }

        foreach (var unit in capture.Units)
        {
            board._units[unit.Id].Restore(unit);
        }

        foreach (var (id, state) in capture.Encounters)
        {
            board._encounters.Add(id, state);
        }

        foreach (var discrepancy in capture.Discrepancies)
        {
            board._discrepancies.Add(discrepancy.Id, discrepancy);
        }

        foreach (var (id, message) in capture.Quarantine)
        {
            board._quarantine.Add(id, message);
        }

        foreach (var taken in capture.Taken)
        {
            board._taken.Add(taken.Alert, taken);
        }

        foreach (var sample in capture.Trend)
        {
            board._trend.Add(sample);
        }

        foreach (var move in capture.Moves)
        {
            board._flow.Note(move);
        }

        foreach (var (id, state) in capture.Staff)
        {
            board._staff.Add(id, state);
        }

        foreach (var (id, state) in capture.Rosters)
        {
            board._rosters.Add(id, state);
        }

        return board;
    }
}
