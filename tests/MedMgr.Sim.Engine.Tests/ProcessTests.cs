using MedMgr.Sim.Engine.Processes;

namespace MedMgr.Sim.Engine.Tests;

public sealed class ProcessTests
{
    private readonly Simulation _simulation = new(seed: 1);
    private readonly List<string> _happened = [];

    [Fact]
    public void A_started_process_runs_to_its_first_wait_at_once_and_a_prepared_one_does_nothing()
    {
        var prepared = Visits("prepared", 1.0);
        _simulation.Start(Visits("started", 1.0));
        _happened.ShouldBe(["0 started comes"]);
        prepared.HasEnded.ShouldBeFalse();
        _simulation.Run();
        _happened.ShouldBe(["0 started comes", "1 started goes"]);
    }

    [Fact]
    public void A_delayed_start_begins_at_its_time()
    {
        _simulation.Start(Visits("later", 1.0), delay: 2.0);
        _simulation.ProcessesAlive.ShouldBe(1);
        _simulation.Run();
        _happened.ShouldBe(["2 later comes", "3 later goes"]);
        _simulation.ProcessesAlive.ShouldBe(0);
    }

    [Fact]
    public void An_awaited_part_runs_within_its_caller_and_brings_back_its_value()
    {
        _simulation.Start(Outer());
        _simulation.Run();
        _happened.ShouldBe(["0 part comes", "2 part goes", "2 caller has 42", "2 caller has 7"]);

        async Process Outer()
        {
            var answer = await Part(2.0, 42);
            Note($"caller has {answer}");
            Note($"caller has {await Immediate()}");
        }

        async Process<int> Part(double time, int value)
        {
            await Visits("part", time);
            return value;
        }

        async Process<int> Immediate()
        {
            await _simulation.WaitUntil(() => true);
            return 7;
        }
    }

    [Fact]
    public void Parts_awaited_a_hundred_thousand_deep_in_time_do_not_deepen_the_stack()
    {
        var rounds = 0;
        _simulation.Start(Loop());
        _simulation.Run();
        rounds.ShouldBe(100_000);
        _simulation.Now.ShouldBe(50_000.0);

        async Process Loop()
        {
            for (var i = 0; i < 100_000; i++)
            {
                await Round(i);
            }
        }

        async Process Round(int i)
        {
            rounds++;
            if (i % 2 == 0)
            {
                await _simulation.Delay(1.0);
            }
        }
    }

    [Fact]
    public void Anyone_may_await_the_end_of_a_started_process()
    {
        var visit = Visits("visit", 3.0);
        _simulation.Start(visit);
        _simulation.Start(Companion("first"));
        _simulation.Start(Companion("second"));
        _simulation.Start(Companion("after the end"), delay: 10.0);
        _simulation.Run();
        _happened.ShouldBe(["0 visit comes", "3 visit goes", "3 first follows", "3 second follows", "10 after the end follows"]);
        visit.HasEnded.ShouldBeTrue();

        async Process Companion(string name)
        {
            await visit;
            Note($"{name} follows");
        }
    }

    [Fact]
    public void An_exception_of_a_process_surfaces_from_the_run()
    {
        _simulation.Start(Fails(1.0));
        _simulation.Start(Visits("other", 5.0));
        Should.Throw<InvalidTimeZoneException>(_simulation.Run).Message.ShouldBe("at 1");
        _simulation.Now.ShouldBe(1.0);
        Should.Throw<InvalidTimeZoneException>(_simulation.Run, "a failed run stays failed");
    }

    [Fact]
    public void An_exception_of_a_part_can_be_caught_by_its_caller()
    {
        _simulation.Start(Cautious());
        _simulation.Run();
        _happened.ShouldBe(["1 caught at 1"]);

        async Process Cautious()
        {
            try
            {
                await Fails(1.0);
            }
            catch (InvalidTimeZoneException failure)
            {
                Note($"caught {failure.Message}");
            }
        }
    }

    [Fact]
    public void An_exception_of_a_started_process_goes_to_those_who_await_its_end()
    {
        var failing = Fails(1.0);
        _simulation.Start(failing);
        _simulation.Start(Companion());
        _simulation.Run();
        _happened.ShouldBe(["1 caught at 1"]);

        async Process Companion()
        {
            try
            {
                await failing;
            }
            catch (InvalidTimeZoneException failure)
            {
                Note($"caught {failure.Message}");
            }
        }
    }

    [Fact]
    public void Awaiting_anything_but_virtual_time_is_refused()
    {
        _simulation.Start(Strays());
        Should.Throw<InvalidOperationException>(_simulation.Run).Message.ShouldContain("virtual clock");

        static async Process Strays() => await System.Threading.Tasks.Task.Yield();
    }

    [Fact]
    public void Waiting_outside_of_a_process_is_refused()
    {
        var beds = new Resources.Resource(_simulation, "beds", 1);
        Should.Throw<InvalidOperationException>(() => beds.Acquire().GetAwaiter().IsCompleted).Message.ShouldContain("Only a process can wait");
    }

    [Fact]
    public void One_call_of_a_process_method_can_not_be_started_twice()
    {
        var visit = Visits("visit", 1.0);
        _simulation.Start(visit);
        Should.Throw<InvalidOperationException>(() => _simulation.Start(visit));
    }

    [Fact]
    public void A_handle_to_an_ended_process_stays_ended_when_its_frame_is_used_again()
    {
        var first = Visits("first", 1.0);
        _simulation.Start(first);
        _simulation.Run();
        var second = Visits("second", 1.0);
        _simulation.Start(second);
        first.HasEnded.ShouldBeTrue();
        second.HasEnded.ShouldBeFalse();
        (first == second).ShouldBeFalse();
        first.Interrupt("too late").ShouldBeFalse();
        _simulation.Run();
        _happened[^1].ShouldBe("2 second goes");
    }

    [Fact]
    public void A_condition_wakes_those_for_whom_it_has_come_to_hold_in_the_order_in_which_they_came()
    {
        var census = 0;
        _simulation.Start(Waits("full", () => census >= 2));
        _simulation.Start(Waits("one", () => census >= 1));
        _simulation.Start(Waits("full too", () => census >= 2));
        _simulation.Start(Waits("at once", () => census == 0));
        _simulation.Schedule(1.0, () => census++);
        _simulation.Schedule(2.0, () => census++);
        _simulation.Run();
        _happened.ShouldBe(["0 at once", "1 one", "2 full", "2 full too"]);

        async Process Waits(string name, Func<bool> condition)
        {
            await _simulation.WaitUntil(condition);
            Note(name);
        }
    }

    [Fact]
    public void A_wait_for_a_condition_or_a_signal_ends_with_false_after_its_timeout()
    {
        var signal = new Signal(_simulation);
        _simulation.Start(Waits());
        _simulation.Schedule(3.5, signal.Fire);
        _simulation.Run();
        _happened.ShouldBe(["1 condition False", "2 signal False", "3.5 signal True"]);
        signal.Waiting.ShouldBe(0);

        async Process Waits()
        {
            Note($"condition {await _simulation.WaitUntil(() => false, timeout: 1.0)}");
            Note($"signal {await signal.Wait(timeout: 1.0)}");
            Note($"signal {await signal.Wait(timeout: 9.0)}");
        }
    }

    [Fact]
    public void The_steady_state_of_processes_allocates_nothing()
    {
        var resource = new Resources.Resource(_simulation, "servers", 2);
        var stream = _simulation.Stream("chance");
        _simulation.Start(Arrivals());
        _simulation.RunUntil(20_000.0);
        var before = GC.GetAllocatedBytesForCurrentThread();
        _simulation.RunUntil(60_000.0);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(4_000);
        resource.Wait.Count.ShouldBeGreaterThan(50_000);

        async Process Arrivals()
        {
            while (true)
            {
                await _simulation.Delay(stream.Exponential(1.0));
                _simulation.Start(Customer());
            }
        }

        async Process Customer()
        {
            using var server = await resource.AcquireWithin(5.0);
            await resource.Simulation.Delay(stream.Exponential(1.5));
        }
    }

    private async Process Visits(string name, double time)
    {
        Note($"{name} comes");
        await _simulation.Delay(time);
        Note($"{name} goes");
    }

    private async Process Fails(double after)
    {
        await _simulation.Delay(after);
        throw new InvalidTimeZoneException($"at {_simulation.Now}");
    }

    private void Note(string what) => _happened.Add($"{_simulation.Now} {what}");

}
