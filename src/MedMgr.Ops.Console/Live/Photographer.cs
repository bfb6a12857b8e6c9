using System.Collections.Immutable;
using MedMgr.Ops.Consoles.Pictures;
using MedMgr.Ops.Domain.Board;
using MedMgr.Ops.WallBoard.Live;

namespace MedMgr.Ops.Consoles.Live;

/// <summary>Takes pictures of one hospital for its consoles.</summary>
internal sealed class Photographer
{
    private readonly IHospitalBoardFeed _feed;
    private readonly IConsolePlans _plans;
    private readonly Journal _journal;
    private readonly TimeProvider _time;
    private readonly StaffingDesk _staffing = new();

    public Photographer(IHospitalBoardFeed feed, IConsolePlans plans, Journal journal, TimeProvider time) => (_feed, _plans, _journal, _time) = (feed, plans, journal, time);

    /// <exception cref="InvalidOperationException">The board has stopped.</exception>
    public async Task<ConsolePicture> Take(CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        var wall = _feed.Picture;
        var picture = await _feed.ReadAsync(board =>
        {
            _staffing.Look(board);
            return Of(board, wall, _plans.Newest(board, now), now);
        });
        return picture with { Staffing = _staffing.Of(picture), Journal = await _journal.UpTo(picture.View.Position, cancellationToken) };
    }

    /// <summary>Of a board that can no longer be read: what was last shown, and nothing that could be acted upon.</summary>
    public static ConsolePicture Last(BoardPicture wall, DateTimeOffset now) =>
        new(wall.View, null, ImmutableDictionary<Domain.UnitId, Domain.Units.UnitView>.Empty, ImmutableDictionary<Domain.EncounterId, Domain.Encounters.EncounterState>.Empty,
            wall.Quarantine, wall.Zone, Minute(now)) { NextShift = wall.NextShift, Outlook = wall.Outlook };

    public static ConsolePicture Of(HospitalBoard board, BoardPicture wall, ConsolePlan? plan, DateTimeOffset now) => new(
        board.View(now),
        board.Map,
        board.Units.ToImmutableDictionary(u => u.Definition.Id, u => u.ForPlacement(now)),
        board.Encounters.ToImmutableDictionary(),
        [.. board.Quarantine],
        wall.Zone,
        Minute(now))
    {
        Plan = plan,
        NextShift = wall.NextShift,
        Outlook = wall.Outlook,
    };

    private static DateTimeOffset Minute(DateTimeOffset now) => new(now.Ticks - (now.Ticks % TimeSpan.TicksPerMinute), now.Offset);
}
