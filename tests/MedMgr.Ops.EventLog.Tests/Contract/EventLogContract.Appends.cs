using System.Text;

namespace MedMgr.Ops.EventLog.Tests.Contract;

public abstract partial class EventLogContract
{
    [Fact]
    public async Task Events_come_back_as_they_were_appended()
    {
        var at = new DateTimeOffset(2026, 2, 28, 23, 30, 1, TimeSpan.FromHours(-5)).AddTicks(1_234_567);
        var cause = new Cause(CauseKind.Reconciler, "nachts – 夜 🌙", "id|with^odd~characters");
        var request = new AppendRequest(
            Some.Hospital, cause, at, [new("bed/4 süd", 0, [Some.Event("bed-reserved", "für Zoë"), Some.Event("bed-occupied", "🛏")]), new("encounter/1", 0, [Some.Event("placed", "x")])]);

        (await Log.AppendAsync(request)).ShouldBe(new AppendResult.Appended(3));
        await ReopenAsync();

        var events = await Log.AllAsync();
        events.Select(e => e.Whole()).ShouldBe(
        [
            new RecordedEvent(1, Some.Hospital, "bed/4 süd", 1, "bed-reserved", at.ToUniversalTime(), cause, request.Streams[0].Events[0].Payload).Whole(),
            new RecordedEvent(2, Some.Hospital, "bed/4 süd", 2, "bed-occupied", at.ToUniversalTime(), cause, request.Streams[0].Events[1].Payload).Whole(),
            new RecordedEvent(3, Some.Hospital, "encounter/1", 1, "placed", at.ToUniversalTime(), cause, request.Streams[1].Events[0].Payload).Whole(),
        ]);
    }

    [Fact]
    public async Task A_stream_is_read_from_the_version_asked_for()
    {
        await AppendedAsync(Some.Append("bed-1", 0, 3));
        await AppendedAsync(Some.Append("bed-2", 0, 1));
        await AppendedAsync(Some.Append("bed-1", 3, 2));

        (await Log.ReadStreamAsync(Some.Hospital, "bed-1", 2)).Select(e => (e.Version, e.Position)).ShouldBe([(3, 3), (4, 5), (5, 6)]);
        (await Log.ReadStreamAsync(Some.Hospital, "bed-1", 5)).ShouldBeEmpty();
        (await Log.ReadStreamAsync(Some.Hospital, "bed-9")).ShouldBeEmpty();
        (await Log.ReadStreamAsync("nowhere", "bed-1")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Hospitals_share_positions_but_neither_streams_nor_causes()
    {
        await AppendedAsync(Some.Append("bed-1", 0, 2, "m1"));
        await AppendedAsync(Some.Append("bed-1", 0, 1, "m1", "drill"));
        await AppendedAsync(Some.Append("bed-1", 2, 1, "m2"));

        (await Log.AllAsync()).Positions().ShouldBe([1, 2, 4]);
        (await Log.AllAsync("drill")).Positions().ShouldBe([3]);
        (await Log.AllAsync(after: 1)).Positions().ShouldBe([2, 4]);
        (await Log.AllAsync(after: 4)).ShouldBeEmpty();
        (await Log.AllAsync("nowhere")).ShouldBeEmpty();
        (await Log.HospitalsAsync()).ShouldBe(["drill", Some.Hospital]);
        (await Log.HeadAsync()).ShouldBe(4);
    }

    [Fact]
    public async Task The_order_is_that_of_appending_though_the_clock_was_set_back_meanwhile()
    {
        foreach (var (minutes, version) in new[] { 0, 90, -240, 5 }.Index().Select(x => (x.Item, x.Index)))
        {
            await AppendedAsync(Some.Append("bed-1", version) with { At = Some.Time.AddMinutes(minutes) });
        }

        (await Log.AllAsync()).Select(e => (e.Position, (e.At - Some.Time).TotalMinutes)).ShouldBe([(1, 0), (2, 90), (3, -240), (4, 5)]);
        (await Log.VerifyAsync()).ShouldBe(new ChainVerdict.Intact(4));
    }

    [Fact]
    public async Task An_empty_log_has_no_hospital_and_its_head_is_zero()
    {
        (await Log.HospitalsAsync()).ShouldBeEmpty();
        (await Log.HeadAsync()).ShouldBe(0);
        (await Log.AllAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task An_append_that_expects_another_version_conflicts_and_writes_nothing(long expected)
    {
        await AppendedAsync(Some.Append("bed-1", 0, 2));

        (await Log.AppendAsync(Some.Append("bed-1", expected))).ShouldBe(new AppendResult.Conflict("bed-1", 2));

        (await Log.HeadAsync()).ShouldBe(2);
        (await Log.AllAsync()).Length.ShouldBe(2);
    }

    [Fact]
    public async Task A_stream_that_does_not_exist_stands_at_zero()
    {
        (await Log.AppendAsync(Some.Append("bed-1", 1))).ShouldBe(new AppendResult.Conflict("bed-1", 0));
        (await Log.HospitalsAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task A_second_append_under_the_same_cause_is_a_duplicate_whatever_version_it_expects(long expected)
    {
        await AppendedAsync(Some.Append("bed-1", 0, 1, "m1"));
        await AppendedAsync(Some.Append("bed-1", 1, 1, "m2"));

        (await Log.AppendAsync(Some.Append("bed-1", expected, 1, "m1"))).ShouldBe(new AppendResult.Duplicate("bed-1"));
        await ReopenAsync();
        (await Log.AppendAsync(Some.Append("bed-1", expected, 1, "m1"))).ShouldBe(new AppendResult.Duplicate("bed-1"));

        (await Log.HeadAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task One_cause_may_append_to_several_streams_one_after_the_other()
    {
        await AppendedAsync(Some.Append("bed-1", 0, 1, "m1"));
        await AppendedAsync(Some.Append("bed-2", 0, 1, "m1"));
        (await Log.HeadAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task A_duplicate_on_any_stream_writes_nothing_and_names_the_first_that_has_it()
    {
        await AppendedAsync(Some.Append("bed-2", 0, 1, "m1"));
        await AppendedAsync(Some.Append("bed-3", 0, 1, "m1"));

        // bed-1 conflicts as well: the duplicate is found first
        (await Log.AppendAsync(Some.Append(Some.Hospital, "m1", Some.On("bed-1", 7), Some.On("bed-2", 1), Some.On("bed-3", 1)))).ShouldBe(new AppendResult.Duplicate("bed-2"));

        (await Log.ReadStreamAsync(Some.Hospital, "bed-1")).ShouldBeEmpty();
        (await Log.HeadAsync()).ShouldBe(2);
        await AppendedAsync(Some.Append("bed-1", 0, 1, "m1"));
    }

    [Fact]
    public async Task A_conflict_on_one_stream_leaves_the_others_untouched()
    {
        await AppendedAsync(Some.Append("bed-2", 0, 2));

        (await Log.AppendAsync(Some.Append(Some.Hospital, "m1", Some.On("bed-1", 0), Some.On("bed-2", 1)))).ShouldBe(new AppendResult.Conflict("bed-2", 2));

        (await Log.ReadStreamAsync(Some.Hospital, "bed-1")).ShouldBeEmpty();
        (await Log.AppendAsync(Some.Append(Some.Hospital, "m1", Some.On("bed-1", 0), Some.On("bed-2", 2)))).ShouldBe(new AppendResult.Appended(4));
    }

    [Fact]
    public async Task Of_many_racers_exactly_one_wins_each_version()
    {
        var winners = await Task.WhenAll(Enumerable.Range(0, 16).Select(racer => Task.Run(async () =>
        {
            var won = new List<long>();
            for (long version = 0; version < 25; version++)
            {
                if (await Log.AppendAsync(Some.Append("bed-1", version)) is AppendResult.Appended)
                {
                    won.Add(version);
                }
            }

            return won;
        })));

        winners.SelectMany(w => w).Order().ShouldBe(Enumerable.Range(0, 25).Select(v => (long)v));
        (await Log.ReadStreamAsync(Some.Hospital, "bed-1")).Select(e => e.Version).ShouldBe(Enumerable.Range(1, 25).Select(v => (long)v));
    }

    [Fact]
    public async Task Appends_queued_together_see_each_other_and_fail_alone()
    {
        AppendRequest[] requests =
        [
            Some.Append("bed-1", 0, 2, "m1"),
            Some.Append("bed-1", 0, 1, "m2"),
            Some.Append("bed-1", 2, 1, "m1"),
            Some.Append("bed-1", 2, 1, "m3"),
            Some.Append(Some.Hospital, "m4", Some.On("bed-2", 0), Some.On("bed-1", 3, 2)),
            Some.Append("bed-2", 0, 1, "m5"),
            Some.Append("bed-2", 1, 1, "m4"),
        ];

        var results = await Task.WhenAll(requests.Select(r => Log.AppendAsync(r)));

        results.ShouldBe(
        [
            new AppendResult.Appended(2),
            new AppendResult.Conflict("bed-1", 2),
            new AppendResult.Duplicate("bed-1"),
            new AppendResult.Appended(3),
            new AppendResult.Appended(6),
            new AppendResult.Conflict("bed-2", 1),
            new AppendResult.Duplicate("bed-2"),
        ]);
        (await Log.VerifyAsync()).ShouldBe(new ChainVerdict.Intact(6));
    }

    [Fact]
    public async Task When_a_commit_fails_all_its_members_fault_and_the_log_goes_on()
    {
        await AppendedAsync(Some.Append("bed-1", 0, 2));
        await Store.BreakCommitsAsync();

        var doomed = Enumerable.Range(0, 20).Select(i => Log.AppendAsync(Some.Append($"bed-{i}", i == 1 ? 2 : 0, 1, "doomed"))).ToArray();
        foreach (var append in doomed)
        {
            await Should.ThrowAsync<EventLogException>(append);
        }

        (await Log.HeadAsync()).ShouldBe(2);
        await Store.MendCommitsAsync();

        // the same causes and versions: neither heads nor causes remember what was rolled back
        for (var i = 0; i < doomed.Length; i++)
        {
            (await Log.AppendAsync(Some.Append($"bed-{i}", i == 1 ? 2 : 0, 1, "doomed"))).ShouldBe(new AppendResult.Appended(3 + i));
        }

        (await Log.VerifyAsync()).ShouldBe(new ChainVerdict.Intact(22));
        (await Log.FirstOfTailAsync(21)).SelectMany(a => a).Positions().ShouldBe(Enumerable.Range(1, 22).Select(p => (long)p));
    }

    [Fact]
    public async Task An_append_cancelled_before_it_began_writes_nothing()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(Log.AppendAsync(Some.Append("bed-1", 0), cancelled.Token));
        (await Log.HeadAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_closed_log_refuses_appends()
    {
        await CloseAsync();
        await Should.ThrowAsync<ObjectDisposedException>(Log.AppendAsync(Some.Append("bed-1", 0)));
    }

    [Fact]
    public async Task Closing_waits_for_the_appends_that_are_queued()
    {
        var queued = Enumerable.Range(0, 1000).Select(i => Log.AppendAsync(Some.Append($"bed-{i}", 0))).ToArray();
        await ReopenAsync();
        (await Task.WhenAll(queued)).ShouldAllBe(r => r is AppendResult.Appended);
        (await Log.HeadAsync()).ShouldBe(1000);
    }

    [Fact]
    public async Task The_caller_may_reuse_its_payload_buffer_at_once()
    {
        var buffer = Encoding.UTF8.GetBytes("""{"n":1}""");
        var appending = Log.AppendAsync(Some.Append(Some.Hospital, "m1", new StreamAppend("bed-1", 0, [new NewEvent("bed-ready", buffer)])));
        buffer.AsSpan().Clear();
        await appending;
        (await Log.FirstOfTailAsync(1))[0][0].Text().ShouldBe("""{"n":1}""");
    }
}
