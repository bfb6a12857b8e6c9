using FsCheck;
using FsCheck.Fluent;
using MedMgr.Sim.Engine.Processes;
using MedMgr.Sim.Engine.Randomness;
using MedMgr.Sim.Engine.Resources;
using MedMgr.Sim.Engine.Statistics;

namespace MedMgr.Sim.Engine.Tests;

/// <summary>What holds for every path of every queue, whatever the parameters.</summary>
public sealed class ConservationTests
{
    private static readonly Gen<Parameters> AnyQueue =
        from seed in Gen.Choose(0, 1_000_000)
        from servers in Gen.Choose(1, 7)
        from load in Gen.Choose(20, 160)
        from horizon in Gen.Choose(10, 2000)
        from patience in Gen.Elements(0.5, 10.0, 1e6)
        from preempting in Gen.Elements(0.0, 0.3)
        from change in Gen.Elements(-1, 0, 2)
        select new Parameters(seed, servers, servers * load / 100.0, horizon, patience, preempting, change);

    [Fact]
    public void Arrivals_are_departures_and_losses_and_those_still_there()
    {
        Prop.ForAll(AnyQueue.ToArbitrary(), parameters =>
        {
            var ward = new Ward(parameters);
            ward.Simulation.RunUntil(parameters.Horizon);
            ward.Came.Count.ShouldBe(ward.Went.Count + ward.Lost.Count + (long)ward.Present.Value);
            (ward.Simulation.ProcessesAlive - 1).ShouldBe((int)ward.Present.Value, "the one more is the source of arrivals");
            ward.Present.Value.ShouldBe(ward.Servers.InUse.Value + ward.Servers.Waiting.Value, "present is served or waits");
            ward.Servers.Free.ShouldBe(ward.Servers.Capacity - (int)ward.Servers.InUse.Value);
            (ward.Servers.Free > 0 && ward.Servers.Waiting.Value > 0).ShouldBeFalse("nobody waits beside a free unit");
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));
    }

    [Fact]
    public void Littles_law_holds_on_every_path_that_ends_empty()
    {
        // L T = sum of times in system, for the system and for the line alone, whatever the discipline (Little 1961; the finite identity).
        Prop.ForAll(AnyQueue.ToArbitrary(), parameters =>
        {
            var ward = new Ward(parameters, closesAt: parameters.Horizon);
            ward.Simulation.Run();
            ward.Present.Value.ShouldBe(0.0);
            ward.Simulation.ProcessesAlive.ShouldBe(0);
            ward.Servers.InUse.Value.ShouldBe(0.0);
            ward.Present.Area.ShouldBe(ward.TimeInSystem.Sum, 1e-9 * (1.0 + ward.Present.Area));
            (ward.Servers.InUse.Area + ward.Servers.Waiting.Area).ShouldBe(ward.Present.Area, 1e-9 * (1.0 + ward.Present.Area));
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));
    }

    private sealed record Parameters(int Seed, int Servers, double Load, double Horizon, double Patience, double Preempting, int CapacityChange);

    /// <summary>Customers with limited patience; some pre-empt; capacity changes on the way.</summary>
    private sealed class Ward
    {
        private readonly Parameters _parameters;
        private readonly RandomStream _chance;

        public Ward(Parameters parameters, double closesAt = double.PositiveInfinity)
        {
            _parameters = parameters;
            Simulation = new Simulation((ulong)parameters.Seed);
            _chance = Simulation.Stream("chance");
            Servers = new Resource(Simulation, "servers", parameters.Servers);
            Present = Simulation.Statistics.Level("present");
            TimeInSystem = Simulation.Statistics.Tally("time in system");
            (Came, Went, Lost) = (Simulation.Statistics.Counter("came"), Simulation.Statistics.Counter("went"), Simulation.Statistics.Counter("lost"));
            Simulation.Start(Arrivals(closesAt));
            Simulation.Schedule(parameters.Horizon / 2, () => Servers.SetCapacity(Math.Max(1, parameters.Servers + parameters.CapacityChange)));
        }

        public Simulation Simulation { get; }

        public Resource Servers { get; }

        public Level Present { get; }

        public Tally TimeInSystem { get; }

        public Counter Came { get; }

        public Counter Went { get; }

        public Counter Lost { get; }

        private async Process Arrivals(double closesAt)
        {
            while (true)
            {
                await Simulation.Delay(_chance.Exponential(1.0 / _parameters.Load));
                if (Simulation.Now >= closesAt)
                {
                    return;
                }

                Simulation.Start(Customer());
            }
        }

        private async Process Customer()
        {
            var came = Simulation.Now;
            Came.Add();
            Present.Add(1);
            if (_chance.Chance(_parameters.Preempting))
            {
                await Servers.Use(_chance.Exponential(1.0), priority: _chance.Below(3), preempt: true, BrokenWork.Restarts);
                Went.Add();
            }
            else
            {
                // Priority above all who pre-empt: this one is never a victim.
                using var server = await Servers.AcquireWithin(_chance.Exponential(_parameters.Patience), priority: -1);
                if (server.IsHeld)
                {
                    await Simulation.Delay(_chance.Exponential(1.0));
                }

                (server.IsHeld ? Went : Lost).Add();
            }

            Present.Add(-1);
            TimeInSystem.Record(Simulation.Now - came);
        }
    }
}
