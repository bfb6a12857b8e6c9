using MedMgr.Sim.Engine.Processes;
using MedMgr.Sim.Engine.Resources;

namespace MedMgr.Sim.Engine.Tests;

public sealed class InterruptTests
{
    private readonly Simulation _simulation = new(seed: 1);
    private readonly List<string> _happened = [];

    private sealed record Recall(string Ward);

    [Fact]
    public void An_interrupt_breaks_off_a_delay_with_its_typed_cause()
    {
        var nurse = Works();
        _simulation.Start(nurse);
        _simulation.Schedule(4.0, () => nurse.Interrupt(new Recall("ICU")).ShouldBeTrue());
        _simulation.Run();
        _happened.ShouldBe(["4 recalled to ICU"]);
        _simulation.Now.ShouldBe(4.0);

        async Process Works()
        {
            try
            {
                await _simulation.Delay(10.0);
                Note("done");
            }
            catch (InterruptedException<Recall> recall)
            {
                Note($"recalled to {recall.Cause.Ward}");
            }
        }
    }

    [Fact]
    public void An_interrupt_nobody_catches_surfaces_from_the_run()
    {
        var process = Sleeps();
        _simulation.Start(process);
        _simulation.Schedule(1.0, () => process.Interrupt(17));
        Should.Throw<InterruptedException<int>>(_simulation.Run).Cause.ShouldBe(17);

        async Process Sleeps() => await _simulation.Delay(5.0);
    }

    [Fact]
    public void A_delay_that_expects_interrupts_tells_what_was_left()
    {
        var process = Works();
        _simulation.Start(process);
        _simulation.Schedule(4.0, () => process.Interrupt(new Recall("ED")));
        _simulation.Run();
        _happened.ShouldBe(["4 6 left, ED True, text False", "10 uninterrupted False, 0 left"]);

        async Process Works()
        {
            var outcome = await _simulation.DelayOrInterrupt(10.0);
            var isRecall = outcome.WasInterruptedBy<Recall>(out var recall);
            Note($"{outcome.Remaining} left, {recall.Ward} {isRecall}, text {outcome.WasInterruptedBy<string>(out _)}");
            outcome = await _simulation.DelayOrInterrupt(outcome.Remaining);
            Note($"uninterrupted {outcome.WasInterrupted}, {outcome.Remaining} left");
        }
    }

    [Fact]
    public void Only_the_first_interrupt_of_an_instant_arrives()
    {
        var process = Works();
        _simulation.Start(process);
        _simulation.Schedule(1.0, () =>
        {
            process.Interrupt("first").ShouldBeTrue();
            process.Interrupt("second").ShouldBeFalse();
        });
        _simulation.Run();
        _happened.ShouldBe(["1 first", "6 rested"]);

        async Process Works()
        {
            var outcome = await _simulation.DelayOrInterrupt(10.0);
            outcome.WasInterruptedBy<string>(out var cause).ShouldBeTrue();
            Note(cause);
            await _simulation.Delay(5.0);
            Note("rested");
        }
    }

    [Fact]
    public void An_interrupt_reaches_the_part_that_waits_and_passes_through_its_caller()
    {
        var process = Outer();
        _simulation.Start(process);
        _simulation.Schedule(2.0, () => process.Interrupt("stop"));
        _simulation.Run();
        _happened.ShouldBe(["2 inner cleans up", "2 outer caught stop"]);

        async Process Outer()
        {
            try
            {
                await Inner();
            }
            catch (InterruptedException<string> stop)
            {
                Note($"outer caught {stop.Cause}");
            }
        }

        async Process Inner()
        {
            try
            {
                await _simulation.Delay(9.0);
            }
            finally
            {
                Note("inner cleans up");
            }
        }
    }

    [Fact]
    public void An_interrupt_to_a_process_that_is_running_reaches_it_at_its_next_wait()
    {
        var parent = default(Process);
        parent = Parent();
        _simulation.Start(parent);
        _simulation.Run();
        _happened.ShouldBe(["0 parent goes on", "0 parent hears child"]);

        async Process Parent()
        {
            _simulation.Start(Child());
            Note("parent goes on");
            var outcome = await _simulation.DelayOrInterrupt(5.0);
            outcome.WasInterruptedBy<string>(out var cause).ShouldBeTrue();
            Note($"parent hears {cause}");
        }

        async Process Child()
        {
            parent.Interrupt("child");
            await _simulation.WaitUntil(() => true);
        }
    }

    [Fact]
    public void A_process_interrupted_in_line_leaves_the_line()
    {
        var beds = new Resource(_simulation, "beds", 1);
        var waiting = Stays("second", 1.0);
        _simulation.Start(Stays("first", 10.0));
        _simulation.Start(waiting);
        _simulation.Start(Stays("third", 1.0));
        _simulation.Schedule(5.0, () => waiting.Interrupt("transferred"));
        _simulation.Run();
        _happened.ShouldBe(["0 first has a bed", "5 second: transferred", "10 third has a bed"]);
        beds.Free.ShouldBe(1);
        beds.Reneged.Count.ShouldBe(0, "an interrupt is no reneging");

        async Process Stays(string name, double stay)
        {
            try
            {
                using var bed = await beds.Acquire();
                Note($"{name} has a bed");
                await _simulation.Delay(stay);
            }
            catch (InterruptedException<string> interrupt)
            {
                Note($"{name}: {interrupt.Cause}");
            }
        }
    }

    [Fact]
    public void Units_granted_in_the_instant_of_an_interrupt_go_to_the_next_in_line()
    {
        // At time 10 the bed is given to the second; before the second sees it, the interrupt comes.
        var beds = new Resource(_simulation, "beds", 1);
        var second = Stays("second", 1.0);
        _simulation.Start(Stays("first", 10.0));
        _simulation.Start(second);
        _simulation.Start(Stays("third", 1.0));
        _simulation.Schedule(10.0, () => second.Interrupt("transferred"));
        _simulation.Run();
        _happened.ShouldBe(["0 first has a bed", "10 second: transferred", "10 third has a bed"], ignoreOrder: false);
        beds.Free.ShouldBe(1);

        async Process Stays(string name, double stay)
        {
            try
            {
                using var bed = await beds.Acquire();
                Note($"{name} has a bed");
                await _simulation.Delay(stay);
            }
            catch (InterruptedException<string> interrupt)
            {
                Note($"{name}: {interrupt.Cause}");
            }
        }
    }

    [Fact]
    public void Thousands_of_broken_off_delays_leave_no_trace_in_the_calendar()
    {
        // Each is interrupted at 1 and rests for 10 + i; what they had waited for would have come at 999,999.
        var ends = 0;
        var processes = Enumerable.Range(0, 3_000).Select(i => Works(i)).ToArray();
        foreach (var process in processes)
        {
            _simulation.Start(process);
        }

        _simulation.Schedule(1.0, () => processes.ShouldAllBe(process => process.Interrupt("go")));
        _simulation.RunUntil(5.0);
        _simulation.EventsPending.ShouldBe(3_000);
        _simulation.Run();
        ends.ShouldBe(3_000);
        _simulation.Now.ShouldBe(1.0 + 10.0 + 2_999.0);

        async Process Works(int i)
        {
            (await _simulation.DelayOrInterrupt(999_999.0)).Remaining.ShouldBe(999_998.0);
            await _simulation.Delay(10.0 + i);
            ends++;
        }
    }

    [Fact]
    public void A_process_that_has_not_begun_can_not_be_interrupted()
    {
        var process = Works();
        Should.Throw<InvalidOperationException>(() => process.Interrupt("early"));
        _simulation.Start(process, delay: 1.0);
        Should.Throw<InvalidOperationException>(() => process.Interrupt("early"));

        async Process Works() => await _simulation.Delay(1.0);
    }

    private void Note(string what) => _happened.Add($"{_simulation.Now} {what}");
}
