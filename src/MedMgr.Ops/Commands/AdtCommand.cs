using System.CommandLine;
using System.Globalization;
using System.Net.Sockets;
using MedMgr.Ops.Hl7.Mllp;
using MedMgr.Ops.Hl7.Sending;

namespace MedMgr.Ops.Commands;

/// <summary>medmgr adt: sends files of messages.</summary>
internal static class AdtCommand
{
    private const int ShownMax = 20;

    private static readonly Option<string> To = new("--to") { Description = "HOST:PORT of the MLLP listener.", Required = true };
    private static readonly Argument<FileInfo[]> Files = new("FILE") { Arity = ArgumentArity.OneOrMore, Description = "Files of HL7 messages: plain text or MLLP frames." };

    public static Command Make()
    {
        var send = new Command("send", "Sends files of messages in order and prints what was acknowledged. Exit code 0 when every message got AA.") { To, Files };
        send.SetAction(Send);
        return new Command("adt", "HL7 messages.") { send };
    }

    private static async Task<int> Send(ParseResult parsed, CancellationToken cancellationToken)
    {
        var to = parsed.GetRequiredValue(To);
        var colon = to.LastIndexOf(':');
        if (colon < 1 || !int.TryParse(to[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port is < 1 or > 65535)
        {
            return Cli.Fail($"--to {to} is no HOST:PORT, for example 127.0.0.1:2575.", 2);
        }

        var files = new List<(string, AdtFile)>();
        foreach (var file in parsed.GetRequiredValue(Files))
        {
            try
            {
                files.Add((file.Name, await AdtFileReader.ReadAsync(file.FullName, SegmentEnds.AsInFile, cancellationToken)));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return Cli.Fail($"{file}: {e.Message}");
            }
        }

        try
        {
            var report = await new AdtSender(new MllpClientOptions(), TimeProvider.System).SendAsync(to[..colon].Trim('[', ']'), port, files, cancellationToken);
            return Print(report);
        }
        catch (Exception e) when (e is SocketException or TimeoutException)
        {
            return Cli.Fail($"No connection to {to}: {e.Message}. Is the server running, and is this its --mllp-port?");
        }
    }

    private static int Print(SendReport report)
    {
        foreach (var message in report.Messages.Where(m => m.Code is not ("AA" or "CA")).Take(ShownMax))
        {
            Console.WriteLine($"{message.File}:{message.Line} {message.ControlId}: {message.Code ?? "no answer"} {message.Text}");
        }

        foreach (var skipped in report.Skipped.Take(ShownMax))
        {
            Console.WriteLine($"line {skipped.Line} not sent: {skipped.Reason}");
        }

        Console.WriteLine($"{report.Messages.Length} messages sent: {string.Join(", ", report.CountsByCode.Select(c => $"{c.Value} {c.Key}"))}");
        return report.AllAccepted ? 0 : 1;
    }
}
