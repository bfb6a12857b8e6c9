using System.Net.Sockets;

namespace MedMgr.Ops.Driving;

/// <summary>How a system tries again what was not answered. Only for what is done once however often it comes.</summary>
/// <param name="TriesMax">At least 1.</param>
/// <param name="Rest">Before the second try; twice as long before each further one.</param>
internal sealed record Patience(int TriesMax, TimeSpan Rest)
{
    /// <summary>Some seconds for a receiver that is away, and a multiple of the answer's own limit for one that is slow.</summary>
    public static readonly Patience Usual = new(7, TimeSpan.FromMilliseconds(100));

    /// <exception cref="IOException">The last try failed so; likewise <see cref="HttpRequestException"/>, <see cref="SocketException"/> and <see cref="TimeoutException"/>.</exception>
    public async Task<T> Try<T>(Func<Task<T>> act, CancellationToken cancellationToken)
    {
        for (var (attempt, rest) = (1, Rest); ; attempt++, rest *= 2)
        {
            try
            {
                return await act();
            }
            catch (Exception e) when (attempt < TriesMax && e is (IOException or HttpRequestException or SocketException or TimeoutException))
            {
                // Taken or not taken: the same message again makes sure that it is taken once.
            }

            await Task.Delay(rest, cancellationToken);
        }
    }
}
