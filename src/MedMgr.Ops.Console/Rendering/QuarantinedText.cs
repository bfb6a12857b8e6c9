using System.Collections.Immutable;
using MedMgr.Ops.Domain.Quarantine;

namespace MedMgr.Ops.Consoles.Rendering;

/// <param name="IsFaulty">The segment that could not be used.</param>
internal sealed record MessageLine(string Text, bool IsFaulty);

/// <summary>A message in quarantine as far as a console shows it: every display of the house may see it, so what names a person is left out unless it is the fault itself.</summary>
internal static class QuarantinedText
{
    /// <summary>Segments about the person, next of kin, guarantors, insurers and diagnoses.</summary>
    private static readonly ImmutableHashSet<string> AboutThePerson = ["PID", "PD1", "NK1", "GT1", "IN1", "IN2", "IN3", "MRG", "AL1", "DG1", "OBX", "ROL", "ACC"];

    private const int TextMax = 600;

    /// <summary>"ADT^A01" of MSH-9; null when the message has none.</summary>
    public static string? TypeOf(QuarantinedMessage message)
    {
        var header = Segments(message).FirstOrDefault(s => s.StartsWith("MSH", StringComparison.Ordinal));
        return header is { Length: > 3 } && header.Split(header[3]) is { Length: > 8 } fields && fields[8].Length > 0 ? Short(fields[8]) : null;
    }

    public static ImmutableArray<MessageLine> Of(QuarantinedMessage message) =>
    [
        .. from segment in Segments(message)
           let name = segment.Length >= 3 ? segment[..3] : segment
           let faulty = message.Segment is not null && name == message.Segment
           select new MessageLine(!faulty && AboutThePerson.Contains(name) ? $"{name}  (about the person: not shown)" : Short(segment), faulty),
    ];

    private static string[] Segments(QuarantinedMessage message) => message.Raw.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries);

    private static string Short(string text) => text.Length > TextMax ? text[..TextMax] + "…" : text;
}
