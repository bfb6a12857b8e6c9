using MedMgr.Ops.WallBoard.Live;
using MedMgr.Ops.WallBoard.Watching;

namespace MedMgr.Ops.WallBoard.Frames;

/// <summary>"Still here": the server's time and where the board stands, encoded once for all displays.</summary>
/// <param name="Number">Counts the beats of a feed, so that a display's stream sees whether it has sent this one.</param>
internal sealed record Heartbeat(long Number, RawMessage Message)
{
    /// <param name="position">Of the fold; may be ahead of the last frame when what came since shows nowhere.</param>
    public static Heartbeat Of(long number, Publication published, long position, TimeProvider time) =>
        new(number, Messages.Heartbeat(published, position, time.GetUtcNow(), RateOf(time)));

    /// <summary>Seconds that pass on the hospital's clock in a second.</summary>
    public static double RateOf(TimeProvider time) => time is IPacedTime paced ? paced.Rate : 1;
}
