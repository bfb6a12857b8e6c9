namespace MedMgr.Ops.Grains;

/// <summary>Lets pieces of work of a reentrant grain take turns, in the order in which they came.</summary>
internal sealed class TurnGate
{
    private Task _last = Task.CompletedTask;

    public async Task<T> Run<T>(Func<Task<T>> work)
    {
        var before = _last;
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _last = done.Task;
        await before;
        try
        {
            return await work();
        }
        finally
        {
            done.SetResult();
        }
    }
}
