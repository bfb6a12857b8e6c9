namespace MedMgr.Ops.Domain.Beds;

/// <summary>HL7 table 0116.</summary>
public enum BedStatusCode { Closed, Housekeeping, Isolated, Contaminated, Occupied, Unoccupied }

/// <summary>What a reported bed status (A20) asks of the bed, in the state in which it is.</summary>
public static class BedStatusReports
{
    /// <summary>The command that makes the report true; null when it is true already or contradicts what is known.</summary>
    public static BedCommand? CommandFor(Bed bed, BedStatusCode reported, string by, DateTimeOffset at) => (reported, bed.State) switch
    {
        (BedStatusCode.Closed, _) => new BedCommand.Close("closed by " + by) { At = at },
        (BedStatusCode.Housekeeping, BedState.Dirty or BedState.Contaminated) => new BedCommand.StartCleaning(by) { At = at },
        (BedStatusCode.Housekeeping, BedState.Ready) => new BedCommand.MarkDirty("housekeeping reported by " + by) { At = at },
        (BedStatusCode.Isolated, _) => new BedCommand.SetPrecautions(new Isolation(Precautions.Contact)) { At = at },
        (BedStatusCode.Contaminated, _) => new BedCommand.Contaminate(null) { At = at },
        (BedStatusCode.Unoccupied, BedState.Closed) => new BedCommand.Open { At = at },
        (BedStatusCode.Unoccupied, BedState.Blocked) => new BedCommand.Unblock { At = at },
        (BedStatusCode.Unoccupied, BedState.Dirty or BedState.Cleaning) => new BedCommand.MarkReady(by) { At = at },
        (BedStatusCode.Unoccupied, BedState.Ready) when bed.Precautions is not null => new BedCommand.SetPrecautions(null) { At = at },
        _ => null,
    };

    /// <summary>Whether the report and the known state can not both be true.</summary>
    public static bool Contradicts(Bed bed, BedStatusCode reported) => (reported, bed.State) switch
    {
        (BedStatusCode.Occupied, BedState.Occupied) => false,
        (BedStatusCode.Occupied, _) => true,
        (BedStatusCode.Unoccupied, BedState.Occupied or BedState.Contaminated) => true,
        (BedStatusCode.Housekeeping, BedState.Occupied or BedState.Reserved or BedState.Blocked or BedState.Closed) => true,
        _ => false,
    };
}
