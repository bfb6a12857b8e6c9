using System.Collections.Concurrent;
using System.Diagnostics;
using MedMgr.Load.Reporting;

namespace MedMgr.Load.Driving;

/// <summary>What was sent, and how it was answered. Safe for concurrent use.</summary>
internal sealed class Tally
{
    /// <summary>Sent later than this after its time, a message is called late: the load could not keep up, or the connection took no more.</summary>
    public static readonly TimeSpan LateAfter = TimeSpan.FromMilliseconds(10);

    private const int KeptWords = 8;

    private readonly Lock _changing = new();
    private readonly Histogram _lateness = new();
    private readonly Histogram _acknowledged = new();
    private readonly Histogram _answered = new();
    private readonly ConcurrentQueue<string> _words = new();
    private long _sent;
    private long _countedSent;
    private long _late;
    private long _refused;
    private long _calls;
    private long _callsRefused;
    private long _failed;
    private long _withoutBed;
    private long _patients;

    /// <summary>ADT messages.</summary>
    public long Sent => Volatile.Read(ref _sent);

    /// <summary>ADT messages whose intended time lies in the measured time.</summary>
    public long CountedSent => Volatile.Read(ref _countedSent);

    public long Late => Volatile.Read(ref _late);

    /// <summary>ADT messages answered with AE or AR.</summary>
    public long Refused => Volatile.Read(ref _refused);

    public long Calls => Volatile.Read(ref _calls);

    /// <summary>Calls that the house refused (4xx): somebody else was quicker.</summary>
    public long CallsRefused => Volatile.Read(ref _callsRefused);

    /// <summary>Connections that broke, answers that did not come, faults of the server (5xx).</summary>
    public long Failed => Volatile.Read(ref _failed);

    public long Patients => Volatile.Read(ref _patients);

    /// <summary>Patients for whom there was no free bed: they stayed in the waiting room.</summary>
    public long WithoutBed => Volatile.Read(ref _withoutBed);

    /// <summary>The first refusals and failures.</summary>
    public IReadOnlyCollection<string> Words => _words;

    /// <summary>Of the measured time: from the intended time to the sending.</summary>
    public Percentiles Lateness => Spread(_lateness);

    /// <summary>Of the measured time: from the intended time to the acknowledgement.</summary>
    public Percentiles Acknowledged => Spread(_acknowledged);

    /// <summary>Of the measured time: calls of people at the console.</summary>
    public Percentiles Answered => Spread(_answered);

    public void PatientCame() => Interlocked.Increment(ref _patients);

    public void NoBed() => Interlocked.Increment(ref _withoutBed);

    public void MessageSent(long intended, bool counted)
    {
        var late = Stopwatch.GetElapsedTime(intended);
        Interlocked.Increment(ref _sent);
        if (!counted)
        {
            return;
        }

        Interlocked.Increment(ref _countedSent);
        if (late > LateAfter)
        {
            Interlocked.Increment(ref _late);
        }

        lock (_changing)
        {
            _lateness.Add(late.TotalMilliseconds);
        }
    }

    public void MessageAnswered(long intended, bool counted, string? refusal)
    {
        if (refusal is not null)
        {
            Interlocked.Increment(ref _refused);
            Keep(refusal);
        }

        if (counted)
        {
            lock (_changing)
            {
                _acknowledged.Add(Stopwatch.GetElapsedTime(intended).TotalMilliseconds);
            }
        }
    }

    public void CallAnswered(long intended, bool counted, string? refusal)
    {
        Interlocked.Increment(ref _calls);
        if (refusal is not null)
        {
            Interlocked.Increment(ref _callsRefused);
            Keep(refusal);
        }

        if (counted)
        {
            lock (_changing)
            {
                _answered.Add(Stopwatch.GetElapsedTime(intended).TotalMilliseconds);
            }
        }
    }

    public void Fault(string words)
    {
        Interlocked.Increment(ref _failed);
        Keep(words);
    }

    private void Keep(string words)
    {
        if (_words.Count < KeptWords)
        {
            _words.Enqueue(words);
        }
    }

    private Percentiles Spread(Histogram of)
    {
        lock (_changing)
        {
            return of.Spread();
        }
    }
}
