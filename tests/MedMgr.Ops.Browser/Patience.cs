namespace MedMgr.Ops.Browser;

/// <summary>How long a test waits for what must come. Long enough for a busy machine: it is only waited out when the test fails.</summary>
public static class Patience
{
    public static readonly TimeSpan Long = TimeSpan.FromSeconds(60);

    /// <summary>Lets the other threads run until they have come so far.</summary>
    /// <exception cref="OperationCanceledException">They have not within <see cref="Long"/>.</exception>
    public static async Task UntilAsync(Func<bool> reached)
    {
        using var patience = new CancellationTokenSource(Long);
        while (!reached())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
