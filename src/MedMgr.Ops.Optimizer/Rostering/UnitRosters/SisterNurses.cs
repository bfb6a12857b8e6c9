using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Rosters;
using MedMgr.Ops.Domain.Staffing;

namespace MedMgr.Ops.Optimizer.Rostering.UnitRosters;

/// <summary>Registered nurses of sister units who are at work at the same hours anyway and may come over.</summary>
/// <remarks>Who is on a published roster of this very unit has come over already and may stay. Whether their own unit can spare them is for the two charge nurses to say; the price is the hour and the premium.</remarks>
internal sealed class SisterNurses
{
    private readonly Dictionary<(DateOnly Day, string Shift), ImmutableArray<StaffId>> _free = [];

    public SisterNurses(UnitRosterTask task)
    {
        var plan = new DutyPlan(task.Hospital, task.Published);
        var sisters = task.Hospital.Definition.Staff.Where(s => s.Role == StaffRole.RegisteredNurse && task.Terms.FloatFrom.Contains(s.HomeUnit) && task.IsUsable(s)).ToList();
        for (var day = task.From; day < task.From.AddDays(task.Days); day = day.AddDays(1))
        {
            foreach (var shift in task.Shifts)
            {
                var start = WallClock.At(task.Zone, day.ToDateTime(shift.Start));
                _free[(day, shift.Code)] =
                [
                    .. from person in sisters
                       where UnitRosterTask.HoldsLicence(person, day) && !task.IsAbsent(person.Id, day)
                       let duty = plan.On(person, day)
                       where duty is not null && duty.Start == start && (duty.Unit == person.HomeUnit || duty.Unit == task.Unit.Id)
                       select person.Id,
                ];
            }
        }
    }

    public ImmutableArray<StaffId> On(DateOnly day, string shift) => _free[(day, shift)];
}
