using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Rosters;

namespace MedMgr.Ops.Optimizer.Rostering.UnitRosters;

/// <summary>One day of one line of the grid, changed by hand.</summary>
/// <param name="Staff">Of an agency's place "AGENCY-1" to "AGENCY-n".</param>
/// <param name="Shift">Code. Null: off; then of an agency's place <paramref name="Place"/> says on which shift.</param>
/// <param name="Place">Of an agency's place the shift that it is one of, as places are numbered on each shift; null for everybody else.</param>
/// <param name="Charge">True puts the person in charge of the shift.</param>
public sealed record RosterEdit(StaffId Staff, DateOnly Day, string? Shift, string? Place = null, bool Charge = false)
{
    /// <summary>The shifts after the edit: the person's overtime is reckoned anew, and no shift loses its charge nurse while somebody on it may take charge.</summary>
    /// <exception cref="ArgumentException">The day or the shift is not the task's, or the person is unknown: the message says which.</exception>
    public ImmutableArray<RosteredShift> Apply(UnitRosterTask task, ImmutableArray<RosteredShift> shifts)
    {
        var type = Check(task);
        var others = shifts.Where(s => !IsMine(s)).ToList();
        if (type is not null)
        {
            others.Add(ShiftTimes.Make(task.Zone, Day, type, Staff, KindIn(task)));
        }

        var touched = shifts.Where(IsMine).Select(s => s.Shift).Append(Shift).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return [.. WithCharge(task, WithOvertime(task, others), shifts, touched).OrderBy(s => s.Start).ThenBy(s => s.Kind).ThenBy(s => s.Staff.Value, StringComparer.Ordinal)];
    }

    private bool IsMine(RosteredShift shift) =>
        shift.Staff == Staff && shift.Day == Day && (Place is null ? shift.Kind != ShiftKind.Agency : shift.Kind == ShiftKind.Agency && shift.Shift == Place);

    private ShiftType? Check(UnitRosterTask task)
    {
        if (Day < task.From || Day >= task.From.AddDays(task.Days))
        {
            throw new ArgumentException($"{Day:yyyy-MM-dd} is no day of this roster, which has {task.From:yyyy-MM-dd} to {task.From.AddDays(task.Days - 1):yyyy-MM-dd}.");
        }

        if (Place is null && task.Hospital.Staff(Staff) is null)
        {
            throw new ArgumentException($"There is no member of staff {Staff}; of an agency's place say also on which shift it is.");
        }

        if (Place is not null && task.Hospital.Staff(Staff) is { } known)
        {
            throw new ArgumentException($"{known.Name} ({Staff}) belongs to the house and can not be sent by an agency.");
        }

        var codes = string.Join(", ", task.Shifts.Select(s => s.Code));
        if (Place is not null && (task.Shifts.All(s => s.Code != Place) || (Shift is not null && Shift != Place)))
        {
            throw new ArgumentException($"An agency's place is one of a shift of {task.Unit.Id}: use one of {codes}.");
        }

        return Shift is null
            ? null
            : task.Shifts.FirstOrDefault(s => s.Code == Shift) ?? throw new ArgumentException($"\"{Shift}\" is no shift of {task.Unit.Id}: use one of {codes}.");
    }

    private ShiftKind KindIn(UnitRosterTask task) =>
        Place is not null ? ShiftKind.Agency : task.Hospital.Staff(Staff)!.HomeUnit == task.Unit.Id ? ShiftKind.Own : ShiftKind.Float;

    /// <summary>Of this person alone: what stands there of others may have come from a file with kinds of its own.</summary>
    private IEnumerable<RosteredShift> WithOvertime(UnitRosterTask task, List<RosteredShift> shifts)
    {
        if (Place is not null || task.Hospital.Staff(Staff) is not { } person || person.HomeUnit != task.Unit.Id)
        {
            return shifts;
        }

        var left = UnitRosterProblem.ContractMinutes(task, person);
        var minutes = task.Shifts.ToDictionary(s => s.Code, s => s.Hours * 60, StringComparer.Ordinal);
        var mine = shifts.Where(s => s.Staff == Staff).OrderBy(s => s.Start).Select(s => s with { Kind = (left -= minutes[s.Shift]) < 0 ? ShiftKind.Overtime : ShiftKind.Own }).ToList();
        return shifts.Where(s => s.Staff != Staff).Concat(mine);
    }

    private IEnumerable<RosteredShift> WithCharge(UnitRosterTask task, IEnumerable<RosteredShift> shifts, ImmutableArray<RosteredShift> before, HashSet<string> touched)
    {
        var all = shifts.ToList();
        var able = task.Nurses.Where(n => UnitRosterProblem.MayTakeCharge(task, n)).Select(n => n.Id).ToHashSet();
        var led = before.Where(s => s.Charge).CountBy(s => s.Staff).ToDictionary();
        var was = before.Where(s => s.Charge && s.Day == Day).Select(s => (s.Staff, s.Shift)).ToHashSet();
        foreach (var together in all.GroupBy(s => (s.Day, s.Shift)))
        {
            if (together.Key.Day != Day || !touched.Contains(together.Key.Shift))
            {
                foreach (var shift in together)
                {
                    yield return shift;
                }

                continue;
            }

            var leader = together.Where(s => able.Contains(s.Staff))
                .OrderByDescending(s => Charge && s.Staff == Staff).ThenByDescending(s => was.Contains((s.Staff, s.Shift)))
                .ThenBy(s => led.GetValueOrDefault(s.Staff)).ThenBy(s => s.Staff.Value, StringComparer.Ordinal).FirstOrDefault();
            foreach (var shift in together)
            {
                yield return shift with { Charge = leader is not null && shift.Staff == leader.Staff };
            }
        }
    }
}
