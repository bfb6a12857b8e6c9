using System.Text;
using MedMgr.Ops.Hl7.Messages;

namespace MedMgr.Ops.Hl7.Tests;

/// <summary>Messages of fictional people that many tests start from.</summary>
internal static class Samples
{
    public const string Header = @"MSH|^~\&|EHR|NORTH|MEDMGR|RIVERSIDE|20260301081500+0100||ADT^A01^ADT_A01|MSG-1|P|2.5.1";

    public static readonly DateTimeOffset ReceivedAt = new(2026, 3, 1, 8, 15, 2, TimeSpan.FromHours(1));

    public static readonly string Admit = Lines(
        Header,
        "EVN|A01|20260301081455+0100|||NURSE7|20260301081000+0100",
        "PID|1||P1001^^^RIV^MR~S-77^^^SSA^SS||Example^Erika^M||19590412|F|||1 Sample St^^Anytown||||||||ACC-9",
        "PV1|1|I|MED3^301^MED3-301-A^RIV&1.2.3&ISO|E|||||DOC1^Doe^Dana|MED||||7||||IP|V5001|||||||||||||||||||||||||20260301080500+0100",
        "PV2|||^Fever||||||20260305",
        "OBX|1|CE|ISOLATION^Isolation precaution||DROPLET^Droplet precautions||||||F",
        "ZBD|1|window");

    /// <summary>Joined by CR, the last one ended.</summary>
    public static string Lines(params string[] lines) => string.Join('\r', lines) + "\r";

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public static Hl7Message Parse(params string[] lines) => Hl7Message.Parse(Bytes(Lines(lines)));

    /// <summary>A small message of the given control id; extra fields of the header may follow the version.</summary>
    public static byte[] Numbered(string controlId, string afterVersion = "") => Bytes(Lines(
        $@"MSH|^~\&|EHR|NORTH|MEDMGR|RIVERSIDE|20260301081500||ADT^A08|{controlId}|P|2.5{afterVersion}",
        "EVN|A08|20260301081500",
        "PID|1||P1",
        "PV1|1|I|MED3^301^A"));
}
