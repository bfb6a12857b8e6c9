using System.Text.Json;

namespace MedMgr.Ops.Pages.Streaming;

/// <summary>A clock that does not run as clocks do, such as that of a drill: displays let theirs tick at its pace between two words of the server.</summary>
public interface IPacedTime
{
    /// <summary>Seconds of this clock in a second; 0 while it stands still.</summary>
    double Rate { get; }
}

/// <summary>What displays are told of the server's clock.</summary>
public static class PacedTime
{
    /// <summary>Seconds that pass on the hospital's clock in a second.</summary>
    public static double RateOf(TimeProvider time) => time is IPacedTime paced ? paced.Rate : 1;

    /// <summary>Writes "serverTime" and "rate" into a heartbeat.</summary>
    public static void Time(this Utf8JsonWriter writer, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(time);
        writer.WriteString("serverTime", time.GetUtcNow());
        writer.WriteNumber("rate", RateOf(time));
    }
}
