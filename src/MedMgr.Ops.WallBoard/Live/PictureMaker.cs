using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Board;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Quarantine;
using MedMgr.Ops.Domain.Staffing;
using Microsoft.Extensions.Logging;

namespace MedMgr.Ops.WallBoard.Live;

/// <summary>Makes pictures of one board, keeping what is dear to make until it changes. Belongs to one loop.</summary>
internal sealed class PictureMaker
{
    private readonly WallBoardOptions _options;
    private readonly ILogger _logger;
    private readonly Dictionary<UnitId, UnitBoard> _tiles = [];
    private ImmutableArray<QuarantinedMessage> _quarantine = [];
    private TimeZoneInfo _zone = TimeZoneInfo.Utc;
    private HospitalMap? _map;
    private NextShift? _nextShift;
    private DateTimeOffset _nextShiftUntil = DateTimeOffset.MinValue;

    public PictureMaker(WallBoardOptions options, ILogger logger)
    {
        _options = options;
        _logger = logger;
    }

    /// <summary>Figures that depend on the clock are to be looked at again.</summary>
    public void ClockHasMoved() => _tiles.Clear();

    public void QuarantineHasChanged(HospitalBoard board) => _quarantine = [.. board.Quarantine];

    public BoardPicture Of(HospitalBoard board, Outlook? outlook, DateTimeOffset now)
    {
        foreach (var unit in board.TakeChangedUnits())
        {
            _tiles.Remove(unit);
        }

        if (!ReferenceEquals(_map, board.Map))
        {
            _map = board.Map;
            _zone = _map is null ? TimeZoneInfo.Utc : Zone(_map.Definition);
            _nextShiftUntil = DateTimeOffset.MinValue;
        }

        if (_map is not null && now >= _nextShiftUntil)
        {
            _nextShift = NextShift.Of(_map.Definition, _zone, now);
            _nextShiftUntil = _nextShift?.At ?? now.AddHours(1);
        }

        return new BoardPicture(board.View(now, id => _tiles.TryGetValue(id, out var tile) ? tile : _tiles[id] = board.ViewOf(id, now)), _zone, _quarantine)
        {
            Wall = board.Wall,
            NextShift = _nextShift,
            Outlook = outlook,
            OutlookIsOld = outlook is not null && now - outlook.From > _options.OutlookOldAfter,
        };
    }

    private TimeZoneInfo Zone(HospitalDefinition hospital)
    {
        if (TimeZoneInfo.TryFindSystemTimeZoneById(hospital.TimeZone, out var zone))
        {
            return zone;
        }

        _logger.LogWarning("This machine does not know the time zone {Zone} of {Hospital}: its wall shows UTC.", hospital.TimeZone, hospital.Id);
        return TimeZoneInfo.CreateCustomTimeZone(hospital.TimeZone, TimeSpan.Zero, "UTC", "UTC");
    }
}
