using System.Globalization;
using System.Text;

namespace MedMgr.Ops.Tests.Support;

/// <summary>Messages as a small EHR would write them.</summary>
internal static class Adt
{
    public static byte[] Message(string trigger, string controlId, string visit, string location, DateTimeOffset at, string sex = "F") => Encoding.ASCII.GetBytes(
        $"MSH|^~\\&|TEST-EHR|RGH|MEDMGR|riverside|{Stamp(at)}||ADT^{trigger}|{controlId}|P|2.5.1\r"
        + $"EVN||{Stamp(at)}\rPID|||PT-{visit}||DOE^TEST||19600101|{sex}\rPV1||I|{location}||||||||||||||||{visit}\r");

    private static string Stamp(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyyMMddHHmmss.fff+0000", CultureInfo.InvariantCulture);
}
