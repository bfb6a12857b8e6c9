using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace MedMgr.Sim.Reports;

internal static class Html
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Text(string text) => Encoder.Encode(text);
}
