using System.Globalization;
using System.Text;

namespace MedMgr.Ops.Api.Commands;

/// <summary>A header value beyond ASCII, as browsers can send it: <c>UTF-8''</c> and percent-encoded bytes (RFC 8187, without a language).</summary>
internal static class ExtendedValue
{
    public const string Prefix = "UTF-8''";

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static bool IsOne(string value) => value.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase);

    /// <returns>Null for what is no percent-encoded UTF-8.</returns>
    public static string? Decode(string value)
    {
        var encoded = value.AsSpan(Prefix.Length);
        var bytes = new List<byte>(encoded.Length);
        for (var i = 0; i < encoded.Length; i++)
        {
            if (encoded[i] is > ' ' and <= '~' and not '%')
            {
                bytes.Add((byte)encoded[i]);
            }
            else if (encoded[i] == '%' && i + 2 < encoded.Length && byte.TryParse(encoded.Slice(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var octet))
            {
                bytes.Add(octet);
                i += 2;
            }
            else
            {
                return null;
            }
        }

        try
        {
            return Strict.GetString([.. bytes]);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
