using Orleans.Concurrency;

namespace MedMgr.Ops.EmbeddedSilo.Tests;

public interface ICounterGrain : IGrainWithStringKey
{
    Task<int> AddSlowly();

    ValueTask<int> Add(int number);

    ValueTask Reset();

    Task<int> Total();
}

/// <summary>Reads, yields and writes: loses updates unless turns exclude one another.</summary>
public sealed class CounterGrain : Grain, ICounterGrain
{
    private int _total;

    public async Task<int> AddSlowly()
    {
        var before = _total;
        await Task.Yield();
        _total = before + 1;
        return _total;
    }

    public ValueTask<int> Add(int number) => new(_total += number);

    public ValueTask Reset()
    {
        _total = 0;
        return ValueTask.CompletedTask;
    }

    public Task<int> Total() => Task.FromResult(_total);
}

public interface IDoorGrain : IGrainWithStringKey
{
    /// <summary>Writes "in", waits for the gate, writes "out".</summary>
    Task Pass(string gate);

    [ReadOnly]
    Task Look(string gate);

    [AlwaysInterleave]
    Task Peek(string gate);
}

public abstract class AnyDoor : Grain
{
    private readonly Journal _journal;

    protected AnyDoor(Journal journal) => _journal = journal;

    public Task Pass(string gate) => Through(gate);

    public Task Look(string gate) => Through(gate);

    public Task Peek(string gate) => Through(gate);

    private async Task Through(string gate)
    {
        _journal.Write($"{gate} in");
        await _journal.GateAsync(gate);
        _journal.Write($"{gate} out");
    }
}

public sealed class DoorGrain(Journal journal) : AnyDoor(journal), IDoorGrain;

public interface IRevolvingDoorGrain : IGrainWithStringKey
{
    Task Pass(string gate);
}

[Reentrant]
public sealed class RevolvingDoorGrain(Journal journal) : AnyDoor(journal), IRevolvingDoorGrain;

public interface ISequenceGrain : IGrainWithStringKey
{
    Task Append(int number);

    Task<int[]> All();
}

public sealed class SequenceGrain : Grain, ISequenceGrain
{
    private readonly List<int> _numbers = [];

    public async Task Append(int number)
    {
        await Task.Yield();
        _numbers.Add(number);
    }

    public Task<int[]> All() => Task.FromResult<int[]>([.. _numbers]);
}

public sealed class TurnTests
{
    [Fact]
    public async Task Parallel_callers_never_see_two_turns_of_one_grain_at_once()
    {
        await using var silo = await TestSilo.StartAsync();
        var counter = silo.Grains.GetGrain<ICounterGrain>("c");

        await Parallel.ForEachAsync(Enumerable.Range(0, 2000), async (_, _) => await counter.AddSlowly());

        (await counter.Total()).ShouldBe(2000);
    }

    [Fact]
    public async Task Two_grains_of_one_class_do_not_wait_for_each_other()
    {
        await using var silo = await TestSilo.StartAsync();
        var journal = silo.Journal;
        var first = silo.Grains.GetGrain<IDoorGrain>("1").Pass("a");
        (await journal.NextAsync()).ShouldBe("a in");

        journal.Open("b");
        await silo.Grains.GetGrain<IDoorGrain>("2").Pass("b");

        first.IsCompleted.ShouldBeFalse();
        journal.Open("a");
        await first;
    }

    [Fact]
    public async Task A_call_waits_until_the_one_before_it_has_ended_with_all_its_awaits()
    {
        await using var silo = await TestSilo.StartAsync();
        var door = silo.Grains.GetGrain<IDoorGrain>("d");
        var journal = silo.Journal;
        var first = door.Pass("a");
        (await journal.NextAsync()).ShouldBe("a in");
        var second = door.Pass("b");
        journal.Open("b");
        journal.Open("a");
        await Task.WhenAll(first, second);

        (await journal.NextAsync()).ShouldBe("a out");
        (await journal.NextAsync()).ShouldBe("b in");
    }

    [Fact]
    public async Task Read_only_calls_overlap_one_another_but_not_a_writer()
    {
        await using var silo = await TestSilo.StartAsync();
        var door = silo.Grains.GetGrain<IDoorGrain>("d");
        var journal = silo.Journal;
        var firstReader = door.Look("r1");
        (await journal.NextAsync()).ShouldBe("r1 in");
        var writer = door.Pass("w");
        journal.Open("r2");
        await door.Look("r2");
        (await journal.NextAsync()).ShouldBe("r2 in");
        (await journal.NextAsync()).ShouldBe("r2 out");
        journal.IsEmpty.ShouldBeTrue("the writer must not have entered");

        journal.Open("r1");
        await firstReader;
        (await journal.NextAsync()).ShouldBe("r1 out");
        (await journal.NextAsync()).ShouldBe("w in");
        var lateReader = door.Look("r3");
        journal.Open("r3");
        journal.Open("w");
        await Task.WhenAll(writer, lateReader);
        (await journal.NextAsync()).ShouldBe("w out");
        (await journal.NextAsync()).ShouldBe("r3 in");
    }

    [Fact]
    public async Task An_always_interleaving_call_runs_while_a_writer_waits()
    {
        await using var silo = await TestSilo.StartAsync();
        var door = silo.Grains.GetGrain<IDoorGrain>("d");
        var writer = door.Pass("w");
        (await silo.Journal.NextAsync()).ShouldBe("w in");

        silo.Journal.Open("p");
        await door.Peek("p");

        writer.IsCompleted.ShouldBeFalse();
        silo.Journal.Open("w");
        await writer;
    }

    [Fact]
    public async Task Every_call_of_a_reentrant_class_interleaves()
    {
        await using var silo = await TestSilo.StartAsync();
        var door = silo.Grains.GetGrain<IRevolvingDoorGrain>("d");
        var first = door.Pass("a");
        (await silo.Journal.NextAsync()).ShouldBe("a in");

        silo.Journal.Open("b");
        await door.Pass("b");

        first.IsCompleted.ShouldBeFalse();
        silo.Journal.Open("a");
        await first;
    }

    [Fact]
    public async Task Calls_of_one_caller_to_a_warm_grain_arrive_in_the_order_of_sending()
    {
        await using var silo = await TestSilo.StartAsync();
        var sequence = silo.Grains.GetGrain<ISequenceGrain>("s");
        await sequence.Append(-1);

        await Task.WhenAll(Enumerable.Range(0, 500).Select(sequence.Append));

        (await sequence.All()).ShouldBe([.. Enumerable.Range(-1, 501)]);
    }

    [Fact]
    public async Task Value_tasks_with_and_without_a_result_come_back()
    {
        await using var silo = await TestSilo.StartAsync();
        var counter = silo.Grains.GetGrain<ICounterGrain>("c");

        (await counter.Add(5)).ShouldBe(5);
        await counter.Reset();
        (await counter.Add(2)).ShouldBe(2);
    }
}
