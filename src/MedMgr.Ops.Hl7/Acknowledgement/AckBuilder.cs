using System.Globalization;
using MedMgr.Ops.Hl7.Messages;

namespace MedMgr.Ops.Hl7.Acknowledgement;

/// <summary>Writes the acknowledgements that answer one message, in the sender's mode, version, separators and character set.</summary>
/// <remarks>
/// Original mode (MSH-15 and MSH-16 empty): one AA, AE or AR. Enhanced mode: an accept acknowledgement CA, CE or CR when MSH-15 asks
/// for it, then the application acknowledgement AA or AE as a message of its own when MSH-16 asks for it. A rejected header gets CR
/// alone. An application error whose acknowledgement the sender does not want is told as CE instead: no failure stays unspoken
/// where any answer was asked for. Safe for concurrent use.
/// </remarks>
public sealed class AckBuilder
{
    private const string DefaultVersion = "2.5.1";
    private const string DefaultProcessingId = "P";

    private readonly TimeProvider _time;
    private readonly AckControlIds _ids;
    private readonly string _application;
    private readonly string _facility;

    /// <summary>Acknowledgements stamped from <paramref name="time"/>.</summary>
    /// <param name="time">The clock of MSH-7, in its local zone.</param>
    /// <param name="ids">Where MSH-10 comes from.</param>
    /// <param name="application">MSH-3 where the message did not name its receiver in MSH-5.</param>
    /// <param name="facility">MSH-4 where the message did not name its receiver in MSH-6.</param>
    public AckBuilder(TimeProvider time, AckControlIds ids, string application = "MEDMGR", string facility = "")
    {
        _time = time;
        _ids = ids;
        _application = application;
        _facility = facility;
    }

    /// <summary>The messages to send back, in order, each without framing; none for an acknowledgement or where none was asked for.</summary>
    public IReadOnlyList<byte[]> Answer(AckHeader header, AckDecision decision)
    {
        if (header.IsAcknowledgement)
            return [];
        if (!header.IsEnhancedMode)
            return [Write(header, OriginalCode(decision.Code), decision, enhanced: false)];

        bool failed = decision.Code != AckCode.Accept;
        bool applicationAnswer = decision.Code != AckCode.Reject && IsWanted(header.ApplicationAckType, failed);

        // Kept in quarantine means safely stored, so CA may precede AE; without the AE the CE must carry the news.
        AckCode acceptCode = applicationAnswer ? AckCode.Accept : decision.Code;
        var answers = new List<byte[]>(2);
        bool acceptAnswer = IsWanted(header.AcceptAckType, acceptCode != AckCode.Accept);
        if (acceptAnswer)
        {
            AckDecision told = acceptCode == AckCode.Accept ? AckDecision.Accepted : decision;
            answers.Add(Write(header, AcceptCode(acceptCode), told, enhanced: true));
        }

        if (applicationAnswer)
            answers.Add(Write(header, OriginalCode(decision.Code), decision, enhanced: true));
        return answers;
    }

    /// <summary>Table 0155: AL always, NE never, ER on error or reject, SU on success; empty is NE in enhanced mode.</summary>
    /// <remarks>A value the table does not have is taken as AL: silence is the worse mistake.</remarks>
    internal static bool IsWanted(string ackType, bool failed) => ackType switch
    {
        "" or "NE" => false,
        "ER" => failed,
        "SU" => !failed,
        _ => true,
    };

    private static string OriginalCode(AckCode code) => code switch { AckCode.Accept => "AA", AckCode.Error => "AE", _ => "AR" };

    private static string AcceptCode(AckCode code) => code switch { AckCode.Accept => "CA", AckCode.Error => "CE", _ => "CR" };

    private byte[] Write(AckHeader header, string code, AckDecision decision, bool enhanced)
    {
        (int Major, int Minor) version = header.VersionNumber() ?? (2, 5);
        Hl7Delimiters delimiters = header.Delimiters.IsComplete ? header.Delimiters : Hl7Delimiters.Standard;
        bool copyRaw = delimiters == header.Delimiters;
        var message = new Hl7MessageBuilder(delimiters);

        Hl7SegmentBuilder msh = message.Segment("MSH");
        Echo(msh, 3, header.ReceivingApplication, _application, copyRaw);
        Echo(msh, 4, header.ReceivingFacility, _facility, copyRaw);
        Echo(msh, 5, header.SendingApplication, string.Empty, copyRaw);
        Echo(msh, 6, header.SendingFacility, string.Empty, copyRaw);
        msh.Set(7, Hl7Timestamp.Format(_time.GetLocalNow()));
        msh.Set(9, "ACK");
        Echo(msh, 9, header.TriggerEvent, string.Empty, copyRaw, component: 2);
        if (header.TriggerEvent.Length > 0 && HasMessageStructure(header, version))
            msh.Set(9, "ACK", component: 3);
        msh.Set(10, _ids.Next());
        Echo(msh, 11, header.ProcessingId, DefaultProcessingId, copyRaw);
        Echo(msh, 12, header.Version, DefaultVersion, copyRaw);
        if (enhanced)
            msh.Set(15, "NE").Set(16, "NE"); // Our acknowledgement wants none itself.
        msh.Set(18, header.CharacterSet.Code);

        Hl7SegmentBuilder msa = message.Segment("MSA").Set(1, code);
        Echo(msa, 2, header.ControlId, string.Empty, copyRaw);
        if (version.CompareTo((2, 7)) < 0 && !decision.Errors.IsDefaultOrEmpty)
            msa.Set(3, Shortened(decision.Errors[0].Reason, 80)); // MSA-3 was withdrawn in 2.7

        foreach (AckError error in decision.Errors)
            WriteError(message.Segment("ERR"), error, version);
        return message.ToBytes(header.CharacterSet);
    }

    /// <summary>ERR-1 names place and code before 2.5; from 2.5 on each has a field of its own.</summary>
    private static void WriteError(Hl7SegmentBuilder err, AckError error, (int Major, int Minor) version)
    {
        string code = ((int)error.Code).ToString(CultureInfo.InvariantCulture);
        string text = Hl7ErrorCodes.TextOf(error.Code);
        if (version.CompareTo((2, 5)) < 0)
        {
            WriteLocation(err, 1, error.Location, componentPlace: false);
            err.Set(1, code, 4, 1).Set(1, text + ": " + Shortened(error.Reason, 200), 4, 2).Set(1, "HL70357", 4, 3);
            return;
        }

        WriteLocation(err, 2, error.Location, componentPlace: true);
        err.Set(3, code).Set(3, text, 2).Set(3, "HL70357", 3);
        err.Set(4, error.Severity switch { AckSeverity.Warning => "W", AckSeverity.Information => "I", _ => "E" });
        if (error.Location is { } at)
            err.Set(7, at.ToString());
        err.Set(8, Shortened(error.Reason, 250));
    }

    private static void WriteLocation(Hl7SegmentBuilder err, int field, Hl7Location? location, bool componentPlace)
    {
        if (location is not { } at)
            return;
        err.Set(field, at.Segment).Set(field, Number(at.Occurrence), 2);
        if (at.Field == 0)
            return;
        err.Set(field, Number(at.Field), 3);
        if (!componentPlace)
            return; // Its fourth component is the code.
        err.Set(field, Number(at.Repetition), 4);
        if (at.Component > 0)
            err.Set(field, Number(at.Component), 5);
        if (at.Subcomponent > 0)
            err.Set(field, Number(at.Subcomponent), 6);
    }

    private static void Echo(Hl7SegmentBuilder segment, int field, string sent, string otherwise, bool copyRaw, int component = 1)
    {
        if (sent.Length == 0)
            segment.Set(field, otherwise, component);
        else if (copyRaw)
            segment.SetRaw(field, sent, component);
        else
            segment.Set(field, sent, component);
    }

    /// <summary>MSH-9.3 came with 2.3.1; an unreadable version is answered as a current one.</summary>
    private static bool HasMessageStructure(AckHeader header, (int Major, int Minor) version) =>
        version.CompareTo((2, 3)) > 0 || header.Version.StartsWith("2.3.1", StringComparison.Ordinal);

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Shortened(string text, int length) => text.Length <= length ? text : text[..(length - 3)] + "...";
}
