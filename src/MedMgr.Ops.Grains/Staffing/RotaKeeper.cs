using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Staffing;
using MedMgr.Ops.Grains.Contracts;
using Microsoft.Extensions.Logging;

namespace MedMgr.Ops.Grains.Staffing;

/// <summary>Brings staff on and off shift by the standing rota, until a published roster takes its place.</summary>
/// <remarks>
/// Each shift of each person is started at most once: who was sent home sick stays at home. Everybody's shift, however it was
/// started, ends at its planned end.
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

    /// <summary>Makes the staff on duty what the rota says of this moment.</summary>
    /// <returns>When the next shift begins or ends.</returns>
    public async Task<DateTimeOffset> Apply(HospitalId hospital)
    {
        var definition = _directory.Get(hospital).Definition;
        var zone = TimeZoneInfo.FindSystemTimeZoneById(definition.TimeZone);
        var now = _time.GetUtcNow();
        await EndShifts(hospital, definition, now);

        var refusals = await Task.WhenAll(
            from person in definition.Staff
            let shift = StandingRota.ShiftAt(person.Pattern, zone, now)
            where shift is not null
            select Start(hospital, person, shift.Value, now));
        var refused = refusals.OfType<Rejection>().ToList();
        if (refused.Count > 0)
        {
            _logger.LogWarning("{Count} shifts of the standing rota of {Hospital} were refused, the first: {Because}", refused.Count, hospital, refused[0].Because);
        }

        return definition.Staff.Select(s => s.Pattern).Distinct().Select(p => StandingRota.NextChange(p, zone, now)).DefaultIfEmpty(now.AddHours(1)).Min();
    }

    private async Task EndShifts(HospitalId hospital, HospitalDefinition definition, DateTimeOffset now)
    {
        foreach (var unit in definition.Units)
        {
            var onDuty = (await _grains.GetGrain<IUnitGrain>(GrainKeys.Of(hospital, unit.Id)).Get()).State.OnDuty;
            await Task.WhenAll(onDuty.Where(p => p.Until <= now).Select(p => _grains.GetGrain<IStaffGrain>(GrainKeys.Of(hospital, p.Staff)).Execute(
                new StaffCommand.EndShift("end of shift") { At = p.Until }, Rota($"end-{p.Staff}-{p.Until:yyyyMMddHHmm}", now))));
        }
    }

    private async Task<Rejection?> Start(HospitalId hospital, StaffDefinition person, RotaShift shift, DateTimeOffset now) =>
        (await _grains.GetGrain<IStaffGrain>(GrainKeys.Of(hospital, person.Id)).Execute(
            new StaffCommand.StartShift(person.HomeUnit, shift.End) { At = shift.Start }, Rota($"start-{person.Id}-{shift.Start:yyyyMMddHHmm}", now))).Because;

    private static Origin Rota(string what, DateTimeOffset now) => new(OriginKind.System, "standing rota", "rota-" + what, now);
}
