using System.Text.Json;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Board;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.EventLog;
using MedMgr.Ops.Grains.Contracts;
using Microsoft.Extensions.Logging;

namespace MedMgr.Ops.Grains.Hospitals;

/// <summary>Carries out what <see cref="Repairs"/> finds on the board. Each grain decides for itself whether the repair still is one.</summary>
internal sealed class Reconciler
{
    private const int RepairsPerRunMax = 200;

    private readonly IBoardReader _boards;
    private readonly HospitalDirectory _directory;
    private readonly IGrainFactory _grains;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    public Reconciler(IBoardReader boards, HospitalDirectory directory, IGrainFactory grains, TimeProvider time, ILogger logger)
    {
        _boards = boards;
        _directory = directory;
        _grains = grains;
        _time = time;
        _logger = logger;
    }

    /// <returns>Repairs that changed something.</returns>
    public async Task<int> Run(HospitalId hospital)
    {
        var now = _time.GetUtcNow();
        var (repairs, position) = await _boards.ReadAsync(hospital, board => (Repairs.Find(board, now), board.Position));
        var made = 0;
        foreach (var repair in repairs.Take(RepairsPerRunMax))
        {
            try
            {
                if (await CarryOut(hospital, repair, new Origin(OriginKind.Reconciler, "reconciler", $"reconcile-{position}-{repair}", now)))
                {
                    made++;
                    _logger.LogInformation("Reconciled in {Hospital}: {Repair}", hospital, repair);
                }
            }
            catch (Exception e) when (e is EventLogException or TimeoutException or OrleansMessageRejectionException or InvalidOperationException or JsonException)
            {
                // One stream that can not be read or written must not keep all other repairs from being made.
                _logger.LogError(e, "A repair in {Hospital} failed and will be tried again: {Repair}", hospital, repair);
            }
        }

        return made;
    }

    private async Task<bool> CarryOut(HospitalId hospital, Repair repair, Origin origin) => repair switch
    {
        Repair.SettleContested r => (await Visit(hospital, r.Encounter).Execute(new EncounterCommand.SettleContested { At = origin.At }, origin)).Position > 0,
        Repair.TellLostBed r => (await Visit(hospital, r.Encounter).Execute(new EncounterCommand.SettleLostBed(r.Bed) { At = origin.At }, origin)).Position > 0,
        Repair.VacateBed r => (await Visit(hospital, r.Encounter).Refresh()).State.Location?.Bed != r.Bed
            && await Bed(hospital, r.Bed, new BedCommand.Vacate(r.Encounter, "reconciled: the visit is over or elsewhere") { At = origin.At }, origin),
        Repair.ReleaseBed r => (await Visit(hospital, r.Encounter).Refresh()).State.Request?.Assigned?.Bed != r.Bed
            && await Bed(hospital, r.Bed, new BedCommand.ReleaseReservation(r.Encounter, "reconciled: the visit asks for no place here") { At = origin.At }, origin),
        Repair.UnblockBed r => await Bed(hospital, r.Bed, new BedCommand.Unblock { At = origin.At }, origin),
        _ => throw new InvalidOperationException($"No way to carry out {repair}"),
    };

    private async Task<bool> Bed(HospitalId hospital, BedId bed, BedCommand command, Origin origin)
    {
        var unit = _directory.Get(hospital).UnitOf(bed) ?? throw new InvalidOperationException($"Bed '{bed}' is in no definition.");
        return (await _grains.GetGrain<IUnitGrain>(GrainKeys.Of(hospital, unit.Id)).ExecuteBed(bed, command, origin)).Position > 0;
    }

    private IEncounterGrain Visit(HospitalId hospital, EncounterId id) => _grains.GetGrain<IEncounterGrain>(GrainKeys.Of(hospital, id));
}
