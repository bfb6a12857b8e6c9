using Google.OrTools.Sat;

namespace MedMgr.Ops.Optimizer.Solver.Workers;

/// <summary>One model, several workers, each with another strategy: the first proof ends the race; without one, the best solution and the best bound count, whoever found them.</summary>
internal sealed class SolverRace
{
    private readonly CpModelProto _model;
    private readonly SolveParameters _parameters;
    private readonly Action<Improvement>? _onImproved;
    private readonly bool _maximises;
    private readonly CancellationTokenSource _decided;
    private readonly Lock _lock = new();
    private Improvement? _best;

    public SolverRace(CpModelProto model, SolveParameters parameters, Action<Improvement>? onImproved)
    {
        (_model, _parameters, _onImproved) = (model, parameters, onImproved);
        _maximises = model.Objective is { ScalingFactor: < 0 };
        _decided = CancellationTokenSource.CreateLinkedTokenSource(parameters.Enough);
    }

    /// <summary>The outcome of all.</summary>
    /// <exception cref="SolverUnavailableException">No worker gave an answer.</exception>
    public async Task<SolveResult> RunAsync(IReadOnlyList<CpSatWorker> workers, CancellationToken ct)
    {
        using var decided = _decided;
        var running = workers.Select((worker, lane) => worker.SolveAsync(_model, Lane(lane), Report, ct)).ToList();
        var results = new List<SolveResult>();
        SolverUnavailableException? lost = null;
        await foreach (var finished in Task.WhenEach(running))
        {
            try
            {
                results.Add(await finished);
                if (results[^1].Status is SolveStatus.Optimal or SolveStatus.Infeasible or SolveStatus.ModelInvalid)
                    await decided.CancelAsync();
            }
            catch (SolverUnavailableException exception)
            {
                lost = exception;
            }
        }
        return results.Count > 0 ? Together(results) : throw lost!;
    }

    /// <summary>The strategy of one lane: as asked for in the first, then less (or more) of the model in the linear relaxation, each under a seed of its own.</summary>
    private SolveParameters Lane(int lane) => _parameters with
    {
        Workers = 1,
        Enough = _decided.Token,
        RandomSeed = lane == 0 ? _parameters.RandomSeed : (_parameters.RandomSeed ?? 0) + lane,
        LinearizationLevel = (_parameters.LinearizationLevel + 2 * lane) % 3,
    };

    private void Report(Improvement news)
    {
        lock (_lock)
        {
            var bound = _best is null || IsBetter(_best.Bound, news.Bound) ? news.Bound : _best.Bound;
            var objective = _best?.Objective is not { } known || (news.Objective is { } found && IsBetter(found, known)) ? news.Objective : known;
            if (_best is not null && bound.Equals(_best.Bound) && objective.Equals(_best.Objective))
                return;
            _best = new(objective, bound, news.Elapsed);
            _onImproved?.Invoke(_best);
            // Two lanes may have proven together what neither knows alone.
            if (_best.Gap <= (_parameters.RelativeGap ?? 0))
                _decided.Cancel();
        }
    }

    private SolveResult Together(List<SolveResult> results)
    {
        var winner = results.FirstOrDefault(result => result.Status is SolveStatus.Optimal or SolveStatus.Infeasible or SolveStatus.ModelInvalid)
            ?? results.Where(result => result.HasSolution).Aggregate((SolveResult?)null, (best, next) => best is null || IsBetter(next, best) ? next : best)
            ?? results[0];
        if (winner.Bound is not { } bound)
            return winner;
        var response = winner.Response.Clone();
        response.BestObjectiveBound = results.Select(result => result.Bound).OfType<double>().Aggregate(bound, (best, next) => IsBetter(best, next) ? next : best);
        if (winner.HasSolution && !IsBetter(response.BestObjectiveBound, response.ObjectiveValue))
            response.Status = CpSolverStatus.Optimal;
        return new(_model, response, winner.Log);
    }

    private bool IsBetter(SolveResult left, SolveResult right) => left.Objective is { } found && right.Objective is { } known && IsBetter(found, known);

    /// <summary>Whether the first value is the better objective. Of two bounds, the one that is *not* better is the tighter.</summary>
    private bool IsBetter(double left, double right) => _maximises ? left > right : left < right;
}
