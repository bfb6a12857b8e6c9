namespace MedMgr.Ops.WallBoard.Live;

/// <summary>A clock that does not run as clocks do, such as that of a drill: displays let theirs tick at its pace between two words of the server.</summary>
public interface IPacedTime
{
    /// <summary>Seconds of this clock in a second; 0 while it stands still.</summary>
    double Rate { get; }
}
