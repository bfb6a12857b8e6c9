namespace MedMgr.Ops.Optimizer.Solver.Workers;

/// <summary>One model on its way through a worker.</summary>
/// <param name="number">How the worker names it.</param>
/// <param name="onLog">Told of each line of the solver's log until the answer is there.</param>
/// <param name="stop">Asks the worker to stop.</param>
internal sealed class WorkerRequest(uint number, Action<string> onLog, Action<WorkerRequest> stop)
{
    private readonly TaskCompletionSource<byte[]> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Exception? _thrownByListener;

    public uint Number => number;

    /// <summary>A <c>CpSolverResponse</c>, or the reason why there is none. Once it is there, the worker is free.</summary>
    public Task<byte[]> Answer => _answer.Task;

    public void Succeed(byte[] response)
    {
        if (_thrownByListener is null)
            _answer.TrySetResult(response);
        else
            _answer.TrySetException(_thrownByListener);
    }

    public void Fail(Exception why) => _answer.TrySetException(why);

    public void Log(string line)
    {
        if (_thrownByListener is not null)
            return;
        try
        {
            onLog(line);
        }
#pragma warning disable CA1031 // The listener is the caller's: whatever it throws is the caller's answer, and must not end the reading.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _thrownByListener = exception;
            stop(this);
        }
    }
}
