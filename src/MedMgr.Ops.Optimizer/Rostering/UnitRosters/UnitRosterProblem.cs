using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Rosters;

namespace MedMgr.Ops.Optimizer.Rostering.UnitRosters;

/// <summary>A unit's roster in the terms of the optimiser. Costs are whole units of the currency.</summary>
internal sealed class UnitRosterProblem
{
    public const string RegisteredSkill = "registered";

    private const int HistoryDays = 10;
    private const int WeeksOfWeekendLimit = 4;

    private readonly UnitRosterTask _task;
    private readonly DutyPlan _duties;

    public UnitRosterProblem(UnitRosterTask task)
    {
        _task = task;
        _duties = new DutyPlan(task.Hospital, task.Published);
        Sisters = new SisterNurses(task);
        Posts = [.. task.Nurses.Select(n => new RosterPost.Own(n)), .. Guests()];
        var shares = new FairShares(task);
        Problem = new RosterProblem
        {
            FirstDay = task.From,
            Days = task.Days,
            Shifts = [.. task.Shifts.Select(Shift)],
            Staff = [.. Posts.Select(p => Staff(p, shares))],
            Cover = [.. task.Demand.Needs.SelectMany(Cover)],
            Charge = [.. task.Demand.Needs.Select(n => new ChargeDemand(DayOf(n.Day), ShiftOf(n.Shift)))],
            Requests = [.. Wishes(), .. OtherShifts()],
            RestMinutesMin = task.Hospital.Definition.StaffingLimits.RestHoursMin * 60,
            Budget = task.Terms.BudgetPerWeek is { } perWeek ? new PayBudget((long)perWeek * task.Days / 7, task.Policy.Weights.OverBudget) : null,
        };
    }

    public RosterProblem Problem { get; }

    /// <summary>Line by line what the problem's staff stand for.</summary>
    public ImmutableArray<RosterPost> Posts { get; }

    public SisterNurses Sisters { get; }

    public int DayOf(DateOnly day) => day.DayNumber - _task.From.DayNumber;

    public int ShiftOf(string code) => _task.Shifts.Select((s, i) => (s, i)).First(x => x.s.Code == code).i;

    /// <summary>Minutes of the contract within the horizon: those of the standing pattern, less the share of days on leave.</summary>
    public static int ContractMinutes(UnitRosterTask task, StaffDefinition person)
    {
        var pattern = person.Pattern;
        var present = Enumerable.Range(0, task.Days).Count(d => !task.IsOnLeave(person.Id, task.From.AddDays(d)));
        return pattern.Hours * 60 * pattern.OnDays * present / (pattern.OnDays + pattern.OffDays);
    }

    /// <summary>The shift type whose beginning is nearest to that of the person's standing pattern.</summary>
    public static int UsualShift(UnitRosterTask task, StaffDefinition person) =>
        Enumerable.Range(0, task.Shifts.Length).MinBy(s => Apart(task.Shifts[s].Start, person.Pattern.Start));

    private static double Apart(TimeOnly a, TimeOnly b) => Math.Min((a - b).TotalMinutes, (b - a).TotalMinutes);

    private IEnumerable<RosterPost> Guests()
    {
        for (var shift = 0; shift < _task.Shifts.Length; shift++)
        {
            for (var number = 1; number <= _task.Terms.FloatMax; number++)
            {
                yield return new RosterPost.Float(shift, number);
            }

            for (var number = 1; number <= _task.Terms.AgencyMax; number++)
            {
                yield return new RosterPost.Agency(shift, number);
            }
        }
    }

    private RosterShift Shift(ShiftType type) => new(type.Code, type.Hours * 60)
    {
        StartMinute = (type.Start.Hour * 60) + type.Start.Minute,
        ForbiddenSuccessors = [.. _task.Policy.ForbiddenSequences.Where(f => f.First == type.Code && _task.Shifts.Any(s => s.Code == f.Next)).Select(f => ShiftOf(f.Next))],
    };

    private RosterStaff Staff(RosterPost post, FairShares shares) => post switch
    {
        RosterPost.Own own => Nurse(own.Person, shares),
        RosterPost.Float place => Guest(
            $"FLOAT-{_task.Shifts[place.Shift].Code}-{place.Number}", place.Shift,
            _task.Policy.Prices.RegisteredNurseHour + _task.Policy.Prices.FloatPremiumHour,
            day => Sisters.On(day, _task.Shifts[place.Shift].Code).Length < place.Number),
        RosterPost.Agency place => Guest($"AGENCY-{_task.Shifts[place.Shift].Code}-{place.Number}", place.Shift, _task.Policy.Prices.AgencyHour, _ => false),
        _ => throw new InvalidOperationException($"No line for {post.GetType().Name}"),
    };

    private RosterStaff Guest(string id, int shift, int priceOfHour, Func<DateOnly, bool> nobodyCanCome) => new(id)
    {
        Skills = [RegisteredSkill],
        MayNotWork = [.. Enumerable.Range(0, _task.Shifts.Length).Where(s => s != shift)],
        Leave = [.. Enumerable.Range(0, _task.Days).Where(d => nobodyCanCome(_task.From.AddDays(d)))],
        Pay = [.. _task.Shifts.Select(s => (long)s.Hours * priceOfHour)],
    };

    private RosterStaff Nurse(StaffDefinition person, FairShares shares)
    {
        var (policy, limits) = (_task.Policy, _task.Hospital.Definition.StaffingLimits);
        var hour = WageOf(policy.Prices, person);
        var contract = ContractMinutes(_task, person);
        var usual = UsualShift(_task, person);
        return new RosterStaff(person.Id.Value)
        {
            Skills = person.Role == StaffRole.RegisteredNurse ? [RegisteredSkill] : [],
            MayTakeCharge = MayTakeCharge(_task, person),
            MayNotWork = policy.Weights.OtherShift is null ? [.. Enumerable.Range(0, _task.Shifts.Length).Where(s => s != usual)] : [],
            Contract = new ContractLimits
            {
                MinutesMax = contract + (policy.Prices.OvertimeHoursMax * 60 * _task.Days / 7),
                WeeklyMinutesMax = limits.WeeklyHoursMax * 60,
                ConsecutiveShiftsMax = policy.ConsecutiveShiftsMax,
                ConsecutiveDaysOffMin = policy.DaysOffMin,
                WeekendsMax = WeekendsMax(),
            },
            Leave = [.. Enumerable.Range(0, _task.Days).Where(d => IsAway(person, _task.From.AddDays(d)))],
            History = [.. Enumerable.Range(-HistoryDays, HistoryDays).Select(d => Worked(person, _task.From.AddDays(d)))],
            Pay = [.. _task.Shifts.Select(s => (long)s.Hours * hour)],
            Overtime = new OvertimePay(contract, WageBill.OvertimePremium(policy.Prices, person)),
            FairShares = shares.Of(person),
        };
    }

    public static int WageOf(RosterPrices prices, StaffDefinition person) =>
        person.Role == StaffRole.RegisteredNurse ? prices.RegisteredNurseHour : prices.PracticalNurseHour;

    public static bool MayTakeCharge(UnitRosterTask task, StaffDefinition person) =>
        person.Role == StaffRole.RegisteredNurse && (task.Terms.ChargeNurses.IsEmpty || task.Terms.ChargeNurses.Contains(person.Id));

    private int WeekendsMax() =>
        ((_task.Policy.WeekendsMax * _task.Days) + (7 * WeeksOfWeekendLimit) - 1) / (7 * WeeksOfWeekendLimit);

    private bool IsAway(StaffDefinition person, DateOnly day) => _task.IsAbsent(person.Id, day) || !UnitRosterTask.HoldsLicence(person, day);

    /// <summary>What the person worked before the first day, as far as it is a shift of this roster: what begins nearest to it.</summary>
    private int Worked(StaffDefinition person, DateOnly day)
    {
        if (_duties.On(person, day) is not { } duty)
        {
            return Roster.Off;
        }

        var began = TimeOnly.FromDateTime(duty.Start.DateTime);
        return Enumerable.Range(0, _task.Shifts.Length).MinBy(s => Apart(_task.Shifts[s].Start, began));
    }

    private IEnumerable<CoverDemand> Cover(ShiftNeed need)
    {
        var (day, shift, weights) = (DayOf(need.Day), ShiftOf(need.Shift), _task.Policy.Weights);
        yield return new CoverDemand(day, shift, need.Nurses, weights.MissingNurse, weights.SpareNurse);
        yield return new CoverDemand(day, shift, need.Registered, weights.MissingRegistered, OverWeight: 0) { Skill = RegisteredSkill };
    }

    private IEnumerable<ShiftRequest> Wishes() =>
        from wish in _task.Wishes
        let line = LineOf(wish.Staff)
        let day = DayOf(wish.Day)
        where line >= 0 && day >= 0 && day < _task.Days
        select new ShiftRequest(line, day, wish.Shift is null ? null : ShiftOf(wish.Shift), wish.On, wish.Weight ?? _task.Policy.Weights.Request);

    /// <summary>Where other times of day are allowed, they have their price.</summary>
    private IEnumerable<ShiftRequest> OtherShifts() =>
        _task.Policy.Weights.OtherShift is not { } weight
            ? []
            : from line in Enumerable.Range(0, Posts.Length)
              where Posts[line] is RosterPost.Own
              let usual = UsualShift(_task, ((RosterPost.Own)Posts[line]).Person)
              from shift in Enumerable.Range(0, _task.Shifts.Length)
              where shift != usual
              from day in Enumerable.Range(0, _task.Days)
              select new ShiftRequest(line, day, shift, On: false, weight);

    public int LineOf(StaffId person)
    {
        for (var line = 0; line < Posts.Length; line++)
        {
            if (Posts[line] is RosterPost.Own own && own.Person.Id == person)
            {
                return line;
            }
        }

        return -1;
    }
}
