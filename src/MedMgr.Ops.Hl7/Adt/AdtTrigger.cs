namespace MedMgr.Ops.Hl7.Adt;

/// <summary>The ADT events that are handled, HL7 table 0003. The number is that of the event.</summary>
public enum AdtTrigger
{
    /// <summary>A01 admit.</summary>
    Admit = 1,

    /// <summary>A02 transfer.</summary>
    Transfer = 2,

    /// <summary>A03 discharge: the patient has left.</summary>
    Discharge = 3,

    /// <summary>A04 register (outpatient or emergency).</summary>
    Register = 4,

    /// <summary>A05 pre-admit.</summary>
    PreAdmit = 5,

    /// <summary>A06 outpatient to inpatient.</summary>
    ChangeToInpatient = 6,

    /// <summary>A07 inpatient to outpatient.</summary>
    ChangeToOutpatient = 7,

    /// <summary>A08 update.</summary>
    Update = 8,

    /// <summary>A09 departing, tracking.</summary>
    Departing = 9,

    /// <summary>A10 arriving, tracking.</summary>
    Arriving = 10,

    /// <summary>A11 cancel admit.</summary>
    CancelAdmit = 11,

    /// <summary>A12 cancel transfer.</summary>
    CancelTransfer = 12,

    /// <summary>A13 cancel discharge.</summary>
    CancelDischarge = 13,

    /// <summary>A14 pending admit.</summary>
    PendingAdmit = 14,

    /// <summary>A15 pending transfer.</summary>
    PendingTransfer = 15,

    /// <summary>A16 pending discharge.</summary>
    PendingDischarge = 16,

    /// <summary>A17 swap: two patients change places.</summary>
    Swap = 17,

    /// <summary>A20 bed status update.</summary>
    BedStatus = 20,

    /// <summary>A21 leave of absence begins.</summary>
    LeaveBegins = 21,

    /// <summary>A22 leave of absence ends.</summary>
    LeaveEnds = 22,

    /// <summary>A25 cancel pending discharge.</summary>
    CancelPendingDischarge = 25,

    /// <summary>A26 cancel pending transfer.</summary>
    CancelPendingTransfer = 26,

    /// <summary>A27 cancel pending admit.</summary>
    CancelPendingAdmit = 27,

    /// <summary>A40 merge patients.</summary>
    Merge = 40,
}

/// <summary>Event codes of <see cref="AdtTrigger"/>.</summary>
public static class AdtTriggers
{
    /// <summary>The event as HL7 writes it: <c>A01</c>.</summary>
    public static string Code(this AdtTrigger trigger) => "A" + ((int)trigger).ToString("00", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Reads <c>A01</c>; false for an event that is not handled.</summary>
    public static bool TryParse(ReadOnlySpan<char> code, out AdtTrigger trigger)
    {
        trigger = default;
        if (code.Length != 3 || code[0] != 'A' || !char.IsAsciiDigit(code[1]) || !char.IsAsciiDigit(code[2]))
            return false;
        trigger = (AdtTrigger)(((code[1] - '0') * 10) + (code[2] - '0'));
        return Enum.IsDefined(trigger);
    }
}
