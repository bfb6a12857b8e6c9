using System.Collections.Frozen;
using System.Text;
using System.Text.Unicode;

namespace MedMgr.Ops.Hl7.Messages;

/// <summary>A character set of HL7 table 0211 that a message is written in.</summary>
/// <remarks>
/// Senders declare ASCII or UTF-8 and send Latin-1, or declare nothing. Those are read as UTF-8 where the bytes are valid UTF-8
/// and as ISO 8859-1 otherwise, so no byte is lost and the acknowledgement can return the same bytes.
/// </remarks>
public sealed class Hl7CharacterSet
{
    /// <summary>UTF-8, not declared.</summary>
    public static readonly Hl7CharacterSet Utf8 = new(string.Empty, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));

    /// <summary>ISO 8859-1, not declared: what bytes that are no UTF-8 are read as.</summary>
    public static readonly Hl7CharacterSet Latin1 = new(string.Empty, Encoding.Latin1);

    private static readonly FrozenDictionary<string, Hl7CharacterSet> Known = Table().ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private Hl7CharacterSet(string code, Encoding encoding)
    {
        Code = code;
        Encoding = encoding;
    }

    /// <summary>MSH-18 as declared; empty where the sender declared nothing.</summary>
    public string Code { get; }

    /// <summary>Turns the message's bytes into text and back; never throws on bytes or text that do not fit.</summary>
    public Encoding Encoding { get; }

    /// <summary>The set of that name in table 0211, or one of the names seen in practice; null where it is not supported.</summary>
    public static Hl7CharacterSet? Find(string code) => Known.GetValueOrDefault(code.Trim());

    /// <summary>Decodes a message by what it declares and what its bytes really are.</summary>
    /// <returns>Null where the declared set is not supported.</returns>
    internal static string? Decode(ReadOnlySpan<byte> message, string declared, out Hl7CharacterSet used)
    {
        used = Utf8;
        if (declared.Length > 0)
        {
            if (Find(declared) is not { } found)
                return null;
            used = found;
        }

        bool unreliable = used.Encoding is UTF8Encoding;
        if (unreliable && !System.Text.Unicode.Utf8.IsValid(message))
            used = used.Code.Length == 0 ? Latin1 : new Hl7CharacterSet(used.Code, Encoding.Latin1);
        return used.Encoding.GetString(message);
    }

    private static Dictionary<string, Hl7CharacterSet> Table()
    {
        var table = new Dictionary<string, Hl7CharacterSet>(StringComparer.OrdinalIgnoreCase);

        // ASCII is a part of UTF-8; reading it as UTF-8 keeps what careless senders put above 0x7F.
        foreach (string name in (string[])["ASCII", "UNICODE UTF-8", "UTF-8", "UTF8", "UNICODE"])
            table[name] = new Hl7CharacterSet(name, Utf8.Encoding);
        foreach (int part in (int[])[1, 2, 3, 4, 5, 6, 7, 8, 9, 15])
        {
            Encoding encoding = Page(28590 + part);
            foreach (string name in (string[])[$"8859/{part}", $"ISO-8859-{part}", $"ISO8859-{part}"])
                table[name] = new Hl7CharacterSet(name, encoding);
        }

        foreach ((string name, int page) in ((string, int)[])[("WINDOWS-1252", 1252), ("GB 18030-2000", 54936), ("KS X 1001", 949), ("BIG-5", 950)])
            table[name] = new Hl7CharacterSet(name, Page(page));
        return table;
    }

    private static Encoding Page(int number) =>
        CodePagesEncodingProvider.Instance.GetEncoding(number) ?? Encoding.GetEncoding(number);
}
