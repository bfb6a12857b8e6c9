using MedMgr.Ops.Hl7.Acknowledgement;

namespace MedMgr.Ops.Hl7.Mllp;

/// <summary>A message that was sent and what its header asked back.</summary>
internal sealed class PendingReply
{
    private readonly TaskCompletionSource<MllpReply> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly bool _applicationExpected;
    private ReceivedAck? _accept;

    public PendingReply(AckHeader header)
    {
        ControlId = header.ControlId;
        _applicationExpected = !header.IsEnhancedMode || IsSureToCome(header.ApplicationAckType);
        if (header.IsAcknowledgement || (!_applicationExpected && !IsSureToCome(header.AcceptAckType)))
            _done.SetResult(MllpReply.NoneAsked);
    }

    public string ControlId { get; }

    public Task<MllpReply> Completion => _done.Task;

    /// <returns>True where this was the last answer to wait for.</returns>
    public bool Take(ReceivedAck ack)
    {
        if (ack.IsAcceptLevel && ack.IsPositive && _applicationExpected)
        {
            _accept = ack;
            return false;
        }

        return _done.TrySetResult(ack.IsAcceptLevel ? new MllpReply(ack, null) : new MllpReply(_accept, ack));
    }

    public void Fail(Exception fault) => _done.TrySetException(fault);

    /// <summary>With ER and SU silence is an answer too, and nobody can wait for silence.</summary>
    private static bool IsSureToCome(string ackType) => ackType is not ("" or "NE" or "ER" or "SU");
}
