namespace MedMgr.Ops.Hl7.Intake;

/// <summary>Work under one key runs in the order in which it was handed over; work under different keys overlaps.</summary>
internal sealed class KeyedTurns
{
    private readonly Dictionary<string, Task> _last = [];

    /// <param name="keys">All of them are held; one key never twice.</param>
    public Task<T> Run<T>(IReadOnlyList<string> keys, Func<Task<T>> work)
    {
        // Begun cold and started outside the lock, after it is everybody's predecessor.
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var before = new List<Task>(keys.Count);
        lock (_last)
        {
            foreach (var key in keys)
            {
                if (_last.TryGetValue(key, out var predecessor))
                {
                    before.Add(predecessor);
                }

                _last[key] = done.Task;
            }
        }

        return RunAfter(before, keys, work, done);
    }

    private async Task<T> RunAfter<T>(List<Task> before, IReadOnlyList<string> keys, Func<Task<T>> work, TaskCompletionSource done)
    {
        try
        {
            foreach (var task in before)
            {
                await task;
            }

            return await work();
        }
        finally
        {
            lock (_last)
            {
                foreach (var key in keys)
                {
                    if (_last[key] == done.Task)
                    {
                        _last.Remove(key);
                    }
                }
            }

            done.SetResult();
        }
    }
}
