using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Rosters;

namespace MedMgr.Ops.Optimizer.Rostering.UnitRosters;

/// <summary>Between the lines of the optimiser and the shifts of people, by the clocks of the house.</summary>
internal sealed class RosterAssembly
{
    private readonly UnitRosterTask _task;
    private readonly UnitRosterProblem _problem;

    public RosterAssembly(UnitRosterTask task, UnitRosterProblem problem) => (_task, _problem) = (task, problem);

    /// <summary>Dated shifts with names, kinds and charge nurses.</summary>
    /// <param name="known">Who floated and who was in charge before, for a repair: they stay where they can. Empty for a new roster.</param>
    public ImmutableArray<RosteredShift> Shifts(Roster roster, ImmutableArray<RosteredShift> known)
    {
        var shifts = new List<RosteredShift>();
        var floated = new Dictionary<StaffId, int>();
        for (var day = 0; day < _task.Days; day++)
        {
            for (var type = 0; type < _task.Shifts.Length; type++)
            {
                var floats = new Queue<StaffId>(Floating(roster, day, type, known, floated));
                var agency = 0;
                for (var line = 0; line < _problem.Posts.Length; line++)
                {
                    if (roster[line, day] == type)
                    {
                        shifts.Add(Shift(day, type, _problem.Posts[line], floats, ref agency));
                    }
                }
            }
        }

        return [.. WithCharge(WithOvertime(shifts), known).OrderBy(s => s.Start).ThenBy(s => s.Kind).ThenBy(s => s.Staff.Value, StringComparer.Ordinal)];
    }

    /// <summary>The lines of known shifts; what has no line here (somebody unknown, too many guests) is left out.</summary>
    public Roster Lines(ImmutableArray<RosteredShift> known) => Placed(known).Lines;

    /// <summary>The lines of known shifts, and the shifts within these days for which there is no line.</summary>
    public (Roster Lines, ImmutableArray<RosteredShift> Homeless) Placed(ImmutableArray<RosteredShift> known)
    {
        var homeless = ImmutableArray.CreateBuilder<RosteredShift>();
        var assigned = new Dictionary<(int Line, int Day), int>();
        var codes = _task.Shifts.Select(s => s.Code).ToList();
        foreach (var shift in known)
        {
            var (day, type) = (_problem.DayOf(shift.Day), codes.IndexOf(shift.Shift));
            if (day < 0 || day >= _task.Days || type < 0)
            {
                continue;
            }

            var line = LineOf(shift, day, type, assigned);
            if (line >= 0 && assigned.TryAdd((line, day), type))
            {
                continue;
            }

            homeless.Add(shift);
        }

        return (Roster.From(_problem.Problem, (line, day) => assigned.GetValueOrDefault((line, day), Roster.Off)), homeless.ToImmutable());
    }

    private int LineOf(RosteredShift shift, int day, int type, Dictionary<(int Line, int Day), int> assigned)
    {
        if (_problem.LineOf(shift.Staff) is var own and >= 0)
        {
            return own;
        }

        for (var line = 0; line < _problem.Posts.Length; line++)
        {
            var fits = (_problem.Posts[line], shift.Kind) switch
            {
                (RosterPost.Float place, ShiftKind.Float) => place.Shift == type,
                (RosterPost.Agency place, ShiftKind.Agency) => place.Shift == type,
                _ => false,
            };
            if (fits && !assigned.ContainsKey((line, day)))
            {
                return line;
            }
        }

        return -1;
    }

    private RosteredShift Shift(int day, int type, RosterPost post, Queue<StaffId> floats, ref int agency)
    {
        var (date, shift) = (_task.From.AddDays(day), _task.Shifts[type]);
        var (staff, kind) = post switch
        {
            RosterPost.Own own => (own.Person.Id, ShiftKind.Own),
            RosterPost.Float => (floats.Dequeue(), ShiftKind.Float),
            RosterPost.Agency => (new StaffId($"AGENCY-{++agency}"), ShiftKind.Agency),
            _ => throw new InvalidOperationException($"No shift of {post.GetType().Name}"),
        };
        return ShiftTimes.Make(_task.Zone, date, shift, staff, kind);
    }

    /// <summary>Whoever floated before on this shift, then those who have floated least.</summary>
    private List<StaffId> Floating(Roster roster, int day, int type, ImmutableArray<RosteredShift> known, Dictionary<StaffId, int> floated)
    {
        var places = Enumerable.Range(0, _problem.Posts.Length).Count(l => _problem.Posts[l] is RosterPost.Float && roster[l, day] == type);
        if (places == 0)
        {
            return [];
        }

        var (date, code) = (_task.From.AddDays(day), _task.Shifts[type].Code);
        var before = known.Where(s => s.Kind == ShiftKind.Float && s.Day == date && s.Shift == code).Select(s => s.Staff).ToHashSet();
        var chosen = _problem.Sisters.On(date, code)
            .OrderByDescending(before.Contains).ThenBy(p => floated.GetValueOrDefault(p)).ThenBy(p => p.Value, StringComparer.Ordinal).Take(places).ToList();
        foreach (var person in chosen)
        {
            floated[person] = floated.GetValueOrDefault(person) + 1;
        }

        return chosen;
    }

    /// <summary>A shift that reaches beyond the hours of the contract is overtime.</summary>
    private IEnumerable<RosteredShift> WithOvertime(IEnumerable<RosteredShift> shifts)
    {
        var contract = _task.Nurses.ToDictionary(n => n.Id, n => UnitRosterProblem.ContractMinutes(_task, n));
        var worked = new Dictionary<StaffId, int>();
        foreach (var shift in shifts)
        {
            if (shift.Kind != ShiftKind.Own)
            {
                yield return shift;
                continue;
            }

            worked[shift.Staff] = worked.GetValueOrDefault(shift.Staff) + (_task.Shifts.First(s => s.Code == shift.Shift).Hours * 60);
            yield return worked[shift.Staff] > contract[shift.Staff] ? shift with { Kind = ShiftKind.Overtime } : shift;
        }
    }

    /// <summary>On each shift one of those who may take charge: who did before, else who has been in charge least.</summary>
    private IEnumerable<RosteredShift> WithCharge(IEnumerable<RosteredShift> shifts, ImmutableArray<RosteredShift> known)
    {
        var able = _task.Nurses.Where(n => UnitRosterProblem.MayTakeCharge(_task, n)).Select(n => n.Id).ToHashSet();
        var before = known.Where(s => s.Charge).Select(s => (s.Staff, s.Start)).ToHashSet();
        var led = new Dictionary<StaffId, int>();
        foreach (var together in shifts.GroupBy(s => (s.Start, s.Shift)))
        {
            var leader = together.Where(s => able.Contains(s.Staff)).Select(s => (StaffId?)s.Staff)
                .OrderByDescending(p => before.Contains((p!.Value, together.Key.Start))).ThenBy(p => led.GetValueOrDefault(p!.Value)).ThenBy(p => p!.Value.Value, StringComparer.Ordinal)
                .FirstOrDefault();
            if (leader is { } who)
            {
                led[who] = led.GetValueOrDefault(who) + 1;
            }

            foreach (var shift in together)
            {
                yield return shift with { Charge = shift.Staff == leader };
            }
        }
    }
}
