using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Concurrency;
using Orleans.Utilities;

namespace MedMgr.Ops.EmbeddedSilo.Tests;

public interface INewsReader : IGrainObserver
{
    [OneWay]
    Task Read(string news);

    Task<int> Count();
}

public interface INewsGrain : IGrainWithStringKey
{
    Task Subscribe(INewsReader reader);

    Task Unsubscribe(INewsReader reader);

    Task<int> Publish(string news);
}

public sealed class NewsGrain : Grain, INewsGrain
{
    private readonly ObserverManager<INewsReader> _readers = new(TimeSpan.FromMinutes(5), NullLogger.Instance);

    public Task Subscribe(INewsReader reader)
    {
        _readers.Subscribe(reader, reader);
        return Task.CompletedTask;
    }

    public Task Unsubscribe(INewsReader reader)
    {
        _readers.Unsubscribe(reader);
        return Task.CompletedTask;
    }

    public async Task<int> Publish(string news)
    {
        await _readers.Notify(reader => reader.Read(news));
        return _readers.Count;
    }
}

public sealed class ObserverTests
{
    private sealed class Reader(Journal journal) : INewsReader
    {
        private int _count;

        public Task Read(string news)
        {
            _count++;
            journal.Write(news);
            return Task.CompletedTask;
        }

        public Task<int> Count() => Task.FromResult(_count);
    }

    [Fact]
    public async Task A_subscriber_outside_hears_what_a_grain_says_in_order_until_it_unsubscribes()
    {
        await using var silo = await TestSilo.StartAsync();
        var reader = new Reader(silo.Journal);
        var reference = silo.Grains.CreateObjectReference<INewsReader>(reader);
        var news = silo.Grains.GetGrain<INewsGrain>("n");
        await news.Subscribe(reference);
        await news.Subscribe(reference);

        (await news.Publish("one")).ShouldBe(1, "subscribing twice is renewing");
        await news.Publish("two");
        (await silo.Journal.NextAsync()).ShouldBe("one");
        (await silo.Journal.NextAsync()).ShouldBe("two");

        await news.Unsubscribe(reference);
        (await news.Publish("three")).ShouldBe(0);
        (await reference.Count()).ShouldBe(2);
        GC.KeepAlive(reader);
    }

    [Fact]
    public async Task The_silo_does_not_keep_a_subscriber_alive()
    {
        await using var silo = await TestSilo.StartAsync();
        var (reference, observed) = Subscribe(silo);
        GC.Collect();
        GC.WaitForPendingFinalizers();

        observed.IsAlive.ShouldBeFalse();
        await Should.ThrowAsync<OrleansMessageRejectionException>(() => reference.Count());
        await Should.NotThrowAsync(() => reference.Read("to nobody"));
    }

    [Fact]
    public async Task A_deleted_reference_reaches_nobody()
    {
        await using var silo = await TestSilo.StartAsync();
        var reader = new Reader(silo.Journal);
        var reference = silo.Grains.CreateObjectReference<INewsReader>(reader);
        (await reference.Count()).ShouldBe(0);

        silo.Grains.DeleteObjectReference<INewsReader>(reference);

        await Should.ThrowAsync<OrleansMessageRejectionException>(() => reference.Count());
        Should.Throw<ArgumentException>(() => silo.Grains.DeleteObjectReference<INewsReader>(reader));
        GC.KeepAlive(reader);
    }

    [Fact]
    public async Task A_reference_can_not_be_made_of_a_reference()
    {
        await using var silo = await TestSilo.StartAsync();
        var reader = new Reader(silo.Journal);
        var reference = silo.Grains.CreateObjectReference<INewsReader>(reader);
        Should.Throw<ArgumentException>(() => silo.Grains.CreateObjectReference<INewsReader>(reference));
        GC.KeepAlive(reader);
    }

    [Fact]
    public void A_subscription_that_is_not_renewed_expires()
    {
        var now = new DateTime(2026, 1, 5, 7, 0, 0, DateTimeKind.Utc);
        var readers = new ObserverManager<string, List<string>>(TimeSpan.FromMinutes(5), NullLogger.Instance) { GetDateTime = () => now };
        List<string> renewing = [];
        List<string> silent = [];
        readers.Subscribe("renewing", renewing);
        readers.Subscribe("silent", silent);
        now = now.AddMinutes(4);
        readers.Subscribe("renewing", renewing);
        now = now.AddMinutes(2);

        readers.Notify(reader => reader.Add("news"));

        renewing.ShouldBe(["news"]);
        silent.ShouldBeEmpty();
        readers.Observers.Keys.ShouldBe(["renewing"]);
    }

    [Fact]
    public void A_subscriber_that_fails_is_dropped_and_the_others_still_hear()
    {
        var readers = new ObserverManager<string, Action>(TimeSpan.FromMinutes(5), NullLogger.Instance);
        var heard = 0;
        readers.Subscribe("failing", () => throw new InvalidDataException());
        readers.Subscribe("hearing", () => heard++);
        readers.Subscribe("unasked", () => heard += 100);
        var unasked = readers.Observers["unasked"];

        readers.Notify(reader => reader(), reader => reader != unasked);

        heard.ShouldBe(1);
        readers.Observers.Keys.ShouldBe(["hearing", "unasked"], ignoreOrder: true);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (INewsReader Reference, WeakReference Observed) Subscribe(TestSilo silo)
    {
        var reader = new Reader(silo.Journal);
        return (silo.Grains.CreateObjectReference<INewsReader>(reader), new WeakReference(reader));
    }
}
