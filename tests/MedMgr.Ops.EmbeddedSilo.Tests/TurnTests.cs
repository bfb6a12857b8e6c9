using Orleans.Concurrency;

namespace MedMgr.Ops.EmbeddedSilo.Tests;

public interface ICounterGrain : IGrainWithStringKey
{
    Task<int> AddSlowly();

    ValueTask<int> Add(int number);

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

    public Task<int> Total() => Task.FromResult(_total);
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
}
