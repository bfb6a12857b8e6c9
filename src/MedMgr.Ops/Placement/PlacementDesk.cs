using System.Collections.Concurrent;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Board;
using MedMgr.Ops.Grains.Hospitals;
using MedMgr.Ops.Optimizer.BedPlacement;
using MedMgr.Ops.Optimizer.Solver;
using MedMgr.Ops.Placement.Plans;

namespace MedMgr.Ops.Placement;

/// <summary>Makes plans of who goes into which bed from the live boards: at once a quick one, then better ones. Safe for concurrent use.</summary>
internal sealed class PlacementDesk : IDisposable
{
    private readonly ConcurrentDictionary<HospitalId, HospitalPlans> _hospitals = new();
    private readonly IBoardReader _boards;
    private readonly SemaphoreSlim _whatIf = new(1);
    private readonly ICpSolver _solver;
    private readonly PlanSearch _search;
    private readonly TimeProvider _time;
    private readonly CancellationToken _stopping;

    /// <param name="workers">How many searches the solver may run beside each other for one plan.</param>
    public PlacementDesk(IBoardReader boards, ICpSolver solver, int workers, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<PlacementDesk> logger)
    {
        (_boards, _solver, _time, _stopping) = (boards, solver, time, lifetime.ApplicationStopping);
        _search = new PlanSearch(solver, workers, logger, _stopping);
    }

    /// <summary>Looks at the house and plans. The plan that is returned holds the quick answer and gets better from then on; an older search of this hospital ends.</summary>
    /// <returns>Null when too many questions are waiting.</returns>
    public Task<KeptPlan?> Make(HospitalId hospital, PlacementAsk ask, CancellationToken cancellationToken) =>
        Of(hospital).Make(ask, () => Look(hospital), cancellationToken);

    public KeptPlan? Latest(HospitalId hospital) => Of(hospital).Latest;

    /// <returns>Null for a plan that never was or is no longer kept.</returns>
    public KeptPlan? Find(HospitalId hospital, string id) => Of(hospital).Find(id);

    /// <summary>Completes when the newest plan may be another, or stands otherwise. Take it first, look, then await it.</summary>
    public Task Changed(HospitalId hospital) => Of(hospital).Changed;

    /// <summary>What so many surge beds and nurses would change.</summary>
    /// <param name="nurses">For each unit.</param>
    /// <param name="searchFor">For each of the two plans that are compared.</param>
    /// <returns>Null while another such question is being worked on, and when the server stops.</returns>
    public async Task<SurgeWhatIfAnswer?> WhatIf(HospitalId hospital, int surgeBeds, int nurses, TimeSpan searchFor, CancellationToken cancellationToken)
    {
        if (!await _whatIf.WaitAsync(TimeSpan.Zero, cancellationToken))
        {
            return null;
        }

        try
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stopping);
            var board = await Look(hospital);
            var question = PlacementProblem.FromBoard(board, HospitalPlans.NowOf(board, _time), new PlacementAsk(0).Options(board.PlacementWeights));
            return await Task.Run(() => new SurgeWhatIf(new PlacementOptimizer(_solver)).AskAsync(question, surgeBeds, nurses, searchFor, either.Token), either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        finally
        {
            _whatIf.Release();
        }
    }

    /// <summary>The board as it stands, to be read at leisure.</summary>
    public async Task<HospitalBoard> Look(HospitalId hospital) => HospitalBoard.Restore(await _boards.ReadAsync(hospital, board => board.Capture()));

    public void Dispose()
    {
        _whatIf.Dispose();
        foreach (var plans in _hospitals.Values)
        {
            plans.Dispose();
        }
    }

    private HospitalPlans Of(HospitalId hospital) => _hospitals.GetOrAdd(hospital, id => new HospitalPlans(id, _search, _time));
}
