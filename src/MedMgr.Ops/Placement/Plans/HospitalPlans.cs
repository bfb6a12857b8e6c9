using System.Collections.Immutable;
using System.Security.Cryptography;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Board;
using MedMgr.Ops.Optimizer.BedPlacement;
using MedMgr.Ops.Pages.Streaming;

namespace MedMgr.Ops.Placement.Plans;

/// <summary>The plans of one hospital: made one after the other, searched for one at a time, the newest question first. Safe for concurrent use.</summary>
internal sealed class HospitalPlans : IDisposable
{
    /// <summary>Older plans are forgotten.</summary>
    private const int KeptMax = 20;

    /// <summary>Questions that wait to be looked at; more than that at once are refused.</summary>
    private const int WaitingMax = 8;

    private readonly HospitalId _hospital;
    private readonly PlanSearch _search;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _making = new(1);
    private readonly Signal _changed = new();
    private ImmutableList<KeptPlan> _kept = [];
    private Task _searching = Task.CompletedTask;
    private int _waiting;

    public HospitalPlans(HospitalId hospital, PlanSearch search, TimeProvider time) => (_hospital, _search, _time) = (hospital, search, time);

    public KeptPlan? Latest => Volatile.Read(ref _kept) is [.., var latest] ? latest : null;

    /// <summary>Completes when a plan is made, or one stands otherwise than before.</summary>
    public Task Changed => _changed.Next;

    public KeptPlan? Find(string id) => Volatile.Read(ref _kept).Find(p => p.Id == id);

    /// <inheritdoc cref="PlacementDesk.Make"/>
    public async Task<KeptPlan?> Make(PlacementAsk ask, Func<Task<HospitalBoard>> look, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _waiting) > WaitingMax)
        {
            Interlocked.Decrement(ref _waiting);
            return null;
        }

        try
        {
            await _making.WaitAsync(cancellationToken);
            try
            {
                return Keep(await Answer(ask, await look(), cancellationToken));
            }
            finally
            {
                _making.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    /// <summary>The clock's time, but never before the last event: what has happened is not to come.</summary>
    public static DateTimeOffset NowOf(HospitalBoard board, TimeProvider time) => time.GetUtcNow() is var now && board.AsOf > now ? board.AsOf.Value : now;

    public void Dispose() => _making.Dispose();

    private async Task<KeptPlan> Answer(PlacementAsk ask, HospitalBoard board, CancellationToken cancellationToken)
    {
        var now = NowOf(board, _time);

        // A plan that may no longer be accepted is nobody's plan: to differ from it costs nothing.
        var inForce = Latest?.Newest.Plan is { } before && now <= before.ExpiresAt ? before : null;
        var question = PlacementProblem.FromBoard(board, now, ask.Options(board.PlacementWeights), inForce);
        var quick = await Task.Run(() => GreedyPlacementPlanner.Plan(question), cancellationToken);
        return new KeptPlan(NewId(), _hospital, question, TimeSpan.FromSeconds(ask.Seconds), new PlanRevision(1, quick, SearchState.Searching), _changed.Raise);
    }

    /// <summary>The newest question wins: what was searched for before ends with the best found so far.</summary>
    private KeptPlan Keep(KeptPlan plan)
    {
        Latest?.CutShort("A newer plan was asked for.");
        Volatile.Write(ref _kept, _kept.Add(plan) is { Count: > KeptMax } full ? full.RemoveAt(0) : _kept.Add(plan));
        _changed.Raise();
        _searching = _search.Run(plan, after: _searching);
        return plan;
    }

    private static string NewId() => "p-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6));
}
