using System.Collections.Immutable;
using MedMgr.Sim.Hospital.Model;
using MedMgr.Sim.Hospital.Results;
using MedMgr.Sim.Hospital.Scenarios;

namespace MedMgr.Sim.Hospital;

/// <summary>A scenario's replications one by one, for a caller who has threads of its own and may stop before the last.</summary>
/// <remarks>
/// Members may be called from several threads. As many replications as <see cref="HospitalSimulation.Run"/> makes give the same bits as it does.
/// </remarks>
public sealed class ScenarioExperiment
{
    private readonly Blueprint _plan;
    private readonly IPlacementPolicy _policy;
    private readonly ulong _seed;
    private readonly RunOutcome?[] _outcomes;
    private int _begun;
    private int _done;

    /// <param name="replications">At most so many.</param>
    /// <inheritdoc cref="HospitalSimulation.Run" path="/param"/>
    public ScenarioExperiment(Scenario scenario, int replications, ulong seed, IPlacementPolicy? policy = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(replications, 1);
        (_plan, _seed, _outcomes) = (HospitalSimulation.Plan(scenario), seed, new RunOutcome?[replications]);
        _policy = HospitalSimulation.PolicyOf(_plan, policy);
    }

    /// <summary>Replications finished so far.</summary>
    public int Done => Volatile.Read(ref _done);

    /// <summary>Makes the next replication that nobody has begun.</summary>
    /// <returns>False when there is none left.</returns>
    /// <exception cref="OperationCanceledException">Stopped; the replication under way is lost.</exception>
    public bool RunNext(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var replication = Interlocked.Increment(ref _begun) - 1;
        if (replication >= _outcomes.Length)
        {
            return false;
        }

        Volatile.Write(ref _outcomes[replication], new HospitalRun(_plan, _seed, replication, _policy, witness: null, cancellationToken).Run());
        Interlocked.Increment(ref _done);
        return true;
    }

    /// <summary>The result of the first replications up to the first that is not finished: these a run of another scenario has as well.</summary>
    /// <returns>Null when not even the first is finished.</returns>
    public RunResult? Result()
    {
        ImmutableArray<RunOutcome> finished = [.. Enumerable.Range(0, _outcomes.Length).Select(i => Volatile.Read(ref _outcomes[i])).TakeWhile(o => o is not null).OfType<RunOutcome>()];
        return finished.IsEmpty ? null : ResultMaker.Run(_plan, [.. finished], _seed);
    }
}
