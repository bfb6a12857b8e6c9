using System.Runtime.CompilerServices;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Optimizer.BedPlacement;
using MedMgr.Ops.Optimizer.Solver;

namespace MedMgr.Ops.Placement.Plans;

/// <summary>One plan under its id, from the quick answer to the end of the search. Safe for concurrent use.</summary>
internal sealed class KeptPlan
{
    private readonly Lock _changing = new();
    private readonly TaskCompletionSource _cutShort = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Action? _changed;
    private PlanRevision _newest;
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string? _cutShortBecause;

    /// <param name="question">What was asked: kept, since a reason given later must be about the same house.</param>
    /// <param name="changed">Told of each revision; null when nobody listens.</param>
    public KeptPlan(string id, HospitalId hospital, PlacementProblem question, TimeSpan searchFor, PlanRevision first, Action? changed = null) =>
        (Id, Hospital, Question, SearchFor, _newest, _changed) = (id, hospital, question, searchFor, first, changed);

    public string Id { get; }

    public HospitalId Hospital { get; }

    public PlacementProblem Question { get; }

    /// <summary>The time given to the search.</summary>
    public TimeSpan SearchFor { get; }

    public PlanRevision Newest => Volatile.Read(ref _newest);

    /// <summary>Completes when the search is to end early.</summary>
    public Task CutShortAsked => _cutShort.Task;

    /// <summary>Completes with the last revision.</summary>
    public async Task<PlanRevision> Last(CancellationToken cancellationToken)
    {
        await foreach (var revision in Follow(cancellationToken))
        {
            if (revision.IsLast)
            {
                return revision;
            }
        }

        throw new InvalidOperationException($"Plan {Id} ended without a last revision.");
    }

    /// <summary>The newest revision, then each that follows, up to the last one. Who reads slowly misses some in between, never the last.</summary>
    public async IAsyncEnumerable<PlanRevision> Follow([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var (newest, next) = NewestAndNext();
            yield return newest;
            if (newest.IsLast)
            {
                yield break;
            }

            await next.WaitAsync(cancellationToken);
        }
    }

    /// <summary>The search has found out something; the plan itself follows at its end.</summary>
    public void Note(Improvement news) => Change(newest => newest with { News = news });

    /// <summary>Nothing better will come.</summary>
    /// <param name="plan">As the search left it; null: as it stands.</param>
    public void End(SearchState state, PlacementPlan? plan = null, string? because = null)
    {
        Change(newest => new PlanRevision(
            plan is null || HasSameSteps(plan, newest.Plan) ? newest.Number : newest.Number + 1,
            plan ?? newest.Plan,
            _cutShortBecause is null ? state : SearchState.CutShort,
            _cutShortBecause ?? because,
            newest.News));
    }

    /// <summary>Ends the search soon, with the best that it has found until then.</summary>
    public void CutShort(string because)
    {
        lock (_changing)
        {
            if (_newest.IsLast)
            {
                return;
            }

            _cutShortBecause ??= because;
        }

        _cutShort.TrySetResult();
    }

    /// <summary>Whoever said yes to one has said yes to the other.</summary>
    private static bool HasSameSteps(PlacementPlan a, PlacementPlan b) => a.Steps.Select(WhatIsDone).SequenceEqual(b.Steps.Select(WhatIsDone));

    private static (EncounterId, BedId, StepKind, EncounterId?, bool) WhatIsDone(PlacementStep s) => (s.Encounter, s.Bed, s.Kind, s.SwapWith, s.OpensSurgeBed);

    private (PlanRevision Newest, Task Next) NewestAndNext()
    {
        lock (_changing)
        {
            return (_newest, _next.Task);
        }
    }

    private void Change(Func<PlanRevision, PlanRevision> change)
    {
        lock (_changing)
        {
            if (_newest.IsLast)
            {
                return;
            }

            Volatile.Write(ref _newest, change(_newest));
            _next.SetResult();
            _next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        _changed?.Invoke();
    }
}
