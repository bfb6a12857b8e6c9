namespace MedMgr.Ops.EmbeddedSilo.Tests;

public interface IClockGrain : IGrainWithStringKey
{
    Task Begin(TimeSpan due, TimeSpan period, bool interleave = false, bool keepAlive = false);

    Task Change(TimeSpan due, TimeSpan period);

    Task End();

    Task FailFrom(int tick);

    Task ChangeInTheNextTick(TimeSpan due);

    Task Wait(string gate);

    Task Ping();

    Task Leave();

    Task LeaveAfter(string gate);
}

public sealed class ClockGrain(Journal journal) : Grain, IClockGrain
{
    private IGrainTimer? _timer;
    private int _ticks;
    private int _failFrom = int.MaxValue;
    private TimeSpan? _changeTo;

    public Task Begin(TimeSpan due, TimeSpan period, bool interleave, bool keepAlive)
    {
        var options = new GrainTimerCreationOptions { DueTime = due, Period = period, Interleave = interleave, KeepAlive = keepAlive };
        _timer = this.RegisterGrainTimer(
            static (self, _) =>
            {
                self.Tick();
                return Task.CompletedTask;
            },
            this,
            options);
        return Task.CompletedTask;
    }

    public Task Change(TimeSpan due, TimeSpan period)
    {
        _timer!.Change(due, period);
        return Task.CompletedTask;
    }

    public Task End()
    {
        _timer!.Dispose();
        return Task.CompletedTask;
    }

    public Task FailFrom(int tick)
    {
        _failFrom = tick;
        return Task.CompletedTask;
    }

    public Task ChangeInTheNextTick(TimeSpan due)
    {
        _changeTo = due;
        return Task.CompletedTask;
    }

    public async Task Wait(string gate)
    {
        journal.Write("waiting");
        await journal.GateAsync(gate);
        journal.Write("waited");
    }

    public Task Ping() => Task.CompletedTask;

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public async Task LeaveAfter(string gate)
    {
        journal.Write("waiting");
        await journal.GateAsync(gate);
        DeactivateOnIdle();
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        journal.Write("left");
        return Task.CompletedTask;
    }

    private void Tick()
    {
        journal.Write($"tick {++_ticks}");
        if (_changeTo is { } due)
        {
            _timer!.Change(due, Timeout.InfiniteTimeSpan);
            _changeTo = null;
        }

        if (_ticks >= _failFrom)
        {
            throw new InvalidDataException("a bad tick");
        }
    }
}

public sealed class TimerTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task A_timer_ticks_after_its_due_time_and_then_every_period()
    {
        await using var silo = await TestSilo.StartAsync();
        var clock = silo.Grains.GetGrain<IClockGrain>("c");
        await clock.Begin(2 * Second, 5 * Second);

        silo.Time.Advance(1.9 * Second);
        await clock.Ping();
        silo.Journal.IsEmpty.ShouldBeTrue();
        silo.Time.Advance(0.1 * Second);
        (await silo.Journal.NextAsync()).ShouldBe("tick 1");
        await clock.Ping();
        silo.Time.Advance(5 * Second);
        (await silo.Journal.NextAsync()).ShouldBe("tick 2");
    }

    [Fact]
    public async Task A_timer_without_a_period_ticks_once()
    {
        await using var silo = await TestSilo.StartAsync();
        var clock = silo.Grains.GetGrain<IClockGrain>("c");
        await clock.Begin(Second, Timeout.InfiniteTimeSpan);
        silo.Time.Advance(Second);
        (await silo.Journal.NextAsync()).ShouldBe("tick 1");
        await clock.Ping();

        silo.Time.Advance(TimeSpan.FromMinutes(5));
        await clock.Ping();

        silo.Journal.IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public async Task A_tick_waits_for_the_call_that_runs()
    {
        await using var silo = await TestSilo.StartAsync();
        var clock = silo.Grains.GetGrain<IClockGrain>("c");
        await clock.Begin(Second, Timeout.InfiniteTimeSpan);
        var call = clock.Wait("gate");
        (await silo.Journal.NextAsync()).ShouldBe("waiting");
        silo.Time.Advance(Second);
        silo.Journal.Open("gate");
        await call;

        (await silo.Journal.NextAsync()).ShouldBe("waited");
        (await silo.Journal.NextAsync()).ShouldBe("tick 1");
    }

    [Fact]
    public async Task An_interleaving_tick_does_not_wait_for_the_call_that_awaits()
    {
        await using var silo = await TestSilo.StartAsync();
        var clock = silo.Grains.GetGrain<IClockGrain>("c");
        await clock.Begin(Second, Timeout.InfiniteTimeSpan, interleave: true);
        var call = clock.Wait("gate");
        (await silo.Journal.NextAsync()).ShouldBe("waiting");

        silo.Time.Advance(Second);

        (await silo.Journal.NextAsync()).ShouldBe("tick 1");
        call.IsCompleted.ShouldBeFalse();
        silo.Journal.Open("gate");
        await call;
    }

    [Fact]
    public async Task A_timer_goes_on_after_a_tick_that_failed_and_the_failure_is_logged()
    {
        await using var silo = await TestSilo.StartAsync();
        var clock = silo.Grains.GetGrain<IClockGrain>("c");
        await clock.FailFrom(1);
        await clock.Begin(Second, Second);
        silo.Time.Advance(Second);
        (await silo.Journal.NextAsync()).ShouldBe("tick 1");
        await clock.Ping();
        silo.Log.Errors.ShouldContain(line => line.Contains("clock/c", StringComparison.Ordinal));

        silo.Time.Advance(Second);
        (await silo.Journal.NextAsync()).ShouldBe("tick 2");
    }

    [Fact]
    public async Task A_disposed_timer_is_silent_and_a_changed_one_keeps_the_new_time()
    {
        await using var silo = await TestSilo.StartAsync();
        var clock = silo.Grains.GetGrain<IClockGrain>("c");
        await clock.Begin(Second, Second);
        await clock.Change(10 * Second, Second);
        silo.Time.Advance(9 * Second);
        await clock.Ping();
        silo.Journal.IsEmpty.ShouldBeTrue();
        silo.Time.Advance(Second);
        (await silo.Journal.NextAsync()).ShouldBe("tick 1");

        await clock.End();
        silo.Time.Advance(60 * Second);
        await clock.Ping();
        silo.Journal.IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public async Task A_timer_changed_by_its_own_tick_keeps_the_new_time()
    {
        await using var silo = await TestSilo.StartAsync();
        var clock = silo.Grains.GetGrain<IClockGrain>("c");
        await clock.ChangeInTheNextTick(10 * Second);
        await clock.Begin(Second, Second);
        silo.Time.Advance(Second);
        (await silo.Journal.NextAsync()).ShouldBe("tick 1");
        await clock.Ping();

        silo.Time.Advance(9 * Second);
        await clock.Ping();
        silo.Journal.IsEmpty.ShouldBeTrue();
        silo.Time.Advance(Second);
        (await silo.Journal.NextAsync()).ShouldBe("tick 2");
    }

    [Fact]
    public async Task A_tick_that_waited_while_its_grain_left_neither_runs_nor_brings_it_back()
    {
        await using var silo = await TestSilo.StartAsync();
        var clock = silo.Grains.GetGrain<IClockGrain>("c");
        await clock.Begin(Second, Second);
        var call = clock.LeaveAfter("gate");
        (await silo.Journal.NextAsync()).ShouldBe("waiting");
        silo.Time.Advance(Second);
        silo.Journal.Open("gate");
        await call;

        (await silo.Journal.NextAsync()).ShouldBe("left");
        await silo.StopAsync();
        silo.Journal.IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public async Task A_timer_ends_with_its_activation()
    {
        await using var silo = await TestSilo.StartAsync();
        var clock = silo.Grains.GetGrain<IClockGrain>("c");
        await clock.Begin(Second, Second);
        await clock.Leave();
        (await silo.Journal.NextAsync()).ShouldBe("left");

        silo.Time.Advance(60 * Second);
        await clock.Ping();

        silo.Journal.IsEmpty.ShouldBeTrue();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Ticks_keep_a_grain_in_memory_only_when_asked_to(bool keepAlive)
    {
        await using var silo = await TestSilo.StartAsync();
        var clock = silo.Grains.GetGrain<IClockGrain>("c");
        await clock.Begin(TimeSpan.FromMinutes(10), Timeout.InfiniteTimeSpan, keepAlive: keepAlive);
        silo.Time.Advance(TimeSpan.FromMinutes(10));
        (await silo.Journal.NextAsync()).ShouldBe("tick 1");

        silo.Time.Advance(TimeSpan.FromMinutes(keepAlive ? 14 : 6));

        if (keepAlive)
        {
            await clock.Ping();
            silo.Journal.IsEmpty.ShouldBeTrue();
        }
        else
        {
            (await silo.Journal.NextAsync()).ShouldBe("left");
        }
    }
}
