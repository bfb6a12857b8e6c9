using Microsoft.Extensions.DependencyInjection;
using Orleans.Concurrency;

namespace MedMgr.Ops.EmbeddedSilo.Tests;

public interface IUnreliableGrain : IGrainWithStringKey
{
    Task Fail(string reason);

    Task<int> FailLater(string reason);

    Task ReturnNothing();

    [OneWay]
    Task FailUnheard(string reason);

    [OneWay]
    Task Enter(string gate);

    Task Wait(string gate);

    Task WaitForCancellation(CancellationToken cancellationToken);

    Task CallBack(IUnreliableGrain other);

    Task<string> HandThrough(IUnreliableGrain other);

    Task<string> Name();

    Task<string> SeeAmbient();
}

public sealed class UnreliableGrain(Journal journal) : Grain, IUnreliableGrain
{
    public static AsyncLocal<string?> Ambient { get; } = new();

    public async Task<string> SeeAmbient()
    {
        await Task.Yield();
        return Ambient.Value ?? "none";
    }

    public Task Fail(string reason) => throw new InvalidDataException(reason);

    public async Task<int> FailLater(string reason)
    {
        await Task.Yield();
        throw new InvalidDataException(reason);
    }

    public Task ReturnNothing() => null!;

    public Task FailUnheard(string reason)
    {
        journal.Write("unheard");
        throw new InvalidDataException(reason);
    }

    public async Task Enter(string gate)
    {
        await journal.GateAsync(gate);
        journal.Write("entered");
    }

    public async Task Wait(string gate)
    {
        journal.Write("waiting");
        await journal.GateAsync(gate);
    }

    public async Task WaitForCancellation(CancellationToken cancellationToken)
    {
        journal.Write("waiting");
        var cancelled = new TaskCompletionSource();
        await using var registration = cancellationToken.Register(() => cancelled.SetResult());
        await cancelled.Task;
        journal.Write("saw the cancellation");
        cancellationToken.ThrowIfCancellationRequested();
    }

    public Task CallBack(IUnreliableGrain other) => other.CallBack(this.GrainFactory.GetGrain<IUnreliableGrain>(this.GetPrimaryKeyString()));

    public Task<string> HandThrough(IUnreliableGrain other) => other.Name();

    public Task<string> Name() => Task.FromResult(this.GetPrimaryKeyString());
}

public sealed class CallTests
{
    [Fact]
    public async Task An_exception_reaches_the_caller_with_its_type_and_the_place_where_it_was_thrown()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = silo.Grains.GetGrain<IUnreliableGrain>("g");

        (await Should.ThrowAsync<InvalidDataException>(() => grain.Fail("at once"))).Message.ShouldBe("at once");
        var later = await Should.ThrowAsync<InvalidDataException>(() => grain.FailLater("later"));
        later.Message.ShouldBe("later");
        later.StackTrace.ShouldNotBeNull().ShouldContain(nameof(UnreliableGrain.FailLater));
    }

    [Fact]
    public async Task A_method_that_returns_no_task_is_named()
    {
        await using var silo = await TestSilo.StartAsync();
        var failure = await Should.ThrowAsync<InvalidOperationException>(() => silo.Grains.GetGrain<IUnreliableGrain>("g").ReturnNothing());
        failure.Message.ShouldContain("IUnreliableGrain.ReturnNothing");
    }

    [Fact]
    public async Task A_one_way_call_returns_before_the_grain_has_run_it()
    {
        await using var silo = await TestSilo.StartAsync();
        await silo.Grains.GetGrain<IUnreliableGrain>("g").Enter("closed");

        silo.Journal.IsEmpty.ShouldBeTrue();
        silo.Journal.Open("closed");
        (await silo.Journal.NextAsync()).ShouldBe("entered");
    }

    [Fact]
    public async Task The_failure_of_a_one_way_call_is_logged_and_the_grain_goes_on()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = silo.Grains.GetGrain<IUnreliableGrain>("g");
        await grain.FailUnheard("nobody listens");
        (await grain.Name()).ShouldBe("g");

        silo.Log.Errors.ShouldContain(line => line.Contains("IUnreliableGrain.FailUnheard", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_unanswered_call_fails_after_the_response_timeout_and_names_grain_key_and_method()
    {
        await using var silo = await TestSilo.StartAsync();
        var call = silo.Grains.GetGrain<IUnreliableGrain>("ward-7").Wait("never");

        silo.Time.Advance(TimeSpan.FromSeconds(9.999));
        call.IsCompleted.ShouldBeFalse();
        silo.Time.Advance(TimeSpan.FromSeconds(0.002));

        var failure = await Should.ThrowAsync<TimeoutException>(() => call);
        failure.Message.ShouldBe("IUnreliableGrain.Wait of unreliable/ward-7 has not answered within 00:00:10.");
        silo.Journal.Open("never");
    }

    [Fact]
    public async Task Each_call_has_the_whole_timeout_to_itself()
    {
        await using var silo = await TestSilo.StartAsync();
        var first = silo.Grains.GetGrain<IUnreliableGrain>("1").Wait("never");
        silo.Time.Advance(TimeSpan.FromSeconds(6));
        var second = silo.Grains.GetGrain<IUnreliableGrain>("2").Wait("never");

        silo.Time.Advance(TimeSpan.FromSeconds(5));
        await Should.ThrowAsync<TimeoutException>(() => first);
        second.IsCompleted.ShouldBeFalse();
        silo.Time.Advance(TimeSpan.FromSeconds(6));
        await Should.ThrowAsync<TimeoutException>(() => second);
        silo.Journal.Open("never");
    }

    [Fact]
    public async Task Two_grains_that_call_each_other_in_a_circle_time_out()
    {
        await using var silo = await TestSilo.StartAsync();
        var one = silo.Grains.GetGrain<IUnreliableGrain>("1");
        var circle = one.CallBack(silo.Grains.GetGrain<IUnreliableGrain>("2"));

        silo.Time.Advance(TimeSpan.FromSeconds(10.001));

        await Should.ThrowAsync<TimeoutException>(() => circle);
    }

    [Fact]
    public async Task A_call_that_timed_out_while_waiting_is_not_run_any_more()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = silo.Grains.GetGrain<IUnreliableGrain>("g");
        var first = grain.Wait("gate");
        (await silo.Journal.NextAsync()).ShouldBe("waiting");
        var second = grain.Wait("gate");
        silo.Time.Advance(TimeSpan.FromSeconds(11));
        await Should.ThrowAsync<TimeoutException>(() => second);
        await Should.ThrowAsync<TimeoutException>(() => first);

        silo.Journal.Open("gate");
        (await grain.Name()).ShouldBe("g");

        silo.Journal.IsEmpty.ShouldBeTrue("the second call had nobody to answer to");
    }

    [Fact]
    public async Task Cancelling_ends_the_callers_wait_and_tells_the_grain()
    {
        await using var silo = await TestSilo.StartAsync();
        using var cancellation = new CancellationTokenSource();
        var call = silo.Grains.GetGrain<IUnreliableGrain>("g").WaitForCancellation(cancellation.Token);
        (await silo.Journal.NextAsync()).ShouldBe("waiting");

        await cancellation.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => call);
        (await silo.Journal.NextAsync()).ShouldBe("saw the cancellation");
    }

    [Fact]
    public async Task A_call_whose_token_is_cancelled_already_is_not_sent()
    {
        await using var silo = await TestSilo.StartAsync();
        var grain = silo.Grains.GetGrain<IUnreliableGrain>("g");
        await Should.ThrowAsync<OperationCanceledException>(() => grain.WaitForCancellation(new CancellationToken(canceled: true)));
        (await grain.Name()).ShouldBe("g");
        silo.Journal.IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public async Task The_callers_ambient_context_does_not_reach_the_grain()
    {
        await using var silo = await TestSilo.StartAsync();
        UnreliableGrain.Ambient.Value = "the caller's";
        (await silo.Grains.GetGrain<IUnreliableGrain>("g").SeeAmbient()).ShouldBe("none");
        using (ExecutionContext.SuppressFlow())
        {
            _ = silo.Grains.GetGrain<IUnreliableGrain>("h").SeeAmbient();
        }

        (await silo.Grains.GetGrain<IUnreliableGrain>("h").SeeAmbient()).ShouldBe("none");
    }

    [Fact]
    public async Task A_timeout_cancels_what_the_grain_still_does_for_the_call()
    {
        await using var silo = await TestSilo.StartAsync();
        var call = silo.Grains.GetGrain<IUnreliableGrain>("g").WaitForCancellation(CancellationToken.None);
        (await silo.Journal.NextAsync()).ShouldBe("waiting");

        silo.Time.Advance(TimeSpan.FromSeconds(11));

        await Should.ThrowAsync<TimeoutException>(() => call);
        (await silo.Journal.NextAsync()).ShouldBe("saw the cancellation");
    }

    [Fact]
    public async Task A_grain_may_hand_another_grains_task_straight_to_its_caller()
    {
        await using var silo = await TestSilo.StartAsync();
        var inner = silo.Grains.GetGrain<IUnreliableGrain>("inner");
        (await silo.Grains.GetGrain<IUnreliableGrain>("outer").HandThrough(inner)).ShouldBe("inner");
    }

    [Fact]
    public async Task References_to_one_grain_are_equal()
    {
        await using var silo = await TestSilo.StartAsync();
        var one = silo.Grains.GetGrain<IUnreliableGrain>("g");
        var other = silo.Grains.GetGrain<IUnreliableGrain>("g");

        other.ShouldBe(one);
        other.GetHashCode().ShouldBe(one.GetHashCode());
        other.ShouldNotBe(silo.Grains.GetGrain<IUnreliableGrain>("h"));
        one.GetPrimaryKeyString().ShouldBe("g");
        one.GetGrainId().ToString().ShouldBe("unreliable/g");
    }

    [Fact]
    public async Task A_call_before_the_silo_has_started_is_refused()
    {
        await using var silo = TestSilo.Create();
        var failure = await Should.ThrowAsync<SiloUnavailableException>(() => silo.Grains.GetGrain<IUnreliableGrain>("g").Name());
        failure.Message.ShouldContain("not started");
    }

    [Fact]
    public async Task A_call_after_the_silo_has_stopped_is_refused()
    {
        var silo = await TestSilo.StartAsync();
        await silo.StopAsync();
        await Should.ThrowAsync<SiloUnavailableException>(() => silo.Grains.GetGrain<IUnreliableGrain>("g").Name());
        await silo.DisposeAsync();
    }

    [Fact]
    public async Task An_interface_without_a_class_is_named()
    {
        await using var silo = await TestSilo.StartAsync();
        Should.Throw<ArgumentException>(() => silo.Grains.GetGrain<IOrphanGrain>("g")).Message.ShouldContain(nameof(IOrphanGrain));
    }

    [Fact]
    public async Task An_interface_with_two_classes_is_named_with_both_unless_the_caller_says_which()
    {
        await using var silo = await TestSilo.StartAsync();
        var failure = Should.Throw<ArgumentException>(() => silo.Grains.GetGrain<ITwinGrain>("g"));
        failure.Message.ShouldContain(nameof(ElderTwinGrain));
        failure.Message.ShouldContain(nameof(YoungerTwinGrain));
        (await silo.Grains.GetGrain<ITwinGrain>("g", typeof(YoungerTwinGrain).FullName).Who()).ShouldBe("younger");
    }

    [Fact]
    public async Task Grain_classes_are_found_without_being_named()
    {
        await using var silo = await TestSilo.StartAsync(builder => builder.Configure<EmbeddedSiloOptions>(options => options.GrainAssemblies.Clear()));
        (await silo.Grains.GetGrain<IUnreliableGrain>("found").Name()).ShouldBe("found");
    }

    [Fact]
    public async Task Services_are_handed_to_the_constructor_of_a_grain()
    {
        await using var silo = await TestSilo.StartAsync();
        silo.Services.GetRequiredService<Journal>().Open("gate");
        await silo.Grains.GetGrain<IUnreliableGrain>("g").Wait("gate");
        (await silo.Journal.NextAsync()).ShouldBe("waiting");
    }
}

public interface IOrphanGrain : IGrainWithStringKey;

public interface ITwinGrain : IGrainWithStringKey
{
    Task<string> Who();
}

public sealed class ElderTwinGrain : Grain, ITwinGrain
{
    public Task<string> Who() => Task.FromResult("elder");
}

public sealed class YoungerTwinGrain : Grain, ITwinGrain
{
    public Task<string> Who() => Task.FromResult("younger");
}
