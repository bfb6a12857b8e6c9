using System.Collections.Immutable;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Rosters;
using MedMgr.Ops.Domain.Tests.Wards;

namespace MedMgr.Ops.Domain.Tests.Rosters;

/// <summary>The small house with five people: three nurses and a clerk of medicine, a nurse of the ICU.</summary>
internal static class RosterHouse
{
    public static readonly StaffId Ada = new("ADA");
    public static readonly StaffId Ben = new("BEN");
    public static readonly StaffId Pia = new("PIA");
    public static readonly StaffId Uma = new("UMA");
    public static readonly StaffId Ina = new("INA");

    /// <summary>Monday; clocks in Los Angeles go forward on the Sunday before.</summary>
    public static readonly DateOnly Monday = new(2026, 3, 9);

    public static readonly HospitalMap Map = new(SmallHospital.Definition with
    {
        Staff =
        [
            Person(Ada, StaffRole.RegisteredNurse, SmallHospital.Med, 7, LevelOfCare.General, LevelOfCare.Critical),
            Person(Ben, StaffRole.RegisteredNurse, SmallHospital.Med, 19, LevelOfCare.General) with { LicenceUntil = new DateOnly(2026, 3, 12) },
            Person(Pia, StaffRole.PracticalNurse, SmallHospital.Med, 7, LevelOfCare.General),
            Person(Uma, StaffRole.Clerk, SmallHospital.Med, 7),
            Person(Ina, StaffRole.RegisteredNurse, SmallHospital.Icu, 7, LevelOfCare.Critical, LevelOfCare.General),
        ],
    });

    public static readonly UnitDefinition Med = Map.Unit(SmallHospital.Med)!;

    public static DateTimeOffset At(DateOnly day, int hour) => new(day.ToDateTime(new TimeOnly(hour, 0)), TimeSpan.FromHours(-7));

    public static RosteredShift Day(StaffId who, int day, ShiftKind kind = ShiftKind.Own) => Shift(who, day, 7, 12, "D", kind);

    public static RosteredShift Night(StaffId who, int day, ShiftKind kind = ShiftKind.Own) => Shift(who, day, 19, 12, "N", kind);

    /// <param name="day">0: Monday.</param>
    public static RosteredShift Shift(StaffId who, int day, int hour, int hours, string code, ShiftKind kind = ShiftKind.Own)
    {
        var start = At(Monday.AddDays(day), hour);
        return new RosteredShift(who, start, start.AddHours(hours), code, kind);
    }

    public static RosterCommand.Publish Publish(params ImmutableArray<RosteredShift> shifts) =>
        new(Monday, Monday.AddDays(7), shifts) { At = At(Monday, 6) };

    public static RosterState Published(RosterState state, RosterCommand command) =>
        PublicationRules.Decide(Map, Med, state, command) switch
        {
            Decision<RosterEvent>.Accepted accepted => accepted.Events.Aggregate(state, PublicationRules.Evolve),
            Decision<RosterEvent>.Rejected refused => throw new ShouldAssertException(refused.Because.Because),
            var other => throw new InvalidOperationException($"{other}"),
        };

    public static Rejection Refusal(RosterCommand command) => Refusal(RosterState.New, command);

    public static Rejection Refusal(RosterState state, RosterCommand command) =>
        PublicationRules.Decide(Map, Med, state, command).ShouldBeOfType<Decision<RosterEvent>.Rejected>().Because;

    private static StaffDefinition Person(StaffId id, StaffRole role, UnitId home, int starts, params ImmutableArray<LevelOfCare> skills) =>
        new(id, id.Value, role, home, skills, role == StaffRole.Clerk ? null : new DateOnly(2030, 1, 1), new StandingPattern(new TimeOnly(starts, 0), 12, 7, 0, 0));
}
