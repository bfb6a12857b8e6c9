using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using MedMgr.Ops.Optimizer.Rostering;

namespace MedMgr.Ops.Rosters.Drafts;

/// <summary>A better roster on the way.</summary>
/// <param name="Seconds">Since the search began.</param>
/// <param name="Bound">No roster costs less; 0, which is always true, when nothing was proven yet.</param>
/// <param name="By">What found it.</param>
internal sealed record DraftProgress(double Seconds, long Cost, long Bound, string By);

/// <summary>A search that is under way: what it found so far, for any number of people who watch, and the way to end it. Thread-safe.</summary>
internal sealed class DraftSearch : IDisposable
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stop;
    private ImmutableArray<DraftProgress> _steps = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _hasEnded;

    public DraftSearch(CancellationToken stopping)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        Stopped = _stop.Token;
    }

    /// <summary>Ends the search; the best roster so far is its result.</summary>
    public CancellationToken Stopped { get; }

    public void Tell(RosterImprovement better) =>
        Change(() => _steps = _steps.Add(new DraftProgress(Math.Round(better.Elapsed.TotalSeconds, 1), better.Cost, better.Bound ?? 0, better.By)));

    public void End() => Change(() => _hasEnded = true);

    public void Stop()
    {
        lock (_gate)
        {
            if (!_hasEnded)
            {
                _stop.Cancel();
            }
        }
    }

    /// <summary>What was found so far and what is found from now on; ends with the search.</summary>
    public async IAsyncEnumerable<DraftProgress> Follow([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var told = 0; ;)
        {
            Task changed;
            ImmutableArray<DraftProgress> steps;
            bool hasEnded;
            lock (_gate)
            {
                (changed, steps, hasEnded) = (_changed.Task, _steps, _hasEnded);
            }

            for (; told < steps.Length; told++)
            {
                yield return steps[told];
            }

            if (hasEnded)
            {
                yield break;
            }

            await changed.WaitAsync(cancellationToken);
        }
    }

    public void Dispose() => _stop.Dispose();

    private void Change(Action change)
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            change();
            (changed, _changed) = (_changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        changed.SetResult();
    }
}
