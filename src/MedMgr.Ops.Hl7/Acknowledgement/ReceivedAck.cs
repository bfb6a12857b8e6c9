using System.Collections.Immutable;
using MedMgr.Ops.Hl7.Messages;

namespace MedMgr.Ops.Hl7.Acknowledgement;

/// <summary>An acknowledgement that a receiver sent us.</summary>
/// <param name="Code">MSA-1: AA, AE, AR, CA, CE or CR.</param>
/// <param name="ControlId">MSA-2: the control id of the message it answers, as sent.</param>
/// <param name="Text">MSA-3, else ERR-8, else ERR-3.2, else ERR-1.4; null where the receiver gave no reason.</param>
/// <param name="Locations">Where the receiver found fault, from ERR-2 or ERR-1.</param>
public sealed record ReceivedAck(string Code, string ControlId, string? Text, ImmutableArray<string> Locations)
{
    /// <summary>CA, CE or CR: the first of the two acknowledgements of enhanced mode.</summary>
    public bool IsAcceptLevel => Code.StartsWith('C');

    /// <summary>AA or CA.</summary>
    public bool IsPositive => Code is "AA" or "CA";

    /// <summary>Reads an acknowledgement; null where the message has no MSA.</summary>
    public static ReceivedAck? Of(Hl7Message message)
    {
        Hl7Segment msa = message.Find("MSA");
        if (!msa.Exists)
            return null;
        Hl7Segment err = message.Find("ERR");
        string? text = FirstText(msa[3], err[8], err[3][2], err[1][4][2]);
        ImmutableArray<string> places = [.. message.Segments.Where(s => s.Is("ERR")).Select(PlaceOf).OfType<string>()];
        return new ReceivedAck(msa[1].LeafRaw.ToString(), msa[2].Raw.ToString(), text, places);
    }

    private static string? FirstText(params ReadOnlySpan<Hl7Element> candidates)
    {
        foreach (Hl7Element candidate in candidates)
        {
            if (candidate.Value.Text is { } text)
                return text;
        }

        return null;
    }

    private static string? PlaceOf(Hl7Segment err)
    {
        Hl7Element place = err[2].IsEmpty ? err[1] : err[2];
        if (place[1].Value.Text is not { } segment)
            return null;
        string field = place[3].LeafRaw is { IsEmpty: false } number ? "-" + number.ToString() : string.Empty;
        string component = !err[2].IsEmpty && place[5].LeafRaw is { IsEmpty: false } part ? "." + part.ToString() : string.Empty;
        return segment + field + component;
    }
}
