using System.Runtime.InteropServices;

namespace MedMgr.Ops.Planner.Running;

/// <summary>Threads that step back for those that serve the hospital.</summary>
public static class LowPriority
{
    /// <summary>Of 19: well behind everything else, and not starved.</summary>
    private const int Nice = 10;

    private const int OfProcessOrThread = 0;
    private const uint ThisThread = 0;

    /// <summary>Runs the work on so many threads of its own and ends when all have ended.</summary>
    /// <returns>Faulted with the first failure.</returns>
    public static Task RunAsync(int threads, Action work) => Task.WhenAll(Enumerable.Range(0, threads).Select(_ => OnThread(work)));

    /// <summary>Computes on one such thread.</summary>
    public static async Task<T> RunAsync<T>(Func<T> work)
    {
        T result = default!;
        await RunAsync(1, () => result = work());
        return result;
    }

    private static Task OnThread(Action work)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() =>
        {
            StepBack();
            try
            {
                work();
                ended.SetResult();
            }
            catch (OperationCanceledException e)
            {
                ended.SetCanceled(e.CancellationToken);
            }
            catch (Exception e)
            {
                // Told to whoever awaits it, who knows what to do.
                ended.SetException(e);
            }
        })
        { IsBackground = true, Name = "stepping back" }.Start();
        return ended.Task;
    }

    /// <remarks>On Linux .NET leaves every thread at the same priority, but the system takes a niceness for each thread; lowering one's own needs no right and can not fail.</remarks>
    private static void StepBack()
    {
        if (OperatingSystem.IsLinux())
        {
            _ = SetPriority(OfProcessOrThread, ThisThread, Nice);
        }
        else
        {
            Thread.CurrentThread.Priority = ThreadPriority.BelowNormal;
        }
    }

    [DllImport("libc", EntryPoint = "setpriority")]
    private static extern int SetPriority(int which, uint who, int priority);
}
