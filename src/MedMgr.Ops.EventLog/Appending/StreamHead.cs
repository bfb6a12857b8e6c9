namespace MedMgr.Ops.EventLog.Appending;

/// <summary>Where a stream stands, including what the present group adds to it.</summary>
internal sealed class StreamHead
{
    public required string Hospital { get; init; }

    public required string Stream { get; init; }

    /// <summary>0 until the stream is stored.</summary>
    public int Id { get; set; }

    public long Version { get; set; }

    /// <summary>The version in the database; behind <see cref="Version"/> while a group is being planned.</summary>
    public long StoredVersion { get; set; }

    /// <summary>Position of the last event, 0 for none. Kept by stores that link the events of a stream.</summary>
    public long Last { get; set; }

    /// <summary>Position of the last event written; behind <see cref="Last"/> while a group is being written.</summary>
    public long StoredLast { get; set; }
}

/// <summary>What a group must know of the streams that it touches.</summary>
internal interface IStreamHeads
{
    StreamHead? Find(string hospital, string stream);

    void Add(StreamHead head);

    /// <summary>Whether a *stored* append to the stream has this cause id.</summary>
    bool HasStored(StreamHead head, string causeId);
}
