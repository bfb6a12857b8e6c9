using System.Threading.Tasks.Sources;

namespace MedMgr.Ops.Pages.Streaming;

/// <summary>Lets one display wait for one task after the other: a single object and a single registration of its cancellation for all of them.</summary>
/// <remarks>
/// <see cref="Task.WaitAsync(CancellationToken)"/> makes a promise and a registration for each wait, and hundreds of displays wait for each frame of each board.
/// One wait at a time; what wakes a display after it was cancelled is ignored.
/// </remarks>
internal sealed class Wake : IValueTaskSource, IDisposable
{
    private readonly CancellationToken _cancellation;
    private readonly CancellationTokenRegistration _registration;
    private readonly Action _complete;
    private ManualResetValueTaskSourceCore<bool> _core;
    private int _waiting;

    public Wake(CancellationToken cancellation)
    {
        _cancellation = cancellation;
        _complete = Complete;
        _registration = cancellation.UnsafeRegister(static wake => ((Wake)wake!).Complete(), this);
    }

    /// <exception cref="OperationCanceledException">When the wait is awaited, and the display has gone.</exception>
    public ValueTask For(Task task)
    {
        _cancellation.ThrowIfCancellationRequested();
        if (task.IsCompleted)
        {
            return ValueTask.CompletedTask;
        }

        _core.Reset();
        Volatile.Write(ref _waiting, 1);
        if (_cancellation.IsCancellationRequested)
        {
            Complete(); // it may have come before anybody waited
        }
        else
        {
            task.GetAwaiter().UnsafeOnCompleted(_complete);
        }

        return new ValueTask(this, _core.Version);
    }

    public void Dispose() => _registration.Dispose();

    void IValueTaskSource.GetResult(short token)
    {
        _core.GetResult(token);
        _cancellation.ThrowIfCancellationRequested();
    }

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);

    private void Complete()
    {
        if (Interlocked.Exchange(ref _waiting, 0) == 1)
        {
            _core.SetResult(true);
        }
    }
}
