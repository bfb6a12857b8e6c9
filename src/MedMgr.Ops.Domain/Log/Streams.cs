namespace MedMgr.Ops.Domain.Log;

/// <summary>What a stream is about.</summary>
public enum StreamKind { Bed, Unit, Staff, Encounter, Hospital, Quarantine, Roster }

/// <summary>The names of streams in the log: "bed/4E-12A". An id holds no slash, so the first one divides.</summary>
public static class Streams
{
    public const string Hospital = "hospital/main";

    public static string Of(BedId id) => "bed/" + id.Value;

    public static string Of(UnitId id) => "unit/" + id.Value;

    public static string Of(StaffId id) => "staff/" + id.Value;

    public static string Of(EncounterId id) => "encounter/" + id.Value;

    /// <summary>What a unit has published for its staff.</summary>
    public static string RosterOf(UnitId id) => "roster/" + id.Value;

    public static string Quarantine(string id) => "quarantine/" + id;

    /// <exception cref="FormatException">No stream of ours.</exception>
    public static (StreamKind Kind, string Id) Parse(string stream)
    {
        var slash = stream.IndexOf('/', StringComparison.Ordinal);
        var kind = slash < 0 ? null : stream[..slash] switch
        {
            "bed" => StreamKind.Bed,
            "unit" => StreamKind.Unit,
            "staff" => StreamKind.Staff,
            "encounter" => StreamKind.Encounter,
            "hospital" => StreamKind.Hospital,
            "quarantine" => StreamKind.Quarantine,
            "roster" => StreamKind.Roster,
            _ => (StreamKind?)null,
        };
        return kind is { } known ? (known, stream[(slash + 1)..]) : throw new FormatException($"'{stream}' is no stream of this log.");
    }
}
