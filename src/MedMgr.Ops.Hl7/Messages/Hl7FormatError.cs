namespace MedMgr.Ops.Hl7.Messages;

/// <summary>Why bytes are not an HL7 v2 message, and where.</summary>
/// <param name="Location">The nearest segment and field.</param>
/// <param name="Reason">A phrase a person at the sending interface can act on.</param>
/// <param name="Offset">Characters from the start of the decoded message; bytes where it could not be decoded.</param>
public sealed record Hl7FormatError(Hl7Location Location, string Reason, int Offset)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Location}: {Reason} (offset {Offset})";

    /// <summary>The header could be read and the fault lies in what follows it.</summary>
    public bool IsAfterHeader { get; init; }

    internal static Hl7FormatError InHeader(int field, int offset, string reason) => new(new Hl7Location("MSH", field), reason, offset);
}

/// <summary>Thrown by <see cref="Hl7Message.Parse(ReadOnlySpan{byte}, Hl7Limits)"/> with the place and the reason.</summary>
public sealed class Hl7FormatException : FormatException
{
    /// <summary>An exception that carries where and why.</summary>
    public Hl7FormatException(Hl7FormatError error)
        : base(error.ToString()) => Error = error;

    /// <summary>Where and why.</summary>
    public Hl7FormatError Error { get; }
}
