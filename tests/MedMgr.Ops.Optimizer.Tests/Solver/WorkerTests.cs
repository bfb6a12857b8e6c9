using System.Diagnostics;
using MedMgr.Ops.Optimizer.Solver;
using MedMgr.Ops.Optimizer.Solver.Workers;
using CpModelProto = Google.OrTools.Sat.CpModelProto;
using CpSolverResponse = Google.OrTools.Sat.CpSolverResponse;
using CpSolverStatus = Google.OrTools.Sat.CpSolverStatus;

namespace MedMgr.Ops.Optimizer.Tests.Solver;

/// <summary>What becomes of a request when its worker is stopped, dies, hangs or does not start. Each test has a worker of its own, because it mistreats it.</summary>
public sealed class WorkerTests : IAsyncLifetime
{
    private static readonly SolveParameters Long = new() { TimeLimit = TimeSpan.FromMinutes(5), RandomSeed = 1 };
    private readonly CpSatWorker _worker = CpSatWorker.Start();

    public async ValueTask InitializeAsync() => await _worker.WarmAsync();

    public ValueTask DisposeAsync() => _worker.DisposeAsync();

    [Fact]
    public async Task Better_solutions_and_tighter_bounds_are_told_while_the_solver_runs()
    {
        var news = new List<Improvement>();
        using var enough = new CancellationTokenSource();
        var result = await _worker.SolveAsync(HardModel.Build(), Long with { Enough = enough.Token }, improvement =>
        {
            news.Add(improvement);
            if (news.Count(found => found.Objective is not null) >= 3)
                enough.Cancel();
        });
        result.Status.ShouldBe(SolveStatus.Feasible);
        news.Select(found => found.Objective ?? double.MinValue).ShouldBeInOrder(SortDirection.Ascending);
        news.Select(found => found.Bound).ShouldBeInOrder(SortDirection.Descending);
        result.Objective!.Value.ShouldBeGreaterThanOrEqualTo(news[^1].Objective!.Value);
        result.Bound!.Value.ShouldBeInRange(result.Objective.Value, news[^1].Bound);
        result.Gap!.Value.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_cancelled_solve_leaves_the_worker_alive_for_the_next()
    {
        var before = _worker.ProcessId;
        using var cancel = new CancellationTokenSource();
        await Should.ThrowAsync<OperationCanceledException>(() => _worker.SolveAsync(HardModel.Build(), Long, _ => cancel.Cancel(), cancel.Token));
        (await _worker.SolveAsync(Small(out var x), Long)).Value(x).ShouldBe(7);
        _worker.ProcessId.ShouldBe(before);
    }

    [Fact]
    public async Task A_listener_that_throws_fails_its_own_solve_and_no_other()
    {
        var before = _worker.ProcessId;
        var thrown = await Should.ThrowAsync<InvalidOperationException>(() => _worker.SolveAsync(HardModel.Build(), Long, _ => throw new InvalidOperationException("listener")));
        thrown.Message.ShouldBe("listener");
        (await _worker.SolveAsync(Small(out var x), Long)).Value(x).ShouldBe(7);
        _worker.ProcessId.ShouldBe(before);
    }

    [Fact]
    public async Task The_time_limit_ends_a_solve_that_is_far_from_its_proof()
    {
        var result = await _worker.SolveAsync(HardModel.Build(), Long with { TimeLimit = TimeSpan.FromSeconds(1) });
        result.Status.ShouldBeOneOf(SolveStatus.Feasible, SolveStatus.Unknown);
        result.WallTime.TotalSeconds.ShouldBeGreaterThan(0.9);
    }

    [Fact]
    public async Task A_worker_killed_in_the_middle_of_a_solve_is_replaced()
    {
        var before = _worker.ProcessId!.Value;
        var lost = await Should.ThrowAsync<SolverUnavailableException>(() => _worker.SolveAsync(HardModel.Build(), Long, _ => Process.GetProcessById(before).Kill()));
        lost.Message.ShouldContain("ended with code 137");
        (await _worker.SolveAsync(Small(out var x), Long)).Value(x).ShouldBe(7);
        _worker.ProcessId.ShouldNotBe(before);
    }

    [Fact]
    public async Task A_worker_killed_between_two_solves_costs_at_most_one_request()
    {
        Process.GetProcessById(_worker.ProcessId!.Value).Kill();
        try
        {
            await _worker.SolveAsync(Small(out _), Long);
        }
        catch (SolverUnavailableException)
        {
            // It came before the death was noticed.
        }
        (await _worker.SolveAsync(Small(out var x), Long)).Value(x).ShouldBe(7);
    }

    [Fact]
    public async Task A_worker_that_hangs_is_killed_after_its_grace_and_replaced()
    {
        await using var impatient = CpSatWorker.Start(WorkerTimes.Default with { Grace = TimeSpan.FromMilliseconds(200) });
        await impatient.WarmAsync();
        var before = impatient.ProcessId!.Value;
        Process.Start("kill", ["-STOP", $"{before}"]).WaitForExit();
        var lost = await Should.ThrowAsync<SolverUnavailableException>(() => impatient.SolveAsync(Small(out _), Long with { TimeLimit = TimeSpan.FromMilliseconds(100) }));
        lost.Message.ShouldContain("did not answer within 0.1 s and 0.2 s of grace");
        (await impatient.SolveAsync(Small(out var x), Long)).Value(x).ShouldBe(7);
        impatient.ProcessId.ShouldNotBe(before);
    }

    [Fact]
    public async Task A_cancelled_solve_is_answered_at_once_though_the_worker_hangs()
    {
        await using var impatient = CpSatWorker.Start(WorkerTimes.Default with { Grace = TimeSpan.FromMilliseconds(200) });
        await impatient.WarmAsync();
        var before = impatient.ProcessId!.Value;
        Process.Start("kill", ["-STOP", $"{before}"]).WaitForExit();
        using var cancel = new CancellationTokenSource();
        var solve = impatient.SolveAsync(Small(out _), Long, ct: cancel.Token);
        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => solve);
        (await impatient.SolveAsync(Small(out var x), Long)).Value(x).ShouldBe(7);
        impatient.ProcessId.ShouldNotBe(before);
    }

    [Fact]
    public async Task Bytes_that_are_no_model_are_answered_as_an_invalid_model()
    {
        await using var process = WorkerProcess.Start(SolverInstallation.Find());
        var answer = CpSolverResponse.Parser.ParseFrom(await process.Begin([], [0xFF, 0xFF, 0xFF], _ => { }).Answer);
        (answer.Status, answer.SolutionInfo).ShouldBe((CpSolverStatus.ModelInvalid, "Failed to parse CpModelProto."));
    }

    [Fact]
    public async Task What_does_not_start_is_not_started_again_at_once()
    {
        var clock = new ClockSetByHand();
        var nothing = new SolverInstallation("/bin/false", "worker.mjs");
        await using var worker = CpSatWorker.Start(nothing, WorkerTimes.Default with { Pause = TimeSpan.FromMinutes(1) }, clock);
        var first = await Should.ThrowAsync<SolverUnavailableException>(() => worker.WarmAsync());
        var soon = await Should.ThrowAsync<SolverUnavailableException>(() => worker.SolveAsync(Small(out _), Long));
        soon.ShouldBeSameAs(first);
        clock.Advance(TimeSpan.FromMinutes(1));
        var later = await Should.ThrowAsync<SolverUnavailableException>(() => worker.SolveAsync(Small(out _), Long));
        later.ShouldNotBeSameAs(first);
        later.Message.ShouldContain("ended with code 1");
    }

    [Fact]
    public void The_pause_after_failed_starts_doubles_up_to_32_times()
    {
        var times = WorkerTimes.Default with { Pause = TimeSpan.FromSeconds(2) };
        new[] { 0, 1, 2, 6, 7 }.Select(failures => times.PauseAfter(failures).TotalSeconds).ShouldBe([0, 2, 4, 64, 64]);
    }

    private static CpModelProto Small(out IntVar x)
    {
        var model = new CpModelBuilder();
        x = model.NewInt(0, 20, "x");
        model.AddGreaterOrEqual(3 * x, 19);
        model.Minimize(x);
        return model.Build();
    }

    private sealed class ClockSetByHand : TimeProvider
    {
        private DateTimeOffset _now = DateTimeOffset.UnixEpoch;

        public override DateTimeOffset GetUtcNow() => _now;

        public void Advance(TimeSpan by) => _now += by;
    }
}
