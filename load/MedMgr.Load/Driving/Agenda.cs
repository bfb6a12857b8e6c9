using System.Diagnostics;

namespace MedMgr.Load.Driving;

/// <summary>What is to be done when, over all hospitals. Each thing is told its own time, not the time at which its turn came.</summary>
/// <remarks>One loop; times are those of <see cref="Stopwatch"/>.</remarks>
internal sealed class Agenda
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    private readonly PriorityQueue<Action<long>, (long Due, long Number)> _due = new();
    private long _number;

    public static long Ticks(TimeSpan time) => (long)(time.TotalSeconds * Stopwatch.Frequency);

    /// <summary>Only from within the loop, or before it runs.</summary>
    public void At(long due, Action<long> step) => _due.Enqueue(step, (due, _number++));

    /// <summary>Runs on a thread of its own until nothing is left to do: what else this program does must not make it late.</summary>
    public Task Run() => Task.Factory.StartNew(Work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private void Work()
    {
        while (_due.TryPeek(out var step, out var at))
        {
            if (at.Due > Stopwatch.GetTimestamp())
            {
                Thread.Sleep(Tick);
                continue;
            }

            _due.Dequeue();
            step(at.Due);
        }
    }
}
