using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Rosters;

namespace MedMgr.Ops.Optimizer.Rostering.UnitRosters;

/// <summary>Days on which somebody is away.</summary>
/// <param name="From">First day.</param>
/// <param name="Until">Last day.</param>
/// <param name="IsSickness">Sick days leave the hours of the contract as they are; leave takes its share of them.</param>
public sealed record Absence(StaffId Staff, DateOnly From, DateOnly Until, string Reason, bool IsSickness = false);

/// <summary>What somebody asks for.</summary>
/// <param name="Shift">Code; null: any shift, so a wish to work at all or for the day off.</param>
/// <param name="On">True to work, false not to.</param>
/// <param name="Weight">In units of the currency; null: as the policy weighs a request.</param>
public sealed record Wish(StaffId Staff, DateOnly Day, string? Shift, bool On, int? Weight);

/// <summary>The roster to be made: of which unit, for which days, for whom.</summary>
/// <param name="From">The first day.</param>
/// <param name="Days">1 to <see cref="PublicationRules.DaysMax"/>.</param>
/// <param name="Published">What units have published: whom of the sister units one may borrow, and who comes tired into the first day.</param>
public sealed record UnitRosterTask(
    HospitalMap Hospital,
    UnitDefinition Unit,
    DateOnly From,
    int Days,
    UnitDemand Demand,
    ImmutableArray<Absence> Absences,
    ImmutableArray<Wish> Wishes,
    ImmutableDictionary<UnitId, RosterState> Published)
{
    public RosterPolicy Policy => Hospital.Definition.RosterPolicy;

    public UnitRosterTerms Terms => Policy.Of(Unit.Id);

    public ImmutableArray<ShiftType> Shifts => Policy.ShiftsOf(Unit.Id);

    public TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(Hospital.Definition.TimeZone);

    /// <summary>The licensed nurses of the unit who are trained for it, in the order of the definition; those whose licence ends before the first day are not among them.</summary>
    public IEnumerable<StaffDefinition> Nurses => Hospital.Definition.Staff.Where(s => s.HomeUnit == Unit.Id && IsUsable(s));

    /// <summary>A licensed nurse, trained for the unit, whose licence holds on the first day at least.</summary>
    public bool IsUsable(StaffDefinition person) =>
        PublicationRules.PlannedRoles.Contains(person.Role) && person.Skills.Contains(Unit.LevelOfCare) && HoldsLicence(person, From);

    public static bool HoldsLicence(StaffDefinition person, DateOnly day) => person.LicenceUntil is not { } until || day <= until;

    public bool IsAbsent(StaffId person, DateOnly day) => Absences.Any(a => a.Staff == person && a.From <= day && day <= a.Until);

    public bool IsOnLeave(StaffId person, DateOnly day) => Absences.Any(a => !a.IsSickness && a.Staff == person && a.From <= day && day <= a.Until);
}
