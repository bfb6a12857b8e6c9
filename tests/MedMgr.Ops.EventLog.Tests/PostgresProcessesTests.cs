using MedMgr.Ops.EventLog.Tests.Stores;

namespace MedMgr.Ops.EventLog.Tests;

/// <summary>What is particular to the log in PostgreSQL: several servers, lost connections.</summary>
public sealed class PostgresProcessesTests : IAsyncLifetime
{
    private PostgresUnderTest? _store;

    private PostgresUnderTest Store => _store!;

    public async ValueTask InitializeAsync() => _store = await PostgresUnderTest.CreateOrSkipAsync();

    public async ValueTask DisposeAsync()
    {
        if (_store is not null)
        {
            await _store.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_tail_hears_what_another_server_appends()
    {
        await using var one = await Store.OpenAsync();
        await using var two = await Store.OpenAsync();
        await using var tail = one.TailAsync(Some.Hospital, 0, TestContext.Current.CancellationToken).GetAsyncEnumerator();
        var next = tail.MoveNextAsync();
        await two.AppendAsync(Some.Append("bed-1", 0, 2));

        (await next).ShouldBeTrue();
        tail.Current.Positions().ShouldBe([1, 2]);
    }

    [Fact]
    public async Task Servers_that_append_at_once_make_one_chain_and_every_tail_sees_it_whole()
    {
        var servers = new[] { await Store.OpenAsync(), await Store.OpenAsync(), await Store.OpenAsync() };
        var tails = servers.Select(s => Task.Run(() => s.FirstOfTailAsync(120))).ToArray();

        var won = await Task.WhenAll(servers.Select((server, n) => Task.Run(async () =>
        {
            var wins = 0;
            for (var version = 0; version < 40; version++)
            {
                (await server.AppendAsync(Some.Append($"own-{n}", version * 2, 2))).ShouldBeOfType<AppendResult.Appended>();
                wins += await server.AppendAsync(Some.Append("contested", version, 1, $"{n}-{version}", "drill")) is AppendResult.Appended ? 1 : 0;
            }

            return wins;
        })));

        won.Sum().ShouldBe((int)(await servers[0].ReadStreamAsync("drill", "contested")).Length);
        var seen = await Task.WhenAll(tails);
        seen.ShouldAllBe(t => t.All(a => a.Length == 2));
        seen[1].SelectMany(a => a).Positions().ShouldBe(seen[0].SelectMany(a => a).Positions());
        seen[2].SelectMany(a => a).Positions().ShouldBe((await servers[0].AllAsync()).Positions());
        (await servers[2].VerifyAsync()).ShouldBe(new ChainVerdict.Intact(240 + won.Sum()));
        foreach (var server in servers)
        {
            await server.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_tail_outlives_the_loss_of_all_connections()
    {
        await using var other = await Store.OpenAsync();
        await using var log = await EventLogs.OpenPostgresAsync(Store.ConnectionString, new HastyTime());
        await using var tail = log.TailAsync(Some.Hospital, 0, TestContext.Current.CancellationToken).GetAsyncEnumerator();
        await log.AppendAsync(Some.Append("bed-1", 0));
        await tail.MoveNextAsync();
        var next = tail.MoveNextAsync();

        await Store.TerminateConnectionsAsync();
        await AppendedUnderOneCauseAsync(other, Some.Append("bed-1", 1));

        (await next).ShouldBeTrue();
        tail.Current.Positions().ShouldBe([2]);
    }

    [Fact]
    public async Task After_a_lost_connection_the_same_append_is_written_once()
    {
        await using var log = await Store.OpenAsync();
        await log.AppendAsync(Some.Append("bed-1", 0));
        await Store.TerminateConnectionsAsync();

        await AppendedUnderOneCauseAsync(log, Some.Append("bed-1", 1, 1, "m2"));

        (await log.ReadStreamAsync(Some.Hospital, "bed-1")).Select(e => e.Version).ShouldBe([1, 2]);
        (await log.VerifyAsync()).ShouldBe(new ChainVerdict.Intact(2));
    }

    [Fact]
    public async Task A_log_of_a_newer_schema_is_refused()
    {
        await (await Store.OpenAsync()).DisposeAsync();
        await Store.ExecuteAsync("UPDATE log_schema SET version = 2");
        (await Should.ThrowAsync<EventLogException>(Store.OpenAsync)).Message.ShouldContain("has schema 2; this build understands up to 1");
    }

    [Fact]
    public async Task A_server_that_can_not_be_reached_is_named()
    {
        var opening = EventLogs.OpenPostgresAsync("Host=/nonexistent;Database=log;Username=nobody");
        (await Should.ThrowAsync<EventLogException>(opening)).Message.ShouldContain("The event log in PostgreSQL (/nonexistent, database 'log') can not be opened");
    }

    // What a caller does on an unknown outcome. Every connection of the pool may be dead: each attempt finds one of them.
    private static async Task AppendedUnderOneCauseAsync(IDurableLog log, AppendRequest request)
    {
        for (var attempt = 0; attempt < 20; attempt++)
        {
            try
            {
                (await log.AppendAsync(request)).ShouldNotBeOfType<AppendResult.Conflict>();
                return;
            }
            catch (EventLogException)
            {
                // outcome unknown: again, under the same cause
            }
        }

        throw new InvalidOperationException("No attempt of 20 got through");
    }

    /// <summary>A clock whose timers fire a hundred times sooner: what waits a second waits 10 ms.</summary>
    private sealed class HastyTime : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? dueTime / 100 : dueTime, period > TimeSpan.Zero ? period / 100 : period);
    }
}
