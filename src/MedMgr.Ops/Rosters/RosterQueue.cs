namespace MedMgr.Ops.Rosters;

/// <summary>One search for a roster at a time in this process; a few may wait, more are refused.</summary>
internal sealed class RosterQueue : IDisposable
{
    public const int WaitingMax = 4;

    private readonly SemaphoreSlim _turn = new(1);
    private int _inside;

    /// <summary>Runs the work when it is its turn.</summary>
    /// <returns>Null when too many are waiting.</returns>
    public async Task<T?> Run<T>(Func<Task<T>> work, CancellationToken cancellationToken) where T : class
    {
        if (Interlocked.Increment(ref _inside) > 1 + WaitingMax)
        {
            Interlocked.Decrement(ref _inside);
            return null;
        }

        try
        {
            await _turn.WaitAsync(cancellationToken);
            try
            {
                return await work();
            }
            finally
            {
                _turn.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _inside);
        }
    }

    public void Dispose() => _turn.Dispose();
}
