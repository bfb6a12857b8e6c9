using System.Collections.Immutable;
using MedMgr.Ops.EventLog.Backup;

namespace MedMgr.Ops.Backups;

/// <summary>What a backup says of itself, in "manifest.json", the last entry of the archive.</summary>
/// <param name="Format">Always <see cref="FormatName"/>.</param>
/// <param name="Version">Of the format. A build reads its own version and all earlier ones.</param>
/// <param name="Hospitals">Ids, for whoever looks into the file.</param>
/// <param name="Files">What lay beside the log.</param>
internal sealed record BackupManifest(
    string Format, int Version, DateTimeOffset TakenAt, LogSeal Log, ImmutableArray<string> Hospitals, ImmutableArray<BackedUpFile> Files)
{
    public const string FormatName = "medmgr-backup";
    public const int CurrentVersion = 1;
}

/// <param name="Name">In the data folder, such as "recordings/week.jsonl".</param>
/// <param name="Sha256">64 hexadecimal digits.</param>
internal sealed record BackedUpFile(string Name, long Bytes, string Sha256);
