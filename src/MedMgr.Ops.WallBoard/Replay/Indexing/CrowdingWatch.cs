using MedMgr.Ops.Domain.Board;
using MedMgr.Ops.Domain.Surge;
using MedMgr.Ops.WallBoard.Rendering;

namespace MedMgr.Ops.WallBoard.Replay.Indexing;

/// <summary>Alerts from the board's own figures: crowding that reaches a worse band, a boarder past four hours, a surge level that is set, a discrepancy that is raised.</summary>
internal sealed class CrowdingWatch : IAlertWatch
{
    /// <summary>Joint Commission LD.04.03.11: boarding is to end within four hours.</summary>
    private static readonly TimeSpan BoardingMax = TimeSpan.FromHours(4);

    private readonly HashSet<string> _discrepancies = new(StringComparer.Ordinal);
    private NedocsBand? _band;
    private int? _surgeLevel;
    private bool _boardsTooLong;

    public IEnumerable<(AlertWeight Weight, string Says)> Look(BoardView view, DateTimeOffset now)
    {
        if (view.SurgeLevel != (_surgeLevel ?? view.SurgeLevel))
        {
            yield return (AlertWeight.Warning, Words.SurgeLevel(view.SurgeLevel));
        }

        _surgeLevel = view.SurgeLevel;
        if (view.Crowding.Band is >= NedocsBand.Overcrowded and var band && band > (_band ?? NedocsBand.Normal))
        {
            yield return (AlertWeight.Critical, $"ED {Words.Of(band)}, NEDOCS {Math.Round(view.Crowding.Nedocs ?? 0)}");
        }

        _band = view.Crowding.Band;
        var tooLong = now - view.Crowding.LongestBoardingSince > BoardingMax;
        if (tooLong && !_boardsTooLong)
        {
            yield return (AlertWeight.Warning, $"Longest boarder past {BoardingMax.TotalHours:0} hours");
        }

        _boardsTooLong = tooLong;
        foreach (var d in view.Discrepancies.Where(d => _discrepancies.Add(d.Id)))
        {
            yield return (AlertWeight.Notice, d.Says);
        }
    }
}
