using System.CommandLine;
using System.Globalization;
using MedMgr.Ops.Backups;
using MedMgr.Ops.EventLog;

namespace MedMgr.Ops.Commands;

/// <summary>medmgr backup and medmgr restore: everything of a server in one file, and back, also from SQLite to PostgreSQL and the other way.</summary>
internal static class BackupCommand
{
    private static readonly Option<DirectoryInfo?> Data = new("--data") { Description = "The server's data folder." };
    private static readonly Option<string?> Postgres = new("--postgres") { Description = "Connection string, where the event log is in PostgreSQL." };
    private static readonly Option<FileInfo> To = new("--to") { Description = "The backup. An earlier backup of this name is replaced once the new one is whole.", Required = true };
    private static readonly Option<FileInfo> From = new("--from") { Description = "A backup.", Required = true };
    private static readonly Option<bool> CheckOnly = new("--check") { Description = "Reads the backup to its end and stores nothing." };

    public static Command Make()
    {
        var backup = new Command("backup", "Copies the event log, recordings, drafts of rosters, own scenarios and their runs into one file. The server may run meanwhile.") { Data, Postgres, To };
        backup.SetAction(Backup);
        return backup;
    }

    public static Command MakeRestore()
    {
        var restore = new Command("restore", "Fills an empty data folder, or an empty PostgreSQL database, from a backup.") { From, Data, Postgres, CheckOnly };
        restore.SetAction(Restore);
        return restore;
    }

    private static async Task<int> Backup(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (data, postgres, to) = (parsed.GetValue(Data)?.FullName, parsed.GetValue(Postgres), parsed.GetRequiredValue(To).FullName);
        if (data is null && string.IsNullOrEmpty(postgres))
        {
            return Cli.Fail("Name what to back up: --data DIR, or --postgres CONNECTION, or both where the files beside a log in PostgreSQL lie in DIR.", 2);
        }

        try
        {
            await using IDurableLog log = string.IsNullOrEmpty(postgres)
                ? await EventLogs.OpenSqliteReadOnlyAsync(data!, cancellationToken)
                : await EventLogs.OpenPostgresAsync(postgres, cancellationToken: cancellationToken);
            var manifest = await BackupArchive.WriteAsync(log, data, to, TimeProvider.System.GetUtcNow(), cancellationToken);
            Console.WriteLine($"{Says(manifest)} -> {to}, {new FileInfo(to).Length.ToString("#,0", CultureInfo.InvariantCulture)} bytes");
            return 0;
        }
        catch (EventLogException e)
        {
            return Cli.Fail(e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Cli.Fail($"No backup was made: {e.Message}");
        }
    }

    private static async Task<int> Restore(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (from, data, postgres) = (parsed.GetRequiredValue(From).FullName, parsed.GetValue(Data)?.FullName, parsed.GetValue(Postgres));
        var checkOnly = parsed.GetValue(CheckOnly);
        if (!checkOnly && data is null && string.IsNullOrEmpty(postgres))
        {
            return Cli.Fail("Name where to restore: --data DIR, or --postgres CONNECTION, or both where the files beside the log are to go to DIR. --check only looks at the backup.", 2);
        }

        BackupManifest manifest;
        try
        {
            if (!checkOnly && data is not null)
            {
                DataFolder.RequireEmpty(data);
            }

            manifest = BackupArchive.Check(from, cancellationToken);
        }
        catch (InvalidDataException e)
        {
            return Cli.Fail($"{from} can not be restored: {e.Message}. Nothing was changed. Take another backup.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Cli.Fail($"Nothing was restored: {e.Message}");
        }

        if (checkOnly)
        {
            Console.WriteLine($"{Says(manifest)}, taken {manifest.TakenAt:u}, can be restored");
            return 0;
        }

        try
        {
            if (!string.IsNullOrEmpty(postgres))
            {
                await BackupArchive.WithEvents(from, events => EventLog.Backup.PostgresRestore.RunAsync(postgres, events, manifest.Log, cancellationToken));
            }

            if (data is not null)
            {
                await DataFolder.Fill(data, from, string.IsNullOrEmpty(postgres) ? manifest.Log : null, cancellationToken);
            }

            Console.WriteLine($"{Says(manifest)}, taken {manifest.TakenAt:u}, restored and verified");
            return 0;
        }
        catch (Exception e) when (e is EventLogException or InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return Cli.Fail($"Nothing was restored: {e.Message}");
        }
    }

    private static string Says(BackupManifest manifest) =>
        $"{manifest.Log.Events} events of {(manifest.Hospitals.IsEmpty ? "no hospital" : string.Join(", ", manifest.Hospitals))}"
        + (manifest.Files.IsEmpty ? "" : $", {manifest.Files.Length} file(s) beside them");
}
