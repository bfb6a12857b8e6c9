using MedMgr.Ops.Drills.Pages;
using MedMgr.Ops.Pages.Pieces;
using MedMgr.Ops.WallBoard.Live;
using Microsoft.Extensions.Options;

namespace MedMgr.Ops.Drills.Http;

/// <summary>Follows the drill and publishes what its lead's desk shows.</summary>
internal sealed class DrillFeed : PieceFeed<DrillPicture>
{
    /// <summary>The drill counts its figures twice a second: what comes in between waits for that.</summary>
    private static readonly TimeSpan FrameInterval = TimeSpan.FromMilliseconds(250);

    private const int RingFrames = 128;

    private readonly DrillDesk _desk;
    private DrillState? _shown;

    public DrillFeed(DrillDesk desk, PieceRenderer renderer, TimeProvider time, IOptions<WallBoardOptions> wall, ILogger<DrillFeed> logger)
        : base(renderer, time, new PieceFeedOptions("The lead's desks", BuildOf(wall.Value), FrameInterval, RingFrames, wall.Value.HeartbeatInterval), logger) => _desk = desk;

    protected override Task Opened => _desk.Opened;

    protected override IReadOnlyList<Func<Task>> Changes => [() => Conductor.Changed];

    protected override bool HasMoved => !ReferenceEquals(_shown, Conductor.State);

    private DrillConductor Conductor => _desk.Conductor ?? throw new InvalidOperationException("A desk was asked for before the drill was open.");

    protected override Task<DrillPicture> Take(CancellationToken cancellationToken)
    {
        var (order, state) = (Conductor.Order, Conductor.State);
        _shown = state;
        return Task.FromResult(new DrillPicture(DrillAnswers.Of(order, state), TimeZoneInfo.FindSystemTimeZoneById(order.Plan.Hospital.TimeZone)));
    }

    protected override IEnumerable<Piece> OfPage(DrillPicture picture) => DrillPieces.Of(picture);

    private static string BuildOf(WallBoardOptions wall) => $"{wall.BuildId}-{typeof(DrillPieces).Assembly.ManifestModule.ModuleVersionId.ToString("N")[..12]}";
}

/// <summary>Runs the feed as long as the server runs.</summary>
internal sealed class DrillFeeding(DrillFeed feed) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => feed.Run(stoppingToken);
}
