using MedMgr.Ops.Pages.Streaming;

namespace MedMgr.Ops.WallBoard.Tests;

public sealed class WakeTests : IDisposable
{
    private readonly CancellationTokenSource _gone = new();

    [Fact]
    public async Task Each_signal_wakes_a_display_once()
    {
        var signal = new Signal();
        using var wake = new Wake(_gone.Token);
        for (var n = 0; n < 1000; n++)
        {
            var next = signal.Next;
            var waiting = wake.For(next).AsTask();
            waiting.IsCompleted.ShouldBeFalse();
            signal.Raise();
            await waiting;
        }
    }

    [Fact]
    public async Task Nothing_is_missed_when_the_signal_comes_from_another_thread()
    {
        var signal = new Signal();
        using var wake = new Wake(_gone.Token);
        var raised = 0;
        var sender = Task.Run(async () =>
        {
            for (var n = 0; n < 2000; n++)
            {
                Interlocked.Increment(ref raised);
                signal.Raise();
                await Task.Yield();
            }
        });
        while (true)
        {
            var next = signal.Next;
            if (Volatile.Read(ref raised) == 2000)
            {
                break;
            }

            await wake.For(next);
        }

        await sender;
    }

    [Fact]
    public async Task What_has_happened_already_is_not_waited_for()
    {
        using var wake = new Wake(_gone.Token);
        var waiting = wake.For(Task.CompletedTask);
        waiting.IsCompletedSuccessfully.ShouldBeTrue();
        await waiting;
    }

    [Fact]
    public async Task A_display_that_has_gone_waits_no_more()
    {
        var signal = new Signal();
        using var wake = new Wake(_gone.Token);
        var next = signal.Next;
        var waiting = wake.For(next).AsTask();
        await _gone.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(waiting);
        signal.Raise(); // what comes afterwards wakes nobody, and hurts nobody
        Should.Throw<OperationCanceledException>(() => wake.For(signal.Next).AsTask());
    }

    public void Dispose() => _gone.Dispose();
}
