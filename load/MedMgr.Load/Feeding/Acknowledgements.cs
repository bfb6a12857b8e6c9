using System.Collections.Concurrent;
using System.Diagnostics;
using MedMgr.Ops.Hl7.Mllp;

namespace MedMgr.Load.Feeding;

/// <summary>What came back for the messages of a run. Safe for concurrent use.</summary>
internal sealed class Acknowledgements
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Lock _taking = new();
    private readonly List<Accepted> _accepted = new(256 * 1024);
    private readonly ConcurrentQueue<string> _refused = new();
    private int _refusedCount;

    /// <param name="CauseId">Under which the log must hold the message's events.</param>
    /// <param name="At">Since the beginning of the run.</param>
    /// <param name="Took">From sending to acknowledgement.</param>
    public readonly record struct Accepted(string CauseId, TimeSpan At, TimeSpan Took);

    public TimeSpan Elapsed => _clock.Elapsed;

    public int Refused => Volatile.Read(ref _refusedCount);

    /// <summary>The first refusals, in words.</summary>
    public IEnumerable<string> Refusals => _refused;

    /// <summary>To be read when nobody writes any more.</summary>
    public IReadOnlyList<Accepted> All => _accepted;

    public void Take(string sender, string facility, FedMessage message, MllpReply reply, TimeSpan sent)
    {
        if (reply.Final is { Code: "AA" })
        {
            var accepted = new Accepted($"hl7:{sender}/{facility}:{message.ControlId}", Elapsed, Elapsed - sent);
            lock (_taking)
            {
                _accepted.Add(accepted);
            }
        }
        else if (Interlocked.Increment(ref _refusedCount) <= 5)
        {
            _refused.Enqueue($"{message.Step} of {message.Visit}: {reply.Final?.Code} {reply.Final?.Text} {string.Join(", ", reply.Final?.Locations ?? [])}");
        }
    }
}
