using MedMgr.Sim.Hospital;
using MedMgr.Sim.Hospital.Scenarios;

namespace MedMgr.Ops.Planner;

/// <summary>Where the planner finds and keeps things, and how much of the machine it may take.</summary>
public sealed class PlannerOptions
{
    /// <summary>Folder of the scenarios that came with the program; never written to.</summary>
    public string Shipped { get; set; } = Path.Combine(AppContext.BaseDirectory, "scenarios");

    /// <summary>Folder of the planners' own scenarios. Need not exist yet.</summary>
    public string Own { get; set; } = "";

    /// <summary>Folder of runs and their results. Need not exist yet.</summary>
    public string Runs { get; set; } = "";

    /// <summary>Folder of recordings to replay. Need not exist yet.</summary>
    public string Recordings { get; set; } = "";

    /// <summary>Replications beside each other, on threads of low priority: the server has patients to serve.</summary>
    public int Threads { get; set; } = Math.Max(1, Environment.ProcessorCount / 2);

    /// <summary>Runs that may wait; more are refused.</summary>
    public int WaitingMax { get; set; } = 8;

    /// <summary>Ended runs that are kept; older ones go.</summary>
    public int KeptMax { get; set; } = 200;

    /// <summary>Of the program, as reports print it.</summary>
    public string Version { get; set; } = "";

    /// <summary>Makes the policies for one run, for so many threads.</summary>
    public Func<int, IRunPolicies> Policies { get; set; } = _ => new GreedyOnly();

    private sealed class GreedyOnly : IRunPolicies
    {
        public IPlacementPolicy Of(PlacementPolicyKind kind) => kind == PlacementPolicyKind.Greedy
            ? new GreedyPlacement()
            : throw new PolicyUnavailableException($"This server has no placement policy \"{kind}\".");

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}

/// <summary>Who decides on the beds of a run.</summary>
public interface IRunPolicies : IAsyncDisposable
{
    /// <exception cref="PolicyUnavailableException">Not on this server, or not now.</exception>
    IPlacementPolicy Of(PlacementPolicyKind kind);
}

/// <summary>A scenario asks for a policy that is not to be had; the message says why.</summary>
public sealed class PolicyUnavailableException : Exception
{
    public PolicyUnavailableException(string message)
        : base(message)
    {
    }

    public PolicyUnavailableException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
