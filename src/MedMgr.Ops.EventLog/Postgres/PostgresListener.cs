using System.Globalization;
using MedMgr.Ops.EventLog.Tailing;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace MedMgr.Ops.EventLog.Postgres;

/// <summary>Hears what other processes append: by notification at once, and by a slow look at the head in case one was lost.</summary>
internal sealed class PostgresListener : IAsyncDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ReconnectAfter = TimeSpan.FromSeconds(1);

    private readonly NpgsqlDataSource _database;
    private readonly PostgresReader _reader;
    private readonly string _channel;
    private readonly CommitFeed _feed;
    private readonly Func<int> _ownBackend;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _listening;
    private readonly Task _looking;

    /// <param name="ownBackend">Server process of this log's writer, which announces its commits itself.</param>
    public PostgresListener(
        NpgsqlDataSource database, PostgresReader reader, string channel, CommitFeed feed, Func<int> ownBackend, TimeProvider time, ILogger logger)
    {
        _database = database;
        _reader = reader;
        _channel = channel;
        _feed = feed;
        _ownBackend = ownBackend;
        _time = time;
        _logger = logger;
        _listening = RepeatAsync(ListenAsync, ReconnectAfter);
        _looking = RepeatAsync(LookAsync, LookEvery);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_listening, _looking);
        _stop.Dispose();
    }

    private async Task RepeatAsync(Func<CancellationToken, Task> step, TimeSpan pause)
    {
        var cancellationToken = _stop.Token;
        try
        {
            while (true)
            {
                try
                {
                    await step(cancellationToken);
                }
                catch (Exception e) when (PostgresCommands.IsOfDatabase(e) && !cancellationToken.IsCancellationRequested)
                {
                    _logger.LogWarning(e, "The log in PostgreSQL can not be followed; trying again in {Seconds} s", pause.TotalSeconds);
                }

                await Task.Delay(pause, _time, cancellationToken);
            }
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            // stopped, in whatever state the connection was
        }
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        await using var connection = await _database.OpenConnectionAsync(cancellationToken);
        connection.Notification += (_, heard) =>
        {
            if (heard.PID != _ownBackend())
            {
                _feed.Reach(long.Parse(heard.Payload, CultureInfo.InvariantCulture));
            }
        };
        await using (var listen = new NpgsqlCommand($"LISTEN {_channel}", connection))
        {
            await listen.ExecuteNonQueryAsync(cancellationToken);
        }

        await LookAsync(cancellationToken); // what was appended before anybody listened
        while (true)
        {
            await connection.WaitAsync(cancellationToken);
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken) => _feed.Reach(await _reader.HeadAsync(cancellationToken));
}
