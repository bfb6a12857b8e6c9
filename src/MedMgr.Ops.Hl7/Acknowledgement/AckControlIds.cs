using System.Globalization;

namespace MedMgr.Ops.Hl7.Acknowledgement;

/// <summary>Control ids (MSH-10) of the messages we write ourselves: unique within a process and, by its start, between them.</summary>
/// <remarks>At most 20 characters, the limit of HL7 before 2.7. Safe for concurrent use.</remarks>
public sealed class AckControlIds
{
    private readonly string _prefix;
    private long _last;

    /// <summary>Ids that begin with the seconds of the process's start.</summary>
    public AckControlIds(DateTimeOffset startedAt) =>
        _prefix = "M" + startedAt.ToUnixTimeSeconds().ToString("X", CultureInfo.InvariantCulture) + "-";

    /// <summary>An id that was not given out before.</summary>
    public string Next() => _prefix + Interlocked.Increment(ref _last).ToString("X", CultureInfo.InvariantCulture);
}
