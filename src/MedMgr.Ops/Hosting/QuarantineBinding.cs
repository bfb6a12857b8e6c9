using MedMgr.Ops.Api.Quarantine;
using MedMgr.Ops.Domain;
using MedMgr.Ops.EventLog;
using MedMgr.Ops.Grains.Contracts;
using MedMgr.Ops.Hl7.Acknowledgement;
using MedMgr.Ops.Hl7.Intake;

namespace MedMgr.Ops.Hosting;

/// <summary>Lets the API's users deal with the messages that the HL7 interface has put aside.</summary>
internal sealed class QuarantineBinding : IQuarantineDesk
{
    private readonly QuarantineDesk _desk;
    private readonly AdtIntake _intake;

    public QuarantineBinding(QuarantineDesk desk, AdtIntake intake)
    {
        _desk = desk;
        _intake = intake;
    }

    public async Task<ReplayResult> ReplayAsync(HospitalId hospital, string id, Origin origin, CancellationToken cancellationToken)
    {
        if (await _desk.Find(hospital, id, cancellationToken) is not { } raw)
        {
            return new ReplayResult.Unknown();
        }

        var decision = await _intake.Replay(hospital, raw, origin.At);
        if (decision.Code == AckCode.Accept)
        {
            return new ReplayResult.Taken("AA", await _desk.Release(hospital, id, "replayed: AA", CauseOf(origin), origin.At, cancellationToken) ?? 0);
        }

        var error = decision.Errors[0];
        await _desk.NoteFailure(hospital, id, error, CauseOf(origin), origin.At, cancellationToken);
        return new ReplayResult.StillFaulty(error.Reason, error.Location?.Segment, QuarantineDesk.FieldOf(error));
    }

    public async Task<DiscardResult> DiscardAsync(HospitalId hospital, string id, string why, Origin origin, CancellationToken cancellationToken) =>
        await _desk.Release(hospital, id, "discarded: " + why, CauseOf(origin), origin.At, cancellationToken) is { } position
            ? new DiscardResult.Discarded(position)
            : new DiscardResult.Unknown();

    private static Cause CauseOf(Origin origin) => new(CauseKind.User, origin.Actor, origin.Id);
}
