using Microsoft.AspNetCore.SignalR.Client;

namespace MedMgr.Load.Watching;

/// <summary>One display: which hospital it watches and what reached it.</summary>
internal sealed record Display(string Hospital, HubConnection Connection, Arrivals Arrivals, Task Reading);

/// <summary>Real SignalR clients on web sockets, each with a connection of its own, spread evenly over the hospitals. The first of each hospital asks for JSON and looks at what it shows.</summary>
internal sealed class Displays : IAsyncDisposable
{
    private const int OpenedAtOnce = 16;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Display[] _displays;
    private readonly CancellationTokenSource _stop = new();

    private Displays(int count) => _displays = new Display[count];

    public IReadOnlyList<Display> All => _displays;

    public IEnumerable<Arrivals> Arrivals => _displays.Select(d => d.Arrivals);

    /// <summary>Displays whose stream has ended before it was to.</summary>
    public int Lost => _displays.Count(d => d.Reading.IsCompleted);

    /// <summary>Returns when every display shows its board.</summary>
    /// <param name="boards">By hospital; each gets what the JSON display of its hospital is sent.</param>
    /// <param name="count">At least one for each hospital is opened.</param>
    public static async Task<Displays> Open(
        Uri server, IReadOnlyDictionary<string, WatchedBoard> boards, int count, CancellationToken cancellationToken)
    {
        var hospitals = boards.Keys.Order(StringComparer.Ordinal).ToArray();
        var displays = new Displays(Math.Max(count, hospitals.Length));
        var opening = new ParallelOptions { MaxDegreeOfParallelism = OpenedAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, displays._displays.Length, opening, async (i, token) =>
        {
            var hospital = hospitals[i % hospitals.Length];
            var shown = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var connection = await HubConnections.Start(server, "hubs/board", token);
            var arrivals = new Arrivals();
            var reading = i < hospitals.Length
                ? displays.Read(connection, hospital, arrivals, shown, boards[hospital])
                : displays.Read(connection, hospital, arrivals, shown);
            displays._displays[i] = new Display(hospital, connection, arrivals, reading);
            await await Task.WhenAny(shown.Task.WaitAsync(Patience, token), reading);
        });
        return displays;
    }

    /// <summary>Ends the reading.</summary>
    public async Task Close()
    {
        await _stop.CancelAsync();
        foreach (var display in _displays)
        {
            try
            {
                await display.Reading;
            }
            catch (OperationCanceledException)
            {
                // The way in which a display ends.
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_displays.Select(d => d.Connection.DisposeAsync().AsTask()));
        _stop.Dispose();
    }

    private async Task Read(HubConnection connection, string hospital, Arrivals arrivals, TaskCompletionSource shown)
    {
        await foreach (var stamp in connection.StreamAsync<FrameStamp>("Watch", hospital, "html", null, null, _stop.Token))
        {
            arrivals.Take(stamp.Kind, stamp.Epoch, stamp.Sequence);
            shown.TrySetResult();
        }
    }

    private async Task Read(HubConnection connection, string hospital, Arrivals arrivals, TaskCompletionSource shown, WatchedBoard board)
    {
        await foreach (var message in connection.StreamAsync<BoardMessage>("Watch", hospital, "json", null, null, _stop.Token))
        {
            arrivals.Take(message.Kind, message.Epoch, message.Sequence);
            board.Look(message);
            shown.TrySetResult();
        }
    }
}
