using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.WallBoard.Replay.Recorded;

namespace MedMgr.Ops.WallBoard.Replay;

/// <summary>The folder of recordings: what is in it, and how a file comes to it.</summary>
public sealed class RecordingFolder
{
    /// <param name="path">Need not exist yet.</param>
    public RecordingFolder(string path) => Path = path;

    public string Path { get; }

    /// <summary>By name; those that can not be used say why.</summary>
    public async Task<ImmutableArray<RecordingSummary>> ListAsync(CancellationToken cancellationToken = default)
    {
        if (!Directory.Exists(Path))
        {
            return [];
        }

        var list = ImmutableArray.CreateBuilder<RecordingSummary>();
        foreach (var file in Directory.EnumerateFiles(Path, "*" + RecordingFile.Ending).Order(StringComparer.Ordinal))
        {
            list.Add(await SummaryAsync(System.IO.Path.GetFileNameWithoutExtension(file), file, cancellationToken));
        }

        return list.ToImmutable();
    }

    /// <summary>Checks a file from its first line to its last, then copies it into the folder.</summary>
    /// <param name="name">Names it in addresses.</param>
    /// <exception cref="InvalidDataException">It is no recording, is damaged, or can not have this name; the message says what is wrong and where.</exception>
    /// <exception cref="IOException">It can not be read or written, or the folder has one of this name.</exception>
    public async Task<RecordingSummary> ImportAsync(string file, string name, CancellationToken cancellationToken = default)
    {
        Check(name);
        var recording = await RecordingFile.OpenAsync(file, cancellationToken);
        await foreach (var step in recording.ReadAsync(0, cancellationToken))
        {
            _ = step;
        }

        return await PlaceAsync(name, part =>
        {
            File.Copy(file, part, overwrite: true);
            return Task.CompletedTask;
        }, cancellationToken);
    }

    /// <summary>Writes a recording of this name.</summary>
    /// <param name="write">Writes the whole file.</param>
    /// <exception cref="InvalidDataException">It can not have this name; the message says what is wrong.</exception>
    /// <exception cref="IOException">It can not be written, or the folder has one of this name.</exception>
    internal Task<RecordingSummary> WriteAsync(string name, Func<Stream, Task> write, CancellationToken cancellationToken)
    {
        Check(name);
        return PlaceAsync(name, async part =>
        {
            await using var file = new FileStream(part, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
            await write(file);
        }, cancellationToken);
    }

    private static void Check(string name)
    {
        if (!RecordingReference.IsFileName(name))
        {
            throw new InvalidDataException($"'{name}' can not be a recording's name: letters, digits, '-', '_' and '.', not beginning with a dot.");
        }
    }

    private async Task<RecordingSummary> PlaceAsync(string name, Func<string, Task> make, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path);
        var target = PathOf(name);
        if (File.Exists(target))
        {
            throw new IOException($"There is a recording '{name}' already: choose another name, or delete {target}.");
        }

        // Under another name until it is whole: a list made meanwhile does not show half of it.
        var part = target + ".part";
        await make(part);
        File.Move(part, target);
        return await SummaryAsync(name, target, cancellationToken);
    }

    internal string PathOf(string name) => System.IO.Path.Combine(Path, name + RecordingFile.Ending);

    private static async Task<RecordingSummary> SummaryAsync(string name, string file, CancellationToken cancellationToken)
    {
        if (!RecordingReference.IsFileName(name))
        {
            return Unusable(name, "The file's name can not stand in an address: rename it to letters, digits, '-', '_' and '.'.");
        }

        try
        {
            var recording = await RecordingFile.OpenAsync(file, cancellationToken);
            var header = recording.Header;
            return await recording.LastEventAsync(cancellationToken) is { } last && await FirstMomentAsync(recording, cancellationToken) is { } from
                ? new RecordingSummary(name, header.Hospital, header.Title, header.Kind, from, last.At, last.Position, null)
                : Unusable(name, "It holds no event.");
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return Unusable(name, e.Message);
        }
    }

    private static async Task<DateTimeOffset?> FirstMomentAsync(RecordingFile recording, CancellationToken cancellationToken)
    {
        if (recording.Header.From is { } from)
        {
            return from;
        }

        await foreach (var step in recording.ReadAsync(0, cancellationToken))
        {
            return step.Events[0].At;
        }

        return null;
    }

    private static RecordingSummary Unusable(string name, string why) => new(name, HospitalId.Of("?"), name, RecordingKind.Simulated, null, null, null, why);
}
