using MedMgr.Sim.Engine.Processes;
using MedMgr.Sim.Engine.Resources;

namespace MedMgr.Sim.Engine.Tests;

public sealed class PreemptionTests
{
    private readonly Simulation _simulation = new(seed: 1);
    private readonly List<string> _happened = [];

    [Theory]
    [InlineData(BrokenWork.Resumes, 13.0)]
    [InlineData(BrokenWork.Restarts, 17.0)]
    public void Broken_work_resumes_with_the_rest_or_begins_anew(BrokenWork broken, double end)
    {
        // Ten units of work, broken off after four by three of more urgent work.
        var scanner = new Resource(_simulation, "scanner", 1);
        _simulation.Start(Works(scanner, "routine", 10.0, priority: 5, broken));
        _simulation.Start(Works(scanner, "urgent", 3.0, priority: 1, broken), delay: 4.0);
        _simulation.Run();
        _happened.ShouldBe(["7 urgent", $"{end} routine"]);
        scanner.InUse.Area.ShouldBe(end, 1e-9);
    }

    [Fact]
    public void Broken_work_stands_at_the_head_of_its_own_priority()
    {
        var scanner = new Resource(_simulation, "scanner", 1);
        _simulation.Start(Works(scanner, "first", 4.0, priority: 5));
        _simulation.Start(Works(scanner, "second", 4.0, priority: 5), delay: 1.0);
        _simulation.Start(Works(scanner, "urgent", 2.0, priority: 1), delay: 2.0);
        _simulation.Start(Works(scanner, "middle", 2.0, priority: 3), delay: 3.0);
        _simulation.Run();
        _happened.ShouldBe(["4 urgent", "6 middle", "8 first", "12 second"]);
    }

    [Fact]
    public void The_least_urgent_holder_is_the_victim_and_of_equals_the_latest()
    {
        var beds = new Resource(_simulation, "beds", 3);
        _simulation.Start(Holds(beds, "early low", 5));
        _simulation.Start(Holds(beds, "late low", 5), delay: 1.0);
        _simulation.Start(Holds(beds, "middle", 3), delay: 2.0);
        _simulation.Start(Holds(beds, "urgent", 1), delay: 3.0);
        _simulation.Start(Holds(beds, "equal to the low", 5), delay: 4.0);
        _simulation.RunUntil(5.0);
        _happened.ShouldBe(["3 late low lost its bed of 1 to urgent"]);
    }

    [Fact]
    public void Units_are_taken_only_if_that_satisfies_the_request()
    {
        var beds = new Resource(_simulation, "beds", 2);
        _simulation.Start(Holds(beds, "urgent", 0));
        _simulation.Start(Holds(beds, "low", 5));
        _simulation.Start(WantsTwo(), delay: 1.0);
        _simulation.RunUntil(5.0);
        _happened.ShouldBeEmpty("taking one bed would not give two");

        async Process WantsTwo()
        {
            using var both = await beds.Acquire(units: 2, priority: 1, preempt: true);
            Note("got both");
        }
    }

    [Fact]
    public void What_a_victim_held_beyond_the_need_goes_to_the_line()
    {
        var beds = new Resource(_simulation, "beds", 3);
        _simulation.Start(HoldsThree());
        _simulation.Start(Works(beds, "in line", 1.0, priority: 7, preempt: false), delay: 1.0);
        _simulation.Start(Works(beds, "urgent", 5.0, priority: 1), delay: 2.0);
        _simulation.Run();
        _happened.ShouldBe(["2 three beds lost", "3 in line", "7 urgent"]);

        async Process HoldsThree()
        {
            using var beds3 = await beds.Acquire(units: 3, priority: 5);
            var outcome = await _simulation.DelayOrInterrupt(100.0);
            outcome.WasInterruptedBy<Preempted>(out _).ShouldBeTrue();
            beds3.IsHeld.ShouldBeFalse();
            Note("three beds lost");
        }
    }

    [Fact]
    public void A_grant_taken_back_in_its_own_instant_is_as_if_it_had_never_been()
    {
        // At time 5 the bed passes to "low"; at the same instant "urgent", whose start was scheduled before low's resumption, takes it before low has seen it.
        var bed = new Resource(_simulation, "bed", 1);
        _simulation.Start(Works(bed, "holder", 5.0, priority: 0));
        _simulation.Start(Works(bed, "low", 2.0, priority: 5), delay: 1.0);
        _simulation.Start(Works(bed, "urgent", 1.0, priority: 1), delay: 5.0, priority: 0);
        _simulation.Run();
        _happened.ShouldBe(["5 holder", "6 urgent", "8 low"]);
        bed.Free.ShouldBe(1);
    }

    [Fact]
    public void Work_interrupted_for_another_cause_gives_its_unit_back_and_passes_the_cause_on()
    {
        var scanner = new Resource(_simulation, "scanner", 1);
        var scan = Works(scanner, "scan", 10.0, priority: 0);
        _simulation.Start(scan);
        _simulation.Schedule(3.0, () => scan.Interrupt("power cut"));
        Should.Throw<InterruptedException<string>>(_simulation.Run).Cause.ShouldBe("power cut");
        scanner.Free.ShouldBe(1);
    }

    [Fact]
    public void A_claim_that_a_part_brought_back_belongs_to_the_whole_process()
    {
        var bed = new Resource(_simulation, "bed", 1);
        _simulation.Start(Stays());
        _simulation.Start(Works(bed, "urgent", 1.0, priority: 1), delay: 3.0);
        _simulation.Run();
        _happened.ShouldBe(["3 lost the bed of 0", "4 urgent"]);

        async Process Stays()
        {
            using var claim = await Admission();
            var outcome = await _simulation.DelayOrInterrupt(50.0);
            outcome.WasInterruptedBy<Preempted>(out var cause).ShouldBeTrue();
            Note($"lost the bed of {cause.HeldSince}");
        }

        async Process<Claim> Admission() => await bed.Acquire(priority: 5);
    }

    [Fact]
    public void A_grant_taken_back_leaves_the_patience_that_was_left()
    {
        // At 5 the bed passes to "low", who would wait until 7, and in that instant to "urgent", who keeps it until 9.
        var bed = new Resource(_simulation, "bed", 1);
        _simulation.Start(Works(bed, "holder", 5.0, priority: 0));
        _simulation.Start(Low());
        _simulation.Schedule(5.0, () => _simulation.Start(Works(bed, "urgent", 4.0, priority: 1)));
        _simulation.Run();
        _happened.ShouldBe(["5 holder", "7 low left", "9 urgent"]);

        async Process Low()
        {
            using var claim = await bed.AcquireWithin(7.0, priority: 5);
            Note(claim.IsHeld ? "low has the bed" : "low left");
        }
    }

    [Fact]
    public void A_process_does_not_preempt_itself()
    {
        var beds = new Resource(_simulation, "beds", 1);
        _simulation.Start(WantsMore());
        _simulation.RunUntil(10.0);
        _happened.ShouldBe(["2 second request timed out, first held True"]);

        async Process WantsMore()
        {
            using var first = await beds.Acquire(priority: 5);
            using var second = await beds.AcquireWithin(2.0, priority: 0, preempt: true);
            Note($"second request {(second.IsHeld ? "granted" : "timed out")}, first held {first.IsHeld}");
        }
    }

    private async Process Works(Resource resource, string name, double work, int priority, BrokenWork broken = BrokenWork.Resumes, bool preempt = true)
    {
        await resource.Use(work, priority, preempt, broken);
        Note(name);
    }

    private async Process Holds(Resource resource, string name, int priority)
    {
        using var claim = await resource.Acquire(priority: priority, preempt: true);
        var outcome = await _simulation.DelayOrInterrupt(100.0);
        if (outcome.WasInterruptedBy<Preempted>(out var cause))
        {
            claim.IsHeld.ShouldBeFalse();
            cause.By.HasEnded.ShouldBeFalse();
            Note($"{name} lost its bed of {cause.HeldSince} to urgent");
        }
    }

    private void Note(string what) => _happened.Add($"{_simulation.Now} {what}");
}
