using MedMgr.Ops.EventLog;
using MedMgr.Ops.EventLog.Backup;

namespace MedMgr.Ops.Backups;

/// <summary>A folder that is filled from a backup. The log comes last and whole: until then no server would find one there.</summary>
internal static class DataFolder
{
    private const string Workplace = ".restoring";
    private const string LogFile = "events.db";

    /// <summary>What a fresh file system may hold, and what an interrupted restore leaves behind.</summary>
    private static readonly string[] Passed = [Workplace, "lost+found"];

    /// <exception cref="IOException">The folder is not empty; nothing in it was touched.</exception>
    public static void RequireEmpty(string folder)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).FirstOrDefault(e => !Passed.Contains(Path.GetFileName(e))) is { } found)
        {
            throw new IOException($"{folder} is not empty (it holds {Path.GetFileName(found)}): restore into a new folder, so that nothing is written over.");
        }
    }

    /// <param name="seal">Null where the log goes elsewhere: then only what lies beside a log is put here.</param>
    /// <remarks>When it fails, the folder is as it was before.</remarks>
    public static async Task Fill(string folder, string backup, LogSeal? seal, CancellationToken cancellationToken)
    {
        RequireEmpty(folder);
        var existed = Directory.Exists(folder);
        var workplace = Path.Combine(folder, Workplace);
        try
        {
            if (Directory.Exists(workplace))
            {
                Directory.Delete(workplace, recursive: true);
            }

            Directory.CreateDirectory(workplace);
            if (seal is not null)
            {
                await using var log = await EventLogs.OpenSqliteAsync(workplace, cancellationToken: cancellationToken);
                await BackupArchive.WithEvents(backup, events => LogBackup.RestoreAsync(events, log, seal, cancellationToken));
            }

            await BackupArchive.ExtractFiles(backup, workplace, cancellationToken);
            MoveUp(workplace, folder);
        }
        catch
        {
            Directory.Delete(existed ? workplace : folder, recursive: true);
            throw;
        }

        Directory.Delete(workplace, recursive: true);
    }

    private static void MoveUp(string workplace, string folder)
    {
        foreach (var kept in KeptFolders.All.Where(kept => Directory.Exists(Path.Combine(workplace, kept))))
        {
            Directory.Move(Path.Combine(workplace, kept), Path.Combine(folder, kept));
        }

        if (File.Exists(Path.Combine(workplace, LogFile)))
        {
            File.Move(Path.Combine(workplace, LogFile), Path.Combine(folder, LogFile));
        }
    }
}
