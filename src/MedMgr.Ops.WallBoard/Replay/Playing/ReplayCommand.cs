using MedMgr.Ops.Domain.Alerts;

namespace MedMgr.Ops.WallBoard.Replay.Playing;

/// <summary>What a viewer may ask of a replay.</summary>
internal abstract record ReplayCommand
{
    private ReplayCommand()
    {
    }

    public sealed record Play : ReplayCommand;

    public sealed record Pause : ReplayCommand;

    /// <param name="Times">Replayed seconds in a second.</param>
    public sealed record SetRate(int Times) : ReplayCommand;

    /// <param name="Elapsed">Since the beginning of the time line.</param>
    public sealed record Seek(TimeSpan Elapsed) : ReplayCommand;

    /// <param name="By">Forward or, below zero, back.</param>
    public sealed record Skip(TimeSpan By) : ReplayCommand;

    /// <summary>To the next step of any recording shown, or back over the last one. Pauses.</summary>
    public sealed record Step(bool Forward) : ReplayCommand;

    /// <summary>To the next alert of any recording shown, or the one before. Pauses.</summary>
    /// <param name="Least">Less severe ones are passed over.</param>
    public sealed record Alert(bool Forward, AlertSeverity Least = AlertSeverity.Warning) : ReplayCommand;
}
