using System.Collections.Immutable;
using MedMgr.Ops.Hl7.Acknowledgement;
using MedMgr.Ops.Hl7.Messages;

namespace MedMgr.Ops.Hl7.Adt;

/// <summary>Collects what is wrong with a message while it is read: the first refusal counts, remarks add up.</summary>
internal sealed class AdtNotes
{
    private ImmutableArray<AdtRemark>.Builder? _remarks;

    public AdtReading.Refused? Refusal { get; private set; }

    public ImmutableArray<AdtRemark> Remarks => _remarks?.ToImmutable() ?? [];

    public void Remark(Hl7Location location, string reason) =>
        (_remarks ??= ImmutableArray.CreateBuilder<AdtRemark>()).Add(new AdtRemark(location, reason));

    public void Missing(Hl7Location location, string reason) =>
        Refuse(AckCode.Error, location.Field == 0 ? Hl7ErrorCode.SegmentSequence : Hl7ErrorCode.RequiredFieldMissing, location, reason);

    public void Refuse(AckCode code, Hl7ErrorCode error, Hl7Location location, string reason) =>
        Refusal ??= new AdtReading.Refused(code, new AckError(error, location, reason));
}
