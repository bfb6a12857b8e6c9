using FsCheck;
using FsCheck.Fluent;
using MedMgr.Sim.Engine.Events;

namespace MedMgr.Sim.Engine.Tests;

public sealed class CalendarTests
{
    [Fact]
    public void Events_of_one_time_happen_by_priority_and_then_in_the_order_of_scheduling()
    {
        var simulation = new Simulation(seed: 1);
        var happened = new List<string>();
        simulation.Schedule(5.0, () => happened.Add("late"), priority: -9);
        simulation.Schedule(2.0, () => happened.Add("normal, first"));
        simulation.Schedule(2.0, () => happened.Add("urgent"), priority: -1);
        simulation.Schedule(2.0, () => happened.Add("normal, second"));
        simulation.Schedule(2.0, () => happened.Add("last"), priority: 1);
        simulation.Run();
        happened.ShouldBe(["urgent", "normal, first", "normal, second", "last", "late"]);
        simulation.Now.ShouldBe(5.0);
    }

    [Fact]
    public void Processes_woken_at_an_instant_take_their_turn_among_the_events_of_that_instant()
    {
        var simulation = new Simulation(seed: 1);
        var happened = new List<string>();
        var signal = new Processes.Signal(simulation);
        simulation.Start(Waits());
        simulation.Schedule(1.0, () =>
        {
            simulation.Schedule(0.0, () => happened.Add("scheduled before the signal"));
            signal.Fire();
            simulation.Schedule(0.0, () => happened.Add("scheduled after the signal"));
            simulation.Schedule(0.0, () => happened.Add("urgent"), priority: -1);
        });
        simulation.Run();
        happened.ShouldBe(["urgent", "scheduled before the signal", "woken", "scheduled after the signal"]);

        async Processes.Process Waits()
        {
            await signal.Wait();
            happened.Add("woken");
        }
    }

    [Fact]
    public void A_calendar_gives_back_any_mixture_of_additions_and_removals_in_total_order()
    {
        // Few distinct times and priorities, so that ties are the rule; takes between additions exercise the hole at the root.
        var steps = Gen.Choose(0, 5).Two().Select(pair => (Time: pair.Item1, Act: pair.Item2)).ListOf();
        Prop.ForAll(steps.ToArbitrary(), list =>
        {
            var calendar = new EventCalendar();
            var expected = new List<(double Time, int Priority, int Number)>();
            var now = 0.0;
            var number = 0;
            foreach (var (time, act) in list)
            {
                if (act <= 2)
                {
                    calendar.Add(now + time, act - 1, 0, number);
                    expected.Add((now + time, act - 1, number++));
                }
                else if (act == 3)
                {
                    calendar.AddNow(now, 0, number);
                    expected.Add((now, 0, number++));
                }
                else
                {
                    TakeOne();
                }
            }

            while (expected.Count > 0)
            {
                TakeOne();
            }

            return !calendar.TryTake(double.PositiveInfinity, out _);

            void TakeOne()
            {
                if (expected.Count == 0)
                {
                    calendar.TryTake(double.PositiveInfinity, out _).ShouldBeFalse();
                    return;
                }

                var first = expected.Min();
                expected.Remove(first);
                calendar.TryTake(double.PositiveInfinity, out var entry).ShouldBeTrue();
                entry.Payload.ShouldBe(first.Number);
                now = entry.Time;
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithEndSize(200));
    }

    [Fact]
    public void A_cancelled_event_does_not_happen_and_the_others_keep_their_order()
    {
        // 3,000 events, two of three cancelled: far past the point where the calendar is swept.
        var simulation = new Simulation(seed: 1);
        var recorder = new Recorder();
        simulation.HandleWith(recorder);
        var handles = Enumerable.Range(0, 3000).Select(i => simulation.ScheduleCancellable((i * 7919) % 1000, 0, i)).ToArray();
        for (var i = 0; i < 3000; i++)
        {
            if (i % 3 != 0)
            {
                simulation.Cancel(handles[i]).ShouldBeTrue();
                simulation.Cancel(handles[i]).ShouldBeFalse("a cancelled event can not be cancelled again");
            }
        }

        simulation.EventsPending.ShouldBe(1000);
        simulation.Run();
        recorder.Payloads.ShouldBe(Enumerable.Range(0, 1000).Select(i => 3 * i).OrderBy(i => (i * 7919) % 1000).ThenBy(i => i));
        simulation.Cancel(handles[0]).ShouldBeFalse("an event that has happened can not be cancelled");
        simulation.EventsHandled.ShouldBe(1000);
    }

    [Fact]
    public void A_run_includes_events_at_its_last_instant_and_goes_on_from_there()
    {
        var simulation = new Simulation(seed: 1);
        var recorder = new Recorder();
        simulation.HandleWith(recorder);
        simulation.Schedule(3.0, 0, 3);
        simulation.Schedule(4.0, 0, 4);
        simulation.RunUntil(3.0);
        recorder.Payloads.ShouldBe([3]);
        simulation.RunUntil(3.5);
        simulation.Now.ShouldBe(3.5);
        simulation.RunUntil(10.0);
        recorder.Payloads.ShouldBe([3, 4]);
        simulation.Now.ShouldBe(10.0);
    }

    [Fact]
    public void A_stopped_run_leaves_the_clock_at_the_stopping_event()
    {
        var simulation = new Simulation(seed: 1);
        simulation.Schedule(1.0, simulation.Stop);
        simulation.Schedule(2.0, () => { });
        simulation.RunUntil(5.0);
        simulation.Now.ShouldBe(1.0);
        simulation.EventsPending.ShouldBe(1);
        simulation.RunUntil(5.0);
        simulation.Now.ShouldBe(5.0);
        simulation.EventsPending.ShouldBe(0);
    }

    [Theory]
    [InlineData(-0.001)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void An_event_in_the_past_or_at_no_time_is_refused(double delay)
    {
        var simulation = new Simulation(seed: 1);
        Should.Throw<ArgumentOutOfRangeException>(() => simulation.Schedule(delay, 0));
        Should.Throw<ArgumentOutOfRangeException>(() => simulation.ScheduleCancellable(delay, 0));
        Should.Throw<ArgumentOutOfRangeException>(() => simulation.Schedule(delay, () => { }));
        simulation.EventsPending.ShouldBe(0);
    }

    [Fact]
    public void The_clock_never_runs_backwards_and_kinds_below_zero_are_the_engines()
    {
        var simulation = new Simulation(seed: 1);
        simulation.RunUntil(2.0);
        Should.Throw<ArgumentOutOfRangeException>(() => simulation.RunUntil(1.0));
        Should.Throw<ArgumentOutOfRangeException>(() => simulation.Schedule(1.0, kind: -1));
        Should.Throw<ArgumentOutOfRangeException>(() => simulation.Schedule(1.0, kind: 0, priority: 40_000));
    }

    [Fact]
    public void An_event_without_a_handler_says_so()
    {
        var simulation = new Simulation(seed: 1);
        simulation.Schedule(1.0, kind: 0);
        Should.Throw<InvalidOperationException>(simulation.Run).Message.ShouldContain("HandleWith");
    }

    private sealed class Recorder : IEventHandler
    {
        public List<int> Payloads { get; } = [];

        public void Handle(int kind, int payload) => Payloads.Add(payload);
    }
}
