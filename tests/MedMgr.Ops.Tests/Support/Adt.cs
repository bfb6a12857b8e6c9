using System.Globalization;
using System.Text;

namespace MedMgr.Ops.Tests.Support;

/// <summary>Messages as a small EHR would write them.</summary>
internal static class Adt
{
    public static byte[] Message(string trigger, string controlId, string visit, string location, DateTimeOffset at, string sex = "F", string facility = "riverside") => Encoding.ASCII.GetBytes(
        $"MSH|^~\\&|TEST-EHR|RGH|MEDMGR|{facility}|{Stamp(at)}||ADT^{trigger}|{controlId}|P|2.5.1\r"
        + $"EVN||{Stamp(at)}\rPID|||PT-{visit}||DOE^TEST||19600101|{sex}\rPV1||I|{location}||||||||||||||||{visit}\r");

    public static byte[] Swap(string controlId, (string Visit, string Location) a, (string Visit, string Location) b, DateTimeOffset at) => Encoding.ASCII.GetBytes(
        $"MSH|^~\\&|TEST-EHR|RGH|MEDMGR|riverside|{Stamp(at)}||ADT^A17|{controlId}|P|2.5.1\rEVN||{Stamp(at)}\r"
        + $"PID|||PT-{a.Visit}||DOE^TEST\rPV1||I|{a.Location}||||||||||||||||{a.Visit}\r"
        + $"PID|||PT-{b.Visit}||DOE^TEST\rPV1||I|{b.Location}||||||||||||||||{b.Visit}\r");

    private static string Stamp(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyyMMddHHmmss.fff+0000", CultureInfo.InvariantCulture);
}
