using MedMgr.Ops.Consoles.Pictures;
using MedMgr.Ops.Consoles.Rendering;
using MedMgr.Ops.Pages.Pieces;
using MedMgr.Ops.WallBoard.Live;
using Microsoft.Extensions.Logging;

namespace MedMgr.Ops.Consoles.Live;

/// <summary>Follows one hospital's board and plans, and publishes what its consoles show.</summary>
internal sealed class ConsoleFeed : PieceFeed<ConsolePicture>
{
    private readonly IHospitalBoardFeed _board;
    private readonly IConsolePlans _plans;
    private readonly Photographer _photographer;
    private BoardPicture? _shown;
    private long _plansShown;
    private long _plansMoved;

    public ConsoleFeed(
        IHospitalBoardFeed board, IConsolePlans plans, Photographer photographer, PieceRenderer renderer, TimeProvider time, PieceFeedOptions options, ILogger<ConsoleFeed> logger)
        : base(renderer, time, options, logger) => (_board, _plans, _photographer) = (board, plans, photographer);

    protected override Task Opened => _board.Ready;

    protected override IReadOnlyList<Func<Task>> Changes => [() => _board.Changed, PlansChanged];

    /// <remarks>The board's heartbeats wake too and change nothing; its clock brings a picture of its own.</remarks>
    protected override bool HasMoved => !ReferenceEquals(_shown, _board.Picture) || _plansShown != Volatile.Read(ref _plansMoved);

    protected override string? Stopped => _board.Health is FeedHealth.Failed or FeedHealth.Stopped ? $"The board of {_board.Hospital} has stopped ({_board.Health})." : null;

    protected override Task<ConsolePicture> Take(CancellationToken cancellationToken)
    {
        (_shown, _plansShown) = (_board.Picture, Volatile.Read(ref _plansMoved));
        return _photographer.Take(cancellationToken);
    }

    protected override IEnumerable<Piece> OfPage(ConsolePicture picture) => ConsolePieces.OfPage(picture);

    protected override IEnumerable<Piece> Smallest(ConsolePicture picture) => ConsolePieces.Smallest(picture);

    protected override bool SameLayout(ConsolePicture before, ConsolePicture after) => ConsolePieces.SameLayout(before, after);

    protected override void Describe(System.Text.Json.Utf8JsonWriter writer, ConsolePicture picture)
    {
        writer.WriteNumber("position", picture.View.Position);
        if (picture.View.AsOf is { } asOf)
        {
            writer.WriteString("asOf", asOf);
        }
    }

    private async Task PlansChanged()
    {
        await _plans.Changed(_board.Hospital);
        Interlocked.Increment(ref _plansMoved);
    }
}
