using MedMgr.Ops.Optimizer.Solver;
using MedMgr.Ops.Optimizer.Solver.Workers;

namespace MedMgr.Ops.Optimizer.Tests.Solver;

public class WorkerQueueTests
{
    [Fact]
    public async Task Who_comes_first_is_served_first()
    {
        var queue = new WorkerQueue<string>(["worker"], keepsOneForInteractive: true);
        await Take(queue, SolvePriority.Batch);
        var (second, third) = (Take(queue, SolvePriority.Batch), Take(queue, SolvePriority.Batch));
        queue.Give("worker");
        (await second).ShouldBe(["worker"]);
        third.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task Somebody_in_front_of_a_screen_goes_before_a_batch_that_came_earlier()
    {
        var queue = new WorkerQueue<string>(["worker"], keepsOneForInteractive: true);
        await Take(queue, SolvePriority.Batch);
        var (batch, interactive) = (Take(queue, SolvePriority.Batch), Take(queue, SolvePriority.Interactive));
        queue.Give("worker");
        (await interactive).ShouldBe(["worker"]);
        batch.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task Batches_leave_the_last_of_several_workers_to_somebody_in_front_of_a_screen()
    {
        var queue = new WorkerQueue<string>(["a", "b"], keepsOneForInteractive: true);
        await Take(queue, SolvePriority.Batch);
        var batch = Take(queue, SolvePriority.Batch);
        batch.IsCompleted.ShouldBeFalse();
        Take(queue, SolvePriority.Interactive).IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Fact]
    public async Task Where_nobody_sits_in_front_of_a_screen_batches_use_all_workers()
    {
        var queue = new WorkerQueue<string>(["a", "b"], keepsOneForInteractive: false);
        await Take(queue, SolvePriority.Batch);
        Take(queue, SolvePriority.Batch).IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Fact]
    public async Task Who_wants_three_workers_gets_those_that_are_free_now()
    {
        var queue = new WorkerQueue<string>(["a", "b", "c"], keepsOneForInteractive: true);
        (await Take(queue, SolvePriority.Batch, wanted: 3)).Count.ShouldBe(2);
        (await Take(queue, SolvePriority.Interactive, wanted: 3)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Who_leaves_the_line_holds_nobody_up()
    {
        var queue = new WorkerQueue<string>(["worker"], keepsOneForInteractive: true);
        await Take(queue, SolvePriority.Batch);
        using var leaving = new CancellationTokenSource();
        var left = queue.TakeAsync(1, SolvePriority.Batch, leaving.Token);
        var next = Take(queue, SolvePriority.Batch);
        await leaving.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => left);
        queue.Give("worker");
        (await next).ShouldBe(["worker"]);
    }

    private static Task<IReadOnlyList<string>> Take(WorkerQueue<string> queue, SolvePriority priority, int wanted = 1) => queue.TakeAsync(wanted, priority, CancellationToken.None);
}
