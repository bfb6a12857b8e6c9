using System.Data.Common;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.EventLog;
using MedMgr.Ops.Grains;
using MedMgr.Ops.Grains.Contracts;
using MedMgr.Ops.Hl7.Acknowledgement;
using MedMgr.Ops.Hl7.Adt;

namespace MedMgr.Ops.Hl7.Intake;

/// <summary>Hands what a message asks to the grains and says how it went. A failure whose outcome is unknown is tried again under the same id.</summary>
internal sealed class GrainDesk
{
    private const int TriesMax = 3;

    private readonly IGrainFactory _grains;

    public GrainDesk(IGrainFactory grains) => _grains = grains;

    public async Task<AckDecision> Apply(HospitalId hospital, Applying.Ready message, AdtEvent adt, DateTimeOffset receivedAt)
    {
        var actor = $"{adt.Sender.Application}/{adt.Sender.Facility}";
        var origin = new Origin(OriginKind.Interface, actor, $"hl7:{actor}:{adt.ControlId}", receivedAt);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await Try(hospital, message, origin) is { } refusal
                    ? AckDecision.Refused(AckCode.Error, new AckError(Hl7ErrorCode.ApplicationInternalError, null, refusal.Because))
                    : new AckDecision(AckCode.Accept, message.Warnings);
            }
            catch (Exception e) when (attempt < TriesMax && e is TimeoutException or EventLogException or IOException or DbException)
            {
                // Done or not done: the same id makes sure that it is done once.
            }
        }
    }

    private async Task<Rejection?> Try(HospitalId hospital, Applying.Ready message, Origin origin)
    {
        switch (message)
        {
            case Applying.Visit visit:
                return await Report(hospital, visit.Told, origin);
            case Applying.Swap swap when await IsThere(hospital, swap.First) && await IsThere(hospital, swap.Second):
                // Told again in another message: swapping them once more would put them back. Each is only noted where it is.
                return await Report(hospital, swap.First, origin) ?? await Report(hospital, swap.Second, origin);
            case Applying.Swap swap:
                return (await Hospital(hospital).Swap(swap.First.Visit, swap.Second.Visit, reported: true, null, swap.EventAt, origin)).Because;
            case Applying.BedStatus bed:
                return (await Hospital(hospital).ReportBedStatus(bed.Bed, bed.Status, origin.Actor, bed.EventAt, origin)).Because;
            case Applying.Merge merge:
                return await Merge(hospital, merge, origin);
            default:
                throw new InvalidOperationException($"No way to apply {message}");
        }
    }

    private async Task<Rejection?> Report(HospitalId hospital, Translated told, Origin origin) =>
        (await Visit(hospital, told.Visit).Execute(new EncounterCommand.Reported(told.Report) { At = origin.At }, origin)).Because;

    private async Task<bool> IsThere(HospitalId hospital, Translated told) =>
        told.Report.Location is { Bed: not null } place && (await Visit(hospital, told.Visit).Get()).State.Location == place;

    private async Task<Rejection?> Merge(HospitalId hospital, Applying.Merge merge, Origin origin)
    {
        for (var i = 0; i < merge.Patients.Length; i++)
        {
            var (prior, to) = merge.Patients[i];
            var part = merge.Patients.Length == 1 ? origin : origin with { Id = $"{origin.Id}#{i + 1}" };
            if ((await Hospital(hospital).MergePatients(prior, to, origin.Actor, part)).Because is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    private IEncounterGrain Visit(HospitalId hospital, EncounterId visit) => _grains.GetGrain<IEncounterGrain>(GrainKeys.Of(hospital, visit));

    private IHospitalGrain Hospital(HospitalId hospital) => _grains.GetGrain<IHospitalGrain>(hospital.Value);
}
