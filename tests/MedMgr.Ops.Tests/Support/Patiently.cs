using System.Diagnostics;

namespace MedMgr.Ops.Tests.Support;

/// <summary>Waits for what comes in its own time: on a busy machine late, and never more slowly than it must.</summary>
internal static class Patiently
{
    private static readonly TimeSpan AtMost = TimeSpan.FromSeconds(60);

    public static async Task Until(Func<Task<bool>> holds, string otherwise)
    {
        var clock = Stopwatch.StartNew();
        while (!await holds())
        {
            if (clock.Elapsed > AtMost)
            {
                throw new TimeoutException($"After {AtMost.TotalSeconds} s {otherwise}.");
            }

            await Task.Delay(20);
        }
    }
}
