using MedMgr.Sim.Engine.Processes;
using MedMgr.Sim.Engine.Resources;

namespace MedMgr.Sim.Engine.Tests;

public sealed class ResourceTests
{
    private readonly Simulation _simulation = new(seed: 1);
    private readonly List<string> _happened = [];

    [Fact]
    public void The_line_is_served_by_priority_and_within_a_priority_first_come_first_served()
    {
        var beds = new Resource(_simulation, "beds", 1);
        foreach (var (name, priority) in new[] { ("holder", 0), ("low 1", 5), ("high 1", 1), ("low 2", 5), ("high 2", 1), ("middle", 3) })
        {
            _simulation.Start(Stays(beds, name, 1.0, priority));
        }

        _simulation.Run();
        _happened.ShouldBe(["0 holder", "1 high 1", "2 high 2", "3 middle", "4 low 1", "5 low 2"]);
        beds.Wait.Count.ShouldBe(6);
        beds.Wait.Mean.ShouldBe(15.0 / 6.0, 1e-12);
        beds.Waiting.Max.ShouldBe(5);
        beds.InUse.Mean.ShouldBe(1.0);
    }

    [Fact]
    public void A_large_request_at_the_head_is_not_overtaken_by_smaller_ones()
    {
        var nurses = new Resource(_simulation, "nurses", 3);
        _simulation.Start(Stays(nurses, "two", 4.0, units: 2));
        _simulation.Start(Stays(nurses, "three", 1.0, units: 3));
        _simulation.Start(Stays(nurses, "one", 1.0, units: 1));
        _simulation.Run();
        _happened.ShouldBe(["0 two", "4 three", "5 one"]);
    }

    [Fact]
    public void A_more_urgent_request_that_fits_passes_a_large_one_that_does_not()
    {
        var nurses = new Resource(_simulation, "nurses", 3);
        _simulation.Start(Stays(nurses, "two", 4.0, priority: 5, units: 2));
        _simulation.Start(Stays(nurses, "three", 1.0, priority: 5, units: 3));
        _simulation.Start(Stays(nurses, "urgent", 1.0, priority: 1, units: 1));
        _simulation.Run();
        _happened.ShouldBe(["0 two", "0 urgent", "4 three"]);
    }

    [Fact]
    public void Who_loses_patience_leaves_the_line_and_those_behind_move_up()
    {
        var beds = new Resource(_simulation, "beds", 2);
        _simulation.Start(Stays(beds, "holder", 10.0));
        _simulation.Start(Stays(beds, "wants both", 1.0, units: 2, patience: 3.0));
        _simulation.Start(Stays(beds, "wants one", 1.0));
        _simulation.Run();
        _happened.ShouldBe(["0 holder", "3 wants both left", "3 wants one"]);
        beds.Reneged.Count.ShouldBe(1);
        beds.Wait.Count.ShouldBe(2, "only granted requests are tallied");
    }

    [Fact]
    public void A_grant_at_the_last_moment_of_patience_goes_to_whichever_event_was_scheduled_first()
    {
        var beds = new Resource(_simulation, "beds", 1);
        _simulation.Start(Stays(beds, "holder", 3.0));
        _simulation.Start(Stays(beds, "patient until 3", 1.0, patience: 3.0));
        _simulation.Run();
        _happened.ShouldBe(["0 holder", "3 patient until 3"], "the holder's departure was scheduled before the timeout");
    }

    [Fact]
    public void Capacity_raised_serves_the_line_and_capacity_lowered_waits_for_units_to_come_back()
    {
        var beds = new Resource(_simulation, "beds", 1);
        foreach (var name in new[] { "a", "b", "c", "d" })
        {
            _simulation.Start(Stays(beds, name, 4.0));
        }

        _simulation.Schedule(1.0, () => beds.SetCapacity(3));
        _simulation.Schedule(2.0, () =>
        {
            beds.SetCapacity(1);
            beds.Free.ShouldBe(-2);
        });
        _simulation.Run();
        _happened.ShouldBe(["0 a", "1 b", "1 c", "5 d"], "a goes at 4, but two beds were withdrawn; b and c go at 5");
    }

    [Fact]
    public void A_released_claim_is_void_and_releasing_it_again_changes_nothing()
    {
        var beds = new Resource(_simulation, "beds", 1);
        _simulation.Start(Leaves());
        _simulation.Run();
        beds.Free.ShouldBe(1);
        beds.Capacity.ShouldBe(1);

        async Process Leaves()
        {
            using var bed = await beds.Acquire();
            bed.IsHeld.ShouldBeTrue();
            bed.Release();
            bed.IsHeld.ShouldBeFalse();
            using var again = await beds.Acquire();
            bed.Release();
            again.IsHeld.ShouldBeTrue("a void claim must not release its slot's next holder");
        }
    }

    [Fact]
    public void A_container_serves_takers_when_there_is_enough_and_putters_when_there_is_room()
    {
        var gowns = new Container(_simulation, "gowns", capacity: 10.0, initial: 4.0);
        _simulation.Start(Takes(6.0));
        _simulation.Start(Takes(1.0));
        _simulation.Start(Puts(5.0), delay: 2.0);
        _simulation.Start(Puts(9.0), delay: 3.0);
        _simulation.Start(Takes(1.0), delay: 4.0);
        _simulation.Start(Puts(1.0, patience: 1.0), delay: 5.0);
        _simulation.Run();
        _happened.ShouldBe(["2 put 5 True", "2 took 6 True", "2 took 1 True", "4 took 1 True", "4 put 9 True", "6 put 1 False"], "one gown was there at 0, but the first in line wanted six");
        gowns.Amount.Value.ShouldBe(10.0);
        gowns.Amount.Max.ShouldBe(10.0);
        gowns.Amount.Mean.ShouldBe(((2 * 4.0) + (2 * 2.0) + (2 * 10.0)) / 6.0, 1e-12);

        async Process Takes(double amount) => Note($"took {amount} {await gowns.Take(amount)}");
        async Process Puts(double amount, double patience = double.PositiveInfinity) => Note($"put {amount} {await gowns.Put(amount, patience)}");
    }

    [Fact]
    public void A_store_hands_things_over_first_in_first_out_by_priority_of_those_who_wait()
    {
        var specimens = new Store<string>(_simulation);
        specimens.Put("s0");
        _simulation.Start(Takes("anyone", 0));
        _simulation.Start(Takes("routine", 5));
        _simulation.Start(Takes("urgent", 1));
        _simulation.Start(TakesWithin("impatient", 2.0));
        _simulation.Schedule(1.0, () => specimens.Put("s1"));
        _simulation.Schedule(1.0, () => specimens.Put("s2"));
        _simulation.Schedule(3.0, () => specimens.Put("s3"));
        _simulation.Schedule(3.0, () => specimens.Put("s4"));
        _simulation.Run();
        _happened.ShouldBe(["0 anyone s0", "1 impatient True s1", "1 urgent s2", "3 routine s3"]);
        specimens.Count.ShouldBe(1);
        specimens.Waiting.ShouldBe(0);

        async Process Takes(string name, int priority) => Note($"{name} {await specimens.Take(priority)}");

        async Process TakesWithin(string name, double patience)
        {
            var (found, item) = await specimens.TakeWithin(patience);
            Note($"{name} {found} {item}");
        }
    }

    [Fact]
    public void A_thing_handed_to_an_interrupted_process_goes_to_the_next()
    {
        var store = new Store<string>(_simulation);
        var first = Takes("first");
        _simulation.Start(first);
        _simulation.Start(Takes("second"));
        _simulation.Schedule(1.0, () =>
        {
            store.Put("only");
            first.Interrupt("away");
        });
        _simulation.Run();
        _happened.ShouldBe(["1 first away", "1 second only"], ignoreOrder: true);

        async Process Takes(string name)
        {
            try
            {
                Note($"{name} {await store.Take()}");
            }
            catch (InterruptedException<string> interrupt)
            {
                Note($"{name} {interrupt.Cause}");
            }
        }
    }

    [Fact]
    public void A_station_serves_by_rank_and_follows_its_capacity()
    {
        var station = new Station(_simulation, "desk", capacity: 1, ranks: 3);
        station.Arrive(10, rank: 2).ShouldBeTrue();
        station.Arrive(11, rank: 2).ShouldBeFalse();
        station.Arrive(12, rank: 0).ShouldBeFalse();
        station.Arrive(13, rank: 0).ShouldBeFalse();
        station.Depart(out var next).ShouldBeTrue();
        next.ShouldBe(12);
        station.SetCapacity(2);
        station.Admit(out next).ShouldBeTrue();
        next.ShouldBe(13);
        station.Admit(out _).ShouldBeFalse();
        station.SetCapacity(0);
        station.Depart(out _).ShouldBeFalse("its server was withdrawn");
        station.Depart(out _).ShouldBeFalse();
        (station.InService, station.InLine).ShouldBe((0, 1));
        Should.Throw<InvalidOperationException>(() => station.Depart(out _));
    }

    private async Process Stays(Resource resource, string name, double stay, int priority = 0, int units = 1, double patience = double.PositiveInfinity)
    {
        using var claim = await resource.AcquireWithin(patience, units, priority);
        Note(claim.IsHeld ? name : $"{name} left");
        if (claim.IsHeld)
        {
            await _simulation.Delay(stay);
        }
    }

    private void Note(string what) => _happened.Add($"{_simulation.Now} {what}");
}
