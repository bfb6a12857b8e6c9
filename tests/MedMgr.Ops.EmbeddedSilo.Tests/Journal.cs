using System.Collections.Concurrent;
using System.Threading.Channels;

namespace MedMgr.Ops.EmbeddedSilo.Tests;

/// <summary>Where the test's grains write what happens to them, and where a test waits for it.</summary>
public sealed class Journal
{
    /// <summary>How long a test waits for what must happen at once before it fails instead of hanging.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Channel<string> _entries = Channel.CreateUnbounded<string>();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _gates = [];

    public void Write(string entry) => _entries.Writer.TryWrite(entry);

    /// <summary>The next entry; waits for it, at most until the test's own time limit.</summary>
    public async Task<string> NextAsync() => await _entries.Reader.ReadAsync(new CancellationTokenSource(Patience).Token);

    /// <summary>What has been written and not been read yet.</summary>
    public IReadOnlyList<string> Drain()
    {
        var entries = new List<string>();
        while (_entries.Reader.TryRead(out var entry))
        {
            entries.Add(entry);
        }

        return entries;
    }

    public bool IsEmpty => !_entries.Reader.TryPeek(out _);

    /// <summary>A grain that awaits this goes on when the test opens the gate.</summary>
    public Task GateAsync(string name) => Gate(name).Task;

    public void Open(string name) => Gate(name).TrySetResult();

    private TaskCompletionSource Gate(string name) => _gates.GetOrAdd(name, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}
