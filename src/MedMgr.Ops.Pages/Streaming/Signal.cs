namespace MedMgr.Ops.Pages.Streaming;

/// <summary>Wakes any number of waiters at once. Take <see cref="Next"/> first, look at the state, then await it: nothing is missed.</summary>
/// <remarks>A waiter that is stuck elsewhere holds on to one completed task, not to everything that came after it.</remarks>
public sealed class Signal
{
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Next => Volatile.Read(ref _next).Task;

    public void Raise() =>
        Interlocked.Exchange(ref _next, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
}
