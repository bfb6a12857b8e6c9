namespace MedMgr.Ops.WallBoard.Tests.Support;

/// <summary>Real time that begins at another moment.</summary>
internal sealed class StartingAt(DateTimeOffset start) : TimeProvider
{
    private readonly TimeSpan _ahead = start - System.GetUtcNow();

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _ahead;
}
