using System.Collections.Immutable;

namespace MedMgr.Ops.Domain.Definition;

/// <summary>How work may be planned in this house and what it costs: the terms of every roster. Rest, length of a shift and hours of a week stand in <see cref="StaffingLimits"/>.</summary>
/// <param name="Shifts">Those that rosters plan with, each with its own code.</param>
/// <param name="ConsecutiveShiftsMax">Shifts of one person on days in a row.</param>
/// <param name="DaysOffMin">Days off in a row, at least, between two stretches of work.</param>
/// <param name="WeekendsMax">Weekends with work, Saturday or Sunday, in a roster of four weeks; a longer or shorter one has its share of that, rounded up.</param>
/// <param name="ForbiddenSequences">Pairs of shifts that nobody works on two days in a row, besides those that leave too little rest.</param>
/// <param name="RegisteredShareMin">Per cent of the licensed nurses of a shift who are registered nurses, rounded up to whole nurses.</param>
/// <param name="DemandPercentile">Nurses are planned for so many per cent of the simulated courses; 1 to 99.</param>
/// <param name="Units">What single units have of their own.</param>
/// <param name="Source">Where the figures come from.</param>
public sealed record RosterPolicy(
    ImmutableArray<ShiftType> Shifts,
    int ConsecutiveShiftsMax,
    int DaysOffMin,
    int WeekendsMax,
    ImmutableArray<ShiftSequence> ForbiddenSequences,
    int RegisteredShareMin,
    int DemandPercentile,
    RosterPrices Prices,
    RosterWeights Weights,
    ImmutableArray<UnitRosterTerms> Units,
    string Source)
{
    /// <summary>For a house whose definition says nothing of rosters: two shifts of twelve hours, and figures that are assumptions.</summary>
    public static readonly RosterPolicy Default = new(
        [new("D", "Day", new TimeOnly(7, 0), 12), new("N", "Night", new TimeOnly(19, 0), 12)],
        ConsecutiveShiftsMax: 4,
        DaysOffMin: 1,
        WeekendsMax: 2,
        [],
        RegisteredShareMin: 50,
        DemandPercentile: 80,
        new RosterPrices("USD", RegisteredNurseHour: 52, PracticalNurseHour: 34, OvertimePercent: 150, OvertimeHoursMax: 12, FloatPremiumHour: 5, AgencyHour: 110),
        new RosterWeights(MissingNurse: 5_000, MissingRegistered: 2_000, SpareNurse: 50, Request: 120, Unfair: 40, Change: 150, OverBudget: 1, OtherShift: null),
        [],
        "assumption: defaults of MedMgr.Ops");

    /// <summary>The terms of a unit; without own ones, nobody floats in and up to two agency nurses come to a shift.</summary>
    public UnitRosterTerms Of(UnitId unit) =>
        Units.FirstOrDefault(u => u.Unit == unit) ?? new UnitRosterTerms(unit, [], null, [], [], FloatMax: 0, AgencyMax: 2, BudgetPerWeek: null);

    /// <summary>The shifts that a unit plans with.</summary>
    public ImmutableArray<ShiftType> ShiftsOf(UnitId unit) =>
        Of(unit).Shifts is { IsEmpty: false } named ? [.. Shifts.Where(s => named.Contains(s.Code))] : Shifts;
}

/// <param name="Code">Short, as the grid shows it: D, N, E, L.</param>
/// <param name="Start">By the clock on the wall.</param>
/// <param name="Hours">By the clock on the wall; a night on which clocks change is shorter or longer.</param>
public sealed record ShiftType(string Code, string Name, TimeOnly Start, int Hours);

/// <param name="First">Code of the shift of one day.</param>
/// <param name="Next">Code of the shift that may not stand on the day after it.</param>
public sealed record ShiftSequence(string First, string Next);

/// <summary>What an hour of work costs, in whole units of the currency.</summary>
/// <param name="Currency">ISO 4217.</param>
/// <param name="OvertimePercent">Of the ordinary hour, for hours above the contract; 150: one and a half times.</param>
/// <param name="OvertimeHoursMax">Above the hours of the contract, for each week of the roster.</param>
/// <param name="FloatPremiumHour">On top of the ordinary hour for work on another unit.</param>
/// <param name="AgencyHour">Of an agency's registered nurse.</param>
public sealed record RosterPrices(
    string Currency, int RegisteredNurseHour, int PracticalNurseHour, int OvertimePercent, int OvertimeHoursMax, int FloatPremiumHour, int AgencyHour);

/// <summary>What it is worth to avoid what is not forbidden, in units of the currency, so that it can be weighed against wages.</summary>
/// <param name="MissingNurse">Each nurse whom a shift lacks of what the forecast asks for.</param>
/// <param name="MissingRegistered">Each registered nurse whom the skill mix of a shift lacks.</param>
/// <param name="SpareNurse">Each nurse above what the forecast asks for, besides the wage.</param>
/// <param name="Request">A request that is not granted; one with a weight of its own costs that.</param>
/// <param name="Unfair">The first shift or weekend day above a person's fair share; the second costs twice as much, and so on.</param>
/// <param name="Change">Each day of a person that a repair changes.</param>
/// <param name="OverBudget">Each unit of money above the budget, on top of itself.</param>
/// <param name="OtherShift">A shift at another time of day than the person's standing pattern; null: nobody works one.</param>
public sealed record RosterWeights(
    int MissingNurse, int MissingRegistered, int SpareNurse, int Request, int Unfair, int Change, int OverBudget, int? OtherShift);

/// <param name="Shifts">Codes; empty: all of the policy.</param>
/// <param name="RegisteredShareMin">Per cent; null: as the policy says.</param>
/// <param name="ChargeNurses">Who may be in charge of a shift; empty: every registered nurse whose home is the unit.</param>
/// <param name="FloatFrom">Sister units whose nurses may come over if they have the skill.</param>
/// <param name="FloatMax">Nurses who may float in on one shift.</param>
/// <param name="AgencyMax">Agency nurses who may be called for one shift.</param>
/// <param name="BudgetPerWeek">For nursing wages and agency, in the policy's currency; null: none is set.</param>
public sealed record UnitRosterTerms(
    UnitId Unit,
    ImmutableArray<string> Shifts,
    int? RegisteredShareMin,
    ImmutableArray<StaffId> ChargeNurses,
    ImmutableArray<UnitId> FloatFrom,
    int FloatMax,
    int AgencyMax,
    int? BudgetPerWeek);
