using System.Collections.Immutable;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Rosters;
using MedMgr.Ops.Domain.Staffing;
using MedMgr.Ops.Domain.Tests.Wards;
using MedMgr.Ops.Domain.Units;

namespace MedMgr.Ops.Domain.Tests.Staffing;

public class StaffingNowTests
{
    private static readonly DateTimeOffset Now = Ward.Start;
    private static readonly DateTimeOffset Until = Now.AddHours(12);

    // Off on every day of the test unless said otherwise: day 0 of the cycle with offset 0 is 1 January 2024.
    private static readonly StandingPattern Off = new(new TimeOnly(7, 0), 12, 1, 20, (new DateOnly(2026, 1, 12).DayNumber - StandingRota.Day0.DayNumber) % 21);

    private readonly List<StaffDefinition> _people = [];
    private readonly Dictionary<StaffId, StaffState> _staff = [];
    private readonly Dictionary<UnitId, List<OnDuty>> _onDuty = [];
    private readonly Ward _ward = new(nursesPerUnit: 0);

    [Fact]
    public void A_unit_with_six_patients_and_one_nurse_at_one_to_five_lacks_one()
    {
        OnDuty("N1", SmallHospital.Med);
        Full("M1-A", "M1-B", "M2-A", "M3-A", "M3-B", "M4-A");
        Made().Units.Single(u => u.Unit == SmallHospital.Med).ShouldBe(new UnitStaffing(SmallHospital.Med, OnDuty: 1, Needed: 2, Spare: 0, Gap: 1, NextOnDuty: 1, NextGap: 1));
    }

    [Fact]
    public void A_nurse_of_a_unit_with_some_to_spare_who_is_trained_for_it_could_float()
    {
        OnDuty("N1", SmallHospital.Icu, LevelOfCare.Critical, LevelOfCare.General).OnDuty("N2", SmallHospital.Icu, LevelOfCare.Critical).OnDuty("N3", SmallHospital.Ped, LevelOfCare.General);
        Full("P1-A");
        Made().WhoCouldFloat(SmallHospital.Med).Select(o => o.Staff.Value).ShouldBe(["N1"], "N2 is not trained for it, and N3 is the only one with her patient");
    }

    [Fact]
    public void Who_works_there_already_does_not_float_there()
    {
        OnDuty("N1", SmallHospital.Med, LevelOfCare.General).OnDuty("N2", SmallHospital.Med, LevelOfCare.General);
        Made().WhoCouldFloat(SmallHospital.Med).ShouldBeEmpty();
    }

    [Fact]
    public void Who_is_off_rested_trained_and_licensed_could_be_called_in_the_units_own_first()
    {
        Off_("Away", SmallHospital.Icu, endedHoursAgo: 40).Off_("Own", SmallHospital.Med, endedHoursAgo: 20);
        Made().WhoCouldComeIn(SmallHospital.Med, Until).Select(o => (o.Staff.Value, o.Note)).ShouldBe([("Own", "off for 20 h"), ("Away", "off for 40 h")]);
    }

    [Fact]
    public void Nobody_comes_in_who_has_not_rested_or_has_too_many_hours_or_no_licence_or_is_not_trained()
    {
        Off_("Tired", SmallHospital.Med, endedHoursAgo: 9).Off_("Rested", SmallHospital.Med, endedHoursAgo: 10);
        Off_("Lapsed", SmallHospital.Med, endedHoursAgo: 40, licenceUntil: DateOnly.FromDateTime(Now.AddDays(-1).Date));
        Off_("Midwife", SmallHospital.Mat, endedHoursAgo: 40, skills: LevelOfCare.Maternity);
        _staff[new("Worked")] = new StaffState(null, [.. Enumerable.Range(0, 4).Select(i => new Shift(SmallHospital.Med, Now.AddDays(-5 + i), Now.AddDays(-5 + i).AddHours(13)))]);
        Person("Worked", SmallHospital.Med);
        Made().WhoCouldComeIn(SmallHospital.Med, Until).Select(o => o.Staff.Value).ShouldBe(["Rested"]);
    }

    [Fact]
    public void Whoever_has_a_shift_before_being_rested_again_is_left_at_home()
    {
        var tonight = new StandingPattern(new TimeOnly(7, 0), 12, 1, 20, (new DateOnly(2026, 1, 5).DayNumber - StandingRota.Day0.DayNumber) % 21);
        Off_("Tonight", SmallHospital.Med, endedHoursAgo: 40, pattern: tonight with { Start = new TimeOnly(20, 0) }).Off_("Later", SmallHospital.Med, endedHoursAgo: 40);
        Made().WhoCouldComeIn(SmallHospital.Med, Until).Select(o => o.Staff.Value).ShouldBe(["Later"]);
    }

    [Fact]
    public void Who_is_on_duty_is_not_called_in()
    {
        OnDuty("N1", SmallHospital.Med, LevelOfCare.General);
        Made().WhoCouldComeIn(SmallHospital.Med, Until).ShouldBeEmpty();
    }

    private StaffingNowTests OnDuty(string id, UnitId unit, params LevelOfCare[] skills)
    {
        Person(id, unit, skills: skills);
        var since = Now.AddHours(-1);
        _staff[new(id)] = new StaffState(new Shift(unit, since, Until), []);
        _onDuty.TryAdd(unit, []);
        _onDuty[unit].Add(new OnDuty(new(id), StaffRole.RegisteredNurse, since, Until));
        return this;
    }

    private StaffingNowTests Off_(
        string id, UnitId home, double endedHoursAgo, DateOnly? licenceUntil = null, StandingPattern? pattern = null, LevelOfCare skills = LevelOfCare.General)
    {
        Person(id, home, licenceUntil, pattern, skills);
        var ended = Now.AddHours(-endedHoursAgo);
        _staff[new(id)] = new StaffState(null, [new Shift(home, ended.AddHours(-8), ended)]);
        return this;
    }

    private void Person(string id, UnitId home, DateOnly? licenceUntil = null, StandingPattern? pattern = null, params LevelOfCare[] skills) => _people.Add(new StaffDefinition(
        new(id), id, StaffRole.RegisteredNurse, home, skills.Length == 0 ? [LevelOfCare.General] : [.. skills], licenceUntil ?? new DateOnly(2030, 1, 1), pattern ?? Off));

    private void Full(params string[] beds)
    {
        foreach (var bed in beds)
        {
            _ward.Admit("in " + bed, bed);
        }
    }

    private StaffingNow Made()
    {
        var map = new HospitalMap(SmallHospital.Definition with { Staff = [.. _people] });
        ImmutableArray<UnitView> units =
        [
            .. map.Definition.Units.Select(u =>
            {
                ImmutableArray<OnDuty> people = [.. _onDuty.GetValueOrDefault(u.Id, [])];
                return _ward.View(u.Id) with { State = new UnitState(null, people), StaffedCapacity = people.Length * u.Ratio.PatientsPerNurse };
            }),
        ];
        return new StaffingNow(map, units, _staff, new DutyPlan(map, ImmutableDictionary<UnitId, RosterState>.Empty), null, Now);
    }
}
