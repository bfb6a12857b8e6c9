using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Rosters;
using MedMgr.Ops.Domain.Staffing;
using MedMgr.Ops.Domain.Units;
using MedMgr.Ops.Grains.Contracts;
using Microsoft.Extensions.Logging;

namespace MedMgr.Ops.Grains.Staffing;

/// <summary>Brings staff on and off shift: by the published rosters, and by the standing patterns where no roster rules.</summary>
/// <remarks>
/// Each shift of each person is started at most once: who was sent home sick stays at home. Everybody's shift, however it was
/// started, ends at its planned end. A roster that is published in the middle of a standing shift sends home whom it does not name; who was
/// called in by hand stays, and so does whoever works a shift of an earlier roster.
/// </remarks>
public sealed class RotaKeeper
{
    private readonly HospitalDirectory _directory;
    private readonly IGrainFactory _grains;
    private readonly TimeProvider _time;
    private readonly ILogger<RotaKeeper> _logger;

    public RotaKeeper(HospitalDirectory directory, IGrainFactory grains, TimeProvider time, ILogger<RotaKeeper> logger)
    {
        _directory = directory;
        _grains = grains;
        _time = time;
        _logger = logger;
    }

    /// <summary>Makes the staff on duty what rosters and patterns say of this moment.</summary>
    /// <returns>When the next shift begins or ends.</returns>
    public async Task<DateTimeOffset> Apply(HospitalId hospital)
    {
        var map = _directory.Get(hospital);
        var now = _time.GetUtcNow();
        var plan = new DutyPlan(map, await Rosters(hospital, map.Definition));
        await EndShifts(hospital, map, plan, now);

        var refusals = await Task.WhenAll(plan.At(now).Select(duty => Start(hospital, duty, now)));
        var refused = refusals.OfType<Rejection>().ToList();
        if (refused.Count > 0)
        {
            _logger.LogWarning("{Count} planned shifts of {Hospital} were refused, the first: {Because}", refused.Count, hospital, refused[0].Because);
        }

        return plan.NextChange(now);
    }

    private async Task<Dictionary<UnitId, RosterState>> Rosters(HospitalId hospital, HospitalDefinition definition)
    {
        var replies = await Task.WhenAll(definition.Units.Select(u => _grains.GetGrain<IRosterGrain>(GrainKeys.Of(hospital, u.Id)).Get()));
        return definition.Units.Zip(replies).ToDictionary(x => x.First.Id, x => x.Second.State);
    }

    private async Task EndShifts(HospitalId hospital, HospitalMap map, DutyPlan plan, DateTimeOffset now)
    {
        foreach (var unit in map.Definition.Units)
        {
            var onDuty = (await Unit(hospital, unit.Id).Get()).State.OnDuty;
            await Task.WhenAll(onDuty.Where(p => p.Until <= now).Select(p => End(hospital, map, unit.Id, p, p.Until, "end of shift", $"end-{p.Staff}-{p.Until:yyyyMMddHHmm}", now)));
            await Task.WhenAll(
                from p in onDuty
                where p.Until > now && map.Staff(p.Staff) is { } person && plan.IsNoLongerDue(person, p)
                select End(hospital, map, unit.Id, p, now, "not on the published roster", $"off-{p.Staff}-{p.Since:yyyyMMddHHmm}", now));
        }
    }

    private Task End(HospitalId hospital, HospitalMap map, UnitId unit, OnDuty person, DateTimeOffset at, string why, string what, DateTimeOffset now) =>
        map.Staff(person.Staff) is null
            ? Unit(hospital, unit).Execute(new UnitCommand.StaffLeaves(person.Staff) { At = at }, Rota($"{what}-{unit}", now), [])
            : Staff(hospital, person.Staff).Execute(new StaffCommand.EndShift(why) { At = at }, Rota(what, now));

    private async Task<Rejection?> Start(HospitalId hospital, PlannedDuty duty, DateTimeOffset now)
    {
        // Another unit's roster calls for another shift, though the hour be that of the one at home.
        var what = $"start-{duty.Staff}-{duty.Start:yyyyMMddHHmm}" + (duty.Kind is ShiftKind.Float or ShiftKind.Agency ? $"-{duty.Unit}" : "");
        if (duty.Kind == ShiftKind.Agency)
        {
            // Nobody's grain: the definition does not know whom the agency sends, only the unit notes that a registered nurse is there.
            var nurse = new OnDuty(duty.Staff, StaffRole.RegisteredNurse, duty.Start, duty.End);
            return (await Unit(hospital, duty.Unit).Execute(new UnitCommand.StaffArrives(nurse) { At = duty.Start }, Rota(what, now), [])).Because;
        }

        var refused = (await Staff(hospital, duty.Staff).Execute(new StaffCommand.StartShift(duty.Unit, duty.End) { At = duty.Start }, Rota(what, now))).Because;
        return refused is { Code: RejectionCode.StaffOnShift } && duty.Kind == ShiftKind.Float
            ? (await Staff(hospital, duty.Staff).Execute(new StaffCommand.Float(duty.Unit) { At = now }, Rota($"float-{what}", now))).Because
            : refused;
    }

    private IUnitGrain Unit(HospitalId hospital, UnitId unit) => _grains.GetGrain<IUnitGrain>(GrainKeys.Of(hospital, unit));

    private IStaffGrain Staff(HospitalId hospital, StaffId staff) => _grains.GetGrain<IStaffGrain>(GrainKeys.Of(hospital, staff));

    private static Origin Rota(string what, DateTimeOffset now) => new(OriginKind.System, "rota", "rota-" + what, now);
}
