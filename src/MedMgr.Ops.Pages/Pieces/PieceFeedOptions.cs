namespace MedMgr.Ops.Pages.Pieces;

/// <summary>How streamed pages of one kind are kept up to date.</summary>
/// <param name="Name">What is shown, as the log says it: "the consoles of riverside".</param>
/// <param name="Build">Names what the pages were made by: a page that meets another one loads anew.</param>
/// <param name="FrameInterval">Least time between two frames. The first change after a quiet while goes out at once.</param>
/// <param name="RingFrames">Frames kept for pages that come back or lag.</param>
public sealed record PieceFeedOptions(string Name, string Build, TimeSpan FrameInterval, int RingFrames, TimeSpan HeartbeatInterval);
