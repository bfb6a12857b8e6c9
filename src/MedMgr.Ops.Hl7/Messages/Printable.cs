namespace MedMgr.Ops.Hl7.Messages;

/// <summary>Quotes what a sender sent inside our own sentences: short, on one line, without control characters.</summary>
internal static class Printable
{
    private const int MaxLength = 60;

    public static string Of(string? sent)
    {
        sent ??= string.Empty;
        string head = sent.Length <= MaxLength ? sent : sent[..MaxLength] + "...";
        return string.Create(head.Length + 2, head, static (quoted, text) =>
        {
            quoted[0] = '\'';
            for (int i = 0; i < text.Length; i++)
                quoted[i + 1] = char.IsControl(text[i]) || char.IsSurrogate(text[i]) ? '?' : text[i];
            quoted[^1] = '\'';
        });
    }
}
