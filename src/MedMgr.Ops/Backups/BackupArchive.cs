using System.Collections.Immutable;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using MedMgr.Ops.EventLog;
using MedMgr.Ops.EventLog.Backup;

namespace MedMgr.Ops.Backups;

/// <summary>
/// A backup as one zip file: "events" is the whole log, whatever database it lies in; under their own names the files of the <see cref="KeptFolders"/>; "manifest.json" what all of
/// it must come to. Snapshots, reminders and locks are not in it: a server makes them anew.
/// </summary>
internal static class BackupArchive
{
    private const string Events = "events";
    private const string Manifest = "manifest.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Writes under another name until it is whole and on disk: a backup that is interrupted leaves the one before it.</summary>
    /// <param name="dataFolder">Null where there is none: then the backup is the log alone.</param>
    /// <exception cref="IOException">It can not be written, or <paramref name="file"/> is something else than an earlier backup.</exception>
    public static async Task<BackupManifest> WriteAsync(
        IDurableLog log, string? dataFolder, string file, DateTimeOffset now, CancellationToken cancellationToken)
    {
        RequireReplaceable(file);
        var part = file + ".part";
        try
        {
            BackupManifest manifest;
            await using (var target = new FileStream(part, FileMode.Create, FileAccess.ReadWrite, FileShare.None, 128 * 1024))
            {
                await using (var zip = await ZipArchive.CreateAsync(target, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellationToken))
                {
                    var seal = await WriteEvents(zip, log, cancellationToken);
                    var files = await WriteFiles(zip, dataFolder, cancellationToken);
                    manifest = new BackupManifest(
                        BackupManifest.FormatName, BackupManifest.CurrentVersion, now, seal, await log.HospitalsAsync(cancellationToken), files);
                    await using var entry = await zip.CreateEntry(Manifest).OpenAsync(cancellationToken);
                    await JsonSerializer.SerializeAsync(entry, manifest, Json, cancellationToken);
                }

                target.Flush(flushToDisk: true);
            }

            File.Move(part, file, overwrite: true);
            return manifest;
        }
        catch
        {
            File.Delete(part);
            throw;
        }
    }

    /// <summary>Reads a backup from its first byte to its last.</summary>
    /// <exception cref="InvalidDataException">Cut off, altered, no backup, or of a newer format.</exception>
    public static BackupManifest Check(string file, CancellationToken cancellationToken)
    {
        using var zip = Open(file);
        var manifest = ReadManifest(zip);
        using (var events = Entry(zip, Events).Open())
        {
            if (LogBackup.Check(events, cancellationToken) is var seal && seal != manifest.Log)
            {
                throw new InvalidDataException(
                    $"its events are not those that the manifest names: {seal.Events} that end with {seal.Hash}, not {manifest.Log.Events} that end with {manifest.Log.Hash}");
            }
        }

        foreach (var kept in manifest.Files)
        {
            using var content = Entry(zip, kept.Name).Open();
            if (!KeptFolders.Holds(kept.Name) || Convert.ToHexStringLower(SHA256.HashData(content)) != kept.Sha256)
            {
                throw new InvalidDataException($"its file '{kept.Name}' is not what was written");
            }
        }

        return manifest;
    }

    /// <summary>Lends the log of a backup that was checked.</summary>
    public static async Task WithEvents(string file, Func<Stream, Task> read)
    {
        using var zip = Open(file);
        await using var events = await Entry(zip, Events).OpenAsync();
        await read(events);
    }

    /// <summary>Copies what lay beside the log of a backup that was checked.</summary>
    public static async Task ExtractFiles(string file, string dataFolder, CancellationToken cancellationToken)
    {
        using var zip = Open(file);
        foreach (var kept in ReadManifest(zip).Files)
        {
            var target = Path.Combine(dataFolder, kept.Name);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            await Entry(zip, kept.Name).ExtractToFileAsync(target, overwrite: false, cancellationToken);
        }
    }

    private static async Task<LogSeal> WriteEvents(ZipArchive zip, IDurableLog log, CancellationToken cancellationToken)
    {
        await using var entry = await zip.CreateEntry(Events, CompressionLevel.Fastest).OpenAsync(cancellationToken);
        await using var buffered = new BufferedStream(entry, 128 * 1024);
        return await LogBackup.WriteAsync(log, buffered, cancellationToken);
    }

    private static async Task<ImmutableArray<BackedUpFile>> WriteFiles(ZipArchive zip, string? dataFolder, CancellationToken cancellationToken)
    {
        var files = ImmutableArray.CreateBuilder<BackedUpFile>();
        foreach (var name in dataFolder is null ? [] : KeptFolders.FilesOf(dataFolder))
        {
            await using var entry = await zip.CreateEntry(name, CompressionLevel.Fastest).OpenAsync(cancellationToken);
            await using var source = File.OpenRead(Path.Combine(dataFolder!, name));
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var buffer = new byte[128 * 1024];
            long bytes = 0;
            for (int read; (read = await source.ReadAsync(buffer, cancellationToken)) > 0; bytes += read)
            {
                hash.AppendData(buffer, 0, read);
                await entry.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }

            files.Add(new BackedUpFile(name, bytes, Convert.ToHexStringLower(hash.GetHashAndReset())));
        }

        return files.DrainToImmutable();
    }

    /// <summary>A name mistyped must not cost a database: only a backup is written over.</summary>
    private static void RequireReplaceable(string file)
    {
        if (!File.Exists(file))
        {
            return;
        }

        try
        {
            using var zip = Open(file);
            _ = ReadManifest(zip);
        }
        catch (InvalidDataException e)
        {
            throw new IOException($"{file} exists and is no backup, so it is not written over: choose another name, or delete it.", e);
        }
    }

    private static ZipArchive Open(string file)
    {
        var source = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 128 * 1024);
        try
        {
            return new ZipArchive(source, ZipArchiveMode.Read);
        }
        catch (InvalidDataException e)
        {
            source.Dispose();
            throw new InvalidDataException("it is cut off, or no backup at all", e);
        }
    }

    private static BackupManifest ReadManifest(ZipArchive zip)
    {
        using var entry = Entry(zip, Manifest).Open();
        try
        {
            var manifest = JsonSerializer.Deserialize<BackupManifest>(entry, Json);
            return manifest switch
            {
                { Format: BackupManifest.FormatName, Version: <= BackupManifest.CurrentVersion, Log: not null, Files.IsDefault: false } => manifest,
                { Format: BackupManifest.FormatName, Version: > BackupManifest.CurrentVersion } => throw new InvalidDataException(
                    $"it is of format {manifest.Version}; this build reads up to {BackupManifest.CurrentVersion}. Use a newer build"),
                _ => throw new InvalidDataException("its manifest is not that of a backup"),
            };
        }
        catch (JsonException e)
        {
            throw new InvalidDataException("its manifest can not be read", e);
        }
    }

    private static ZipArchiveEntry Entry(ZipArchive zip, string name) =>
        zip.GetEntry(name) ?? throw new InvalidDataException($"it has no '{name}', so it is no backup");
}
