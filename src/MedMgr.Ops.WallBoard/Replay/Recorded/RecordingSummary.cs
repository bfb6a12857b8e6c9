using System.Text.Json.Serialization;
using MedMgr.Ops.Domain;

namespace MedMgr.Ops.WallBoard.Replay.Recorded;

/// <summary>Where a recording comes from. Part of the public API.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RecordingKind>))]
public enum RecordingKind
{
    /// <summary>A past span of a hospital's own log.</summary>
    [JsonStringEnumMemberName("live span")] LiveSpan,

    /// <summary>A replication that the simulator recorded.</summary>
    [JsonStringEnumMemberName("simulated")] Simulated,

    /// <summary>People practising against the system.</summary>
    [JsonStringEnumMemberName("drill")] Drill,
}

/// <summary>A recording as lists show it.</summary>
/// <param name="Id">Names it in addresses: /replay/{id}.</param>
/// <param name="From">The first moment that is shown; what came before (a warm-up) is folded and not shown. Null when the recording can not be used.</param>
/// <param name="To">The last event. Null as <paramref name="From"/>.</param>
/// <param name="Events">All events of the recording, also those before <paramref name="From"/>; null for the live log, which would have to be read whole to count.</param>
/// <param name="Unusable">Null, or what is wrong with it and where.</param>
public sealed record RecordingSummary(
    string Id, HospitalId Hospital, string Title, RecordingKind Kind, DateTimeOffset? From, DateTimeOffset? To, long? Events, string? Unusable);
