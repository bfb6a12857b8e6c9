using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using MedMgr.Ops.Domain.Alerts;
using MedMgr.Ops.EventLog;
using MedMgr.Ops.Pages.Streaming;
using MedMgr.Ops.WallBoard.Replay.Indexing;
using MedMgr.Ops.WallBoard.Replay.Playing;
using MedMgr.Ops.WallBoard.Replay.Recorded;
using MedMgr.Ops.WallBoard.Watching;
using Microsoft.AspNetCore.SignalR;

namespace MedMgr.Ops.WallBoard.Replay;

/// <summary>How a viewer begins.</summary>
/// <param name="Recordings">One id, or two to see side by side.</param>
/// <param name="Align">"start" or "clock"; null leaves it to the recordings' times. See <see cref="ReplayAlignment"/>.</param>
/// <param name="At">Sequences, of each recording one; null begins at the beginning.</param>
/// <param name="Elapsed">Seconds since the beginning of the time line; null is the moment of the sequences.</param>
/// <param name="Rate">Replayed seconds in a second, 1 to 3,600.</param>
internal sealed record ReplayRequest(string[]? Recordings, string? Align, long[]? At, double? Elapsed, bool Playing, int Rate);

/// <summary>Replays for viewers: one session for each connection, which ends with it.</summary>
internal sealed class ReplayHub : Hub
{
    /// <summary>Where it is mapped.</summary>
    public const string Path = "/hubs/replay";

    private const string SessionKey = "replay";
    private static readonly double SecondsMax = TimeSpan.FromDays(100 * 366).TotalSeconds;

    private readonly Recordings _recordings;
    private readonly ReplaySessions _sessions;

    public ReplayHub(Recordings recordings, ReplaySessions sessions)
    {
        _recordings = recordings;
        _sessions = sessions;
    }

    /// <summary>The walls from now on: each message says how the replay stands and holds what changed. The other methods steer it.</summary>
    /// <exception cref="HubException">No such recording, a damaged one, a number out of range, or too many viewers: the message says what would be right.</exception>
    public async IAsyncEnumerable<RawMessage> Replay(ReplayRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (request is not { Recordings: { Length: 1 or 2 } ids })
        {
            throw new HubException("Name one recording, or two to see side by side.");
        }

        var recordings = await OpenAsync(ids, cancellationToken);
        var start = new ReplayStart(
            ReplayAddress.Alignment(request.Align) ?? ReplayTimeline.Natural(recordings), [.. request.At ?? []],
            request.Elapsed is { } seconds ? Seconds(seconds) : null, request.Playing, Rate(request.Rate));
        if (!_sessions.TryEnter())
        {
            throw new HubException($"{_sessions.Max} replays are running here already. Close one, or try again later.");
        }

        try
        {
            await using var session = _sessions.Begin(recordings, start);
            Attach(session.Inbox);

            var messages = session.RunAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
            try
            {
                while (await NextAsync(messages))
                {
                    yield return messages.Current;
                }
            }
            finally
            {
                await messages.DisposeAsync();
                Detach();
            }
        }
        finally
        {
            _sessions.Leave();
        }
    }

    /// <param name="number">The viewer's own count of what it asked: a later message says how far it has got.</param>
    public void Play(long number) => Ask(new ReplayCommand.Play(), number);

    public void Pause(long number) => Ask(new ReplayCommand.Pause(), number);

    /// <param name="rate">1 to 3,600.</param>
    public void SetRate(long number, int rate) => Ask(new ReplayCommand.SetRate(Rate(rate)), number);

    /// <param name="elapsed">Seconds since the beginning of the time line.</param>
    public void Seek(long number, double elapsed) => Ask(new ReplayCommand.Seek(Seconds(elapsed)), number);

    /// <param name="seconds">Below zero: back.</param>
    public void Skip(long number, double seconds) => Ask(new ReplayCommand.Skip(Seconds(seconds)), number);

    public void Step(long number, bool forward) => Ask(new ReplayCommand.Step(forward), number);

    /// <param name="critical">Only those; false stops at warnings as well.</param>
    public void Alert(long number, bool forward, bool critical) =>
        Ask(new ReplayCommand.Alert(forward, critical ? AlertSeverity.Critical : AlertSeverity.Warning), number);

    private void Ask(ReplayCommand command, long number)
    {
        if (!Attached().TryPut(command, number))
        {
            throw new HubException("Too much was asked at once.");
        }
    }

    // What the connection keeps is no concurrent dictionary, and the replay runs beside the calls that steer it.
    private void Attach(CommandInbox inbox)
    {
        lock (Context.Items)
        {
            if (!Context.Items.TryAdd(SessionKey, inbox))
            {
                throw new HubException("This connection runs a replay already.");
            }
        }
    }

    private void Detach()
    {
        lock (Context.Items)
        {
            Context.Items.Remove(SessionKey);
        }
    }

    private CommandInbox Attached()
    {
        lock (Context.Items)
        {
            return Context.Items.TryGetValue(SessionKey, out var inbox)
                ? (CommandInbox)inbox!
                : throw new HubException("No replay runs on this connection: call Replay first.");
        }
    }

    private async Task<ImmutableArray<RecordingIndex>> OpenAsync(string[] ids, CancellationToken cancellationToken)
    {
        var opened = ImmutableArray.CreateBuilder<RecordingIndex>(ids.Length);
        foreach (var id in ids)
        {
            var opening = RecordingReference.Parse(id) is { } reference ? await _recordings.OpenAsync(reference, cancellationToken) : null;
            try
            {
                opened.Add(await (opening ?? throw new HubException("There is no such recording. /replay lists those that there are.")).Index.WaitAsync(cancellationToken));
            }
            catch (Exception e) when (IsOfTheRecording(e))
            {
                throw new HubException(e.Message);
            }
        }

        return opened.ToImmutable();
    }

    private static async ValueTask<bool> NextAsync(IAsyncEnumerator<RawMessage> messages)
    {
        try
        {
            return await messages.MoveNextAsync();
        }
        catch (Exception e) when (IsOfTheRecording(e))
        {
            throw new HubException(e.Message);
        }
    }

    private static bool IsOfTheRecording(Exception e) => e is InvalidDataException or IOException or EventLogException or System.Data.Common.DbException;

    private static int Rate(int rate) => rate is >= ReplayClock.RateMin and <= ReplayClock.RateMax
        ? rate
        : throw new HubException($"A rate is {ReplayClock.RateMin} to {ReplayClock.RateMax}, not {rate}.");

    private static TimeSpan Seconds(double seconds) => Math.Abs(seconds) <= SecondsMax
        ? TimeSpan.FromSeconds(seconds)
        : throw new HubException("That is further than any recording goes.");
}
