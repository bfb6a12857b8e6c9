using System.Text.Json;
using Orleans.Runtime;

namespace MedMgr.Ops.EmbeddedSilo.Runtime;

/// <param name="FirstTick">UTC; ticks are due at it and every period after it.</param>
internal sealed record ReminderEntry(GrainId Grain, string Name, DateTimeOffset FirstTick, TimeSpan Period);

/// <summary>Where reminders outlive the grains that asked for them.</summary>
internal interface IReminderTable
{
    Task<IReadOnlyList<ReminderEntry>> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Replaces the whole table; kept when it returns.</summary>
    Task WriteAsync(IReadOnlyCollection<ReminderEntry> entries);
}

/// <summary>Forgets with the process.</summary>
internal sealed class InMemoryReminderTable : IReminderTable
{
    private IReadOnlyList<ReminderEntry> _entries = [];

    public Task<IReadOnlyList<ReminderEntry>> ReadAsync(CancellationToken cancellationToken) => Task.FromResult(_entries);

    public Task WriteAsync(IReadOnlyCollection<ReminderEntry> entries)
    {
        _entries = [.. entries];
        return Task.CompletedTask;
    }
}

/// <summary>One JSON file, replaced as a whole: after a crash it holds the old table or the new one, never half of one.</summary>
internal sealed class FileReminderTable : IReminderTable
{
    private readonly string _path;

    internal FileReminderTable(string directory) => _path = Path.Combine(directory, "reminders.json");

    public async Task<IReadOnlyList<ReminderEntry>> ReadAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(_path))
        {
            return [];
        }

        var file = File.OpenRead(_path);
        await using (file)
        {
            var rows = await JsonSerializer.DeserializeAsync<Row[]>(file, cancellationToken: cancellationToken) ?? [];
            return [.. rows.Select(row => new ReminderEntry(GrainId.Parse(row.Grain), row.Name, row.FirstTick, row.Period))];
        }
    }

    public async Task WriteAsync(IReadOnlyCollection<ReminderEntry> entries)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        var unfinished = _path + ".new";
        var file = File.Create(unfinished);
        await using (file)
        {
            await JsonSerializer.SerializeAsync(file, entries.Select(entry => new Row(entry.Grain.ToString(), entry.Name, entry.FirstTick, entry.Period)));
            file.Flush(flushToDisk: true);
        }

        File.Move(unfinished, _path, overwrite: true);
    }

    private sealed record Row(string Grain, string Name, DateTimeOffset FirstTick, TimeSpan Period);
}
