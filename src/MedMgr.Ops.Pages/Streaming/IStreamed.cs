namespace MedMgr.Ops.Pages.Streaming;

/// <summary>What displays follow: numbered frames, a snapshot for whoever can not go on from the last one, heartbeats while nothing happens. Safe for concurrent use.</summary>
public interface IStreamed
{
    /// <summary>Completes when there is something to show; faults when there never will be.</summary>
    Task Ready { get; }

    /// <summary>Completes when any of what follows may be another. Take it first, look, then await it.</summary>
    Task Next { get; }

    /// <summary>New for each process: after a restart an old number can not pass for a new one.</summary>
    string Epoch { get; }

    /// <summary>Of the newest frame.</summary>
    long Sequence { get; }

    Heartbeat LastHeartbeat { get; }

    /// <summary>Nothing will come any more.</summary>
    bool IsOver { get; }

    /// <summary>All that there is, and the number of the frame that it includes.</summary>
    Task<(long Sequence, RawMessage Message)> Snapshot();

    /// <returns>Null for a frame that is not there yet or no longer.</returns>
    Task<RawMessage>? Frame(long sequence);

    /// <summary>A heartbeat with the present time, for a display that has just come.</summary>
    Heartbeat HeartbeatNow();

    void DisplayCame();

    void DisplayWent();
}

/// <summary>"Still here": the server's time and where the stream stands, encoded once for all displays.</summary>
/// <param name="Number">Counts the beats, so that a display's stream sees whether it has sent this one.</param>
public sealed record Heartbeat(long Number, RawMessage Message);
