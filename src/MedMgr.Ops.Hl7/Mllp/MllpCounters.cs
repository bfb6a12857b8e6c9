namespace MedMgr.Ops.Hl7.Mllp;

/// <summary>What a listener has seen since it started. Read at any time from any thread; each figure is exact, together they are not a snapshot.</summary>
public sealed class MllpCounters
{
    private long _open;
    private long _accepted;
    private long _refused;
    private long _messages;
    private long _junk;
    private long _abandoned;
    private long _oversize;
    private long _acknowledgements;
    private long _idle;
    private long _slow;
    private long _faults;

    /// <summary>Connections open now.</summary>
    public long OpenConnections => Volatile.Read(ref _open);

    /// <summary>Connections taken.</summary>
    public long AcceptedConnections => Volatile.Read(ref _accepted);

    /// <summary>Connections closed at once because there were too many.</summary>
    public long RefusedConnections => Volatile.Read(ref _refused);

    /// <summary>Frames handed to the receiver.</summary>
    public long Messages => Volatile.Read(ref _messages);

    /// <summary>Runs of bytes between frames that were dropped.</summary>
    public long JunkRuns => Volatile.Read(ref _junk);

    /// <summary>Frames begun and not ended.</summary>
    public long AbandonedFrames => Volatile.Read(ref _abandoned);

    /// <summary>Frames beyond the size limit.</summary>
    public long OversizeFrames => Volatile.Read(ref _oversize);

    /// <summary>Acknowledgements that senders sent to us, which are not answered.</summary>
    public long ReceivedAcknowledgements => Volatile.Read(ref _acknowledgements);

    /// <summary>Connections closed for silence.</summary>
    public long IdleClosed => Volatile.Read(ref _idle);

    /// <summary>Connections cut off because the sender did not read its acknowledgements.</summary>
    public long SlowClosed => Volatile.Read(ref _slow);

    /// <summary>Messages answered with AE 207 because the receiver threw.</summary>
    public long ReceiverFaults => Volatile.Read(ref _faults);

    internal void Opened()
    {
        Interlocked.Increment(ref _accepted);
        Interlocked.Increment(ref _open);
    }

    internal void Closed() => Interlocked.Decrement(ref _open);

    internal void Refused() => Interlocked.Increment(ref _refused);

    internal void Message() => Interlocked.Increment(ref _messages);

    internal void Junk() => Interlocked.Increment(ref _junk);

    internal void Abandoned() => Interlocked.Increment(ref _abandoned);

    internal void Oversize() => Interlocked.Increment(ref _oversize);

    internal void Acknowledgement() => Interlocked.Increment(ref _acknowledgements);

    internal void Idle() => Interlocked.Increment(ref _idle);

    internal void Slow() => Interlocked.Increment(ref _slow);

    internal void Fault() => Interlocked.Increment(ref _faults);
}
