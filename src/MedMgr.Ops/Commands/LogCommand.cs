using System.CommandLine;
using MedMgr.Ops.EventLog;

namespace MedMgr.Ops.Commands;

/// <summary>medmgr log: looks after the event log.</summary>
internal static class LogCommand
{
    private static readonly Option<DirectoryInfo> Data = new("--data") { Description = "Folder of the event log." };
    private static readonly Option<string?> Postgres = new("--postgres") { Description = "Connection string of an event log in PostgreSQL." };

    public static Command Make()
    {
        var verify = new Command("verify", "Recomputes the hash chain over all events. May run beside a server.") { Data, Postgres };
        verify.SetAction(Verify);
        return new Command("log", "The event log.") { verify };
    }

    private static async Task<int> Verify(ParseResult parsed, CancellationToken cancellationToken)
    {
        var folder = parsed.GetValue(Data);
        var postgres = parsed.GetValue(Postgres);
        if (folder is null == string.IsNullOrEmpty(postgres))
        {
            return Cli.Fail("Name the log: --data DIR, or --postgres CONNECTION.", 2);
        }

        try
        {
            var verdict = folder is not null ? await VerifySqlite(folder, cancellationToken) : await VerifyPostgres(postgres!, cancellationToken);
            switch (verdict)
            {
                case ChainVerdict.Intact intact:
                    Console.WriteLine($"{intact.Events} events, chain intact");
                    return 0;
                case ChainVerdict.Broken broken:
                    Console.WriteLine($"chain broken at position {broken.Position}: {broken.Why}");
                    return 1;
                default:
                    throw new InvalidOperationException($"No words for {verdict}");
            }
        }
        catch (EventLogException e)
        {
            return Cli.Fail(e.Message);
        }
    }

    private static async Task<ChainVerdict> VerifySqlite(DirectoryInfo folder, CancellationToken cancellationToken)
    {
        await using var log = await EventLogs.OpenSqliteReadOnlyAsync(folder.FullName, cancellationToken);
        return await log.VerifyAsync(null, cancellationToken);
    }

    private static async Task<ChainVerdict> VerifyPostgres(string connection, CancellationToken cancellationToken)
    {
        await using var log = await EventLogs.OpenPostgresAsync(connection, cancellationToken: cancellationToken);
        return await log.VerifyAsync(null, cancellationToken);
    }
}
