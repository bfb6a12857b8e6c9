using System.Collections.Immutable;

namespace MedMgr.Ops.Hl7.Sending;

/// <summary>One message of a file.</summary>
/// <param name="Line">Where it begins, lines counted from one; in a framed file the number of its frame.</param>
/// <param name="Bytes">The message without framing.</param>
public readonly record struct FileMessage(int Line, ReadOnlyMemory<byte> Bytes);

/// <summary>Bytes of a file that belong to no message.</summary>
/// <param name="Line">Where they begin, lines (in a framed file: frames) counted from one.</param>
/// <param name="Reason">Why they are not sent.</param>
public readonly record struct SkippedText(int Line, string Reason);

/// <summary>What a file of messages holds.</summary>
/// <param name="Messages">In the order of the file.</param>
/// <param name="Skipped">What was left out; batch headers and blank lines are not mentioned.</param>
public sealed record AdtFile(ImmutableArray<FileMessage> Messages, ImmutableArray<SkippedText> Skipped);

/// <summary>What ends the segments of the messages that are read from a text file.</summary>
public enum SegmentEnds
{
    /// <summary>CR, as HL7 demands, whatever the file has.</summary>
    CarriageReturn,

    /// <summary>As the file has them, to try a receiver's patience.</summary>
    AsInFile,
}
