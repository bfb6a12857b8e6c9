using Microsoft.Extensions.DependencyInjection;

namespace MedMgr.Ops.EmbeddedSilo.Tests;

/// <summary>Told by a test what the next activation does.</summary>
public sealed class ActivationScript
{
    private int _activations;

    public bool Refuse { get; set; }

    public string? WaitFor { get; set; }

    public string? WaitForAtEnd { get; set; }

    public int Activations => Volatile.Read(ref _activations);

    public int Count() => Interlocked.Increment(ref _activations);
}

public interface IMortalGrain : IGrainWithStringKey
{
    /// <summary>The number of the activation that answers.</summary>
    Task<int> Which();

    Task<int> WhichAfter(string gate);

    Task Leave();
}

public sealed class MortalGrain(Journal journal, ActivationScript script) : Grain, IMortalGrain, IDisposable
{
    private int _number;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _number = script.Count();
        if (script.WaitFor is { } gate)
        {
            journal.Write("activating");
            await journal.GateAsync(gate);
        }

        if (script.Refuse)
        {
            throw new InvalidDataException("not today");
        }
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        journal.Write($"leaving: {reason.ReasonCode}");
        if (script.WaitForAtEnd is { } gate)
        {
            await journal.GateAsync(gate);
        }
    }

    public Task<int> Which() => Task.FromResult(_number);

    public async Task<int> WhichAfter(string gate)
    {
        await journal.GateAsync(gate);
        return _number;
    }

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public void Dispose() => journal.Write("disposed");
}

public sealed class LifeCycleTests
{
    private readonly ActivationScript _script = new();

    [Fact]
    public async Task Many_first_calls_at_once_make_one_activation()
    {
        await using var silo = await StartAsync();
        var grain = silo.Grains.GetGrain<IMortalGrain>("g");

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(grain.Which)));

        answers.ShouldAllBe(number => number == 1);
        _script.Activations.ShouldBe(1);
    }

    [Fact]
    public async Task A_failed_activation_fails_the_waiting_calls_and_the_next_call_tries_again()
    {
        await using var silo = await StartAsync();
        _script.Refuse = true;
        _script.WaitFor = "gate";
        var grain = silo.Grains.GetGrain<IMortalGrain>("g");
        var first = grain.Which();
        var second = grain.Which();
        silo.Journal.Open("gate");

        (await Should.ThrowAsync<InvalidDataException>(() => first)).Message.ShouldBe("not today");
        await Should.ThrowAsync<InvalidDataException>(() => second);
        silo.Log.Errors.ShouldContain(line => line.Contains("mortal/g", StringComparison.Ordinal));

        _script.Refuse = false;
        (await grain.Which()).ShouldBe(2);
    }

    [Fact]
    public async Task Calls_wait_until_the_grain_is_active()
    {
        await using var silo = await StartAsync();
        _script.WaitFor = "gate";
        var call = silo.Grains.GetGrain<IMortalGrain>("g").Which();
        (await silo.Journal.NextAsync()).ShouldBe("activating");
        call.IsCompleted.ShouldBeFalse();

        silo.Journal.Open("gate");
        (await call).ShouldBe(1);
    }

    [Fact]
    public async Task A_grain_that_leaves_says_goodbye_is_disposed_and_comes_back_new()
    {
        await using var silo = await StartAsync();
        var grain = silo.Grains.GetGrain<IMortalGrain>("g");
        await grain.Leave();

        (await silo.Journal.NextAsync()).ShouldBe("leaving: ApplicationRequested");
        (await silo.Journal.NextAsync()).ShouldBe("disposed");
        (await grain.Which()).ShouldBe(2);
    }

    [Fact]
    public async Task Calls_that_arrive_while_a_grain_leaves_go_in_order_to_its_successor_after_it_has_gone()
    {
        await using var silo = await StartAsync();
        _script.WaitForAtEnd = "gate";
        var grain = silo.Grains.GetGrain<IMortalGrain>("g");
        await grain.Leave();
        (await silo.Journal.NextAsync()).ShouldBe("leaving: ApplicationRequested");
        var late = Enumerable.Range(0, 20).Select(_ => grain.Which()).ToArray();
        late.ShouldAllBe(call => !call.IsCompleted);
        _script.Activations.ShouldBe(1, "never two of one key at once");

        _script.WaitForAtEnd = null;
        silo.Journal.Open("gate");

        (await Task.WhenAll(late).WaitAsync(Journal.Patience)).ShouldAllBe(number => number == 2);
    }

    [Fact]
    public async Task Leaving_and_calling_at_the_same_time_loses_no_call()
    {
        await using var silo = await StartAsync();
        var grain = silo.Grains.GetGrain<IMortalGrain>("g");

        var calls = Enumerable.Range(0, 2000).Select(i => i % 10 == 0 ? Task.Run(grain.Leave) : Task.Run(grain.Which));

        await Task.WhenAll(calls).WaitAsync(Journal.Patience);
        (await grain.Which()).ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task An_idle_grain_leaves_memory_and_a_used_one_stays()
    {
        await using var silo = await StartAsync();
        await silo.Grains.GetGrain<IMortalGrain>("idle").Which();
        var used = silo.Grains.GetGrain<IMortalGrain>("used");
        await used.Which();
        silo.Time.Advance(TimeSpan.FromMinutes(10));
        (await used.Which()).ShouldBe(2);

        silo.Time.Advance(TimeSpan.FromMinutes(6));

        (await silo.Journal.NextAsync()).ShouldBe("leaving: ActivationIdle");
        (await silo.Journal.NextAsync()).ShouldBe("disposed");
        (await used.Which()).ShouldBe(2, "it was used six minutes ago");
        silo.Journal.IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public async Task Stopping_the_silo_lets_every_grain_say_goodbye()
    {
        var silo = await StartAsync();
        await silo.Grains.GetGrain<IMortalGrain>("g").Which();

        await silo.StopAsync();

        (await silo.Journal.NextAsync()).ShouldBe("leaving: ShuttingDown");
        (await silo.Journal.NextAsync()).ShouldBe("disposed");
        await silo.DisposeAsync();
    }

    [Fact]
    public async Task A_goodbye_that_takes_too_long_is_not_waited_for()
    {
        var silo = await StartAsync();
        _script.WaitForAtEnd = "never";
        await silo.Grains.GetGrain<IMortalGrain>("g").Which();

        var stop = silo.StopAsync();
        (await silo.Journal.NextAsync()).ShouldBe("leaving: ShuttingDown");
        silo.Time.Advance(TimeSpan.FromSeconds(31));

        await stop;
        silo.Log.Errors.ShouldContain(line => line.Contains("mortal/g", StringComparison.Ordinal));
        await silo.DisposeAsync();
    }

    [Fact]
    public async Task A_running_call_is_finished_before_the_silo_stops()
    {
        var silo = await StartAsync();
        var grain = silo.Grains.GetGrain<IMortalGrain>("g");
        await grain.Which();
        var running = grain.WhichAfter("gate");
        var stop = silo.StopAsync();
        silo.Journal.Open("gate");

        (await running).ShouldBe(1);
        await stop;
        await silo.DisposeAsync();
    }

    private Task<TestSilo> StartAsync() => TestSilo.StartAsync(builder => builder.Services.AddSingleton(_script));
}
