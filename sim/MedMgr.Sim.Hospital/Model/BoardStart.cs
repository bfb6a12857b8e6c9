using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Board;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Domain.Placement;

namespace MedMgr.Sim.Hospital.Model;

/// <param name="Hours">Until the planned end of the shift.</param>
internal readonly record struct BoardStaff(int Unit, bool IsNurse, bool IsHousekeeper, double Hours);

/// <param name="Hours">A blocked bed comes back after so many; not a number when nobody has said.</param>
internal readonly record struct BoardBed(int Bed, BedStatus Status, double Hours);

/// <summary>A visit of the board. Times are hours before now.</summary>
/// <param name="Unit">-1: not in the house.</param>
/// <param name="Bed">-1: none.</param>
/// <param name="Group">The group that comes nearest.</param>
/// <param name="DischargeIn">Hours from now; not a number when nothing is expected.</param>
internal sealed record BoardPatient(
    int Unit, int Bed, int Assigned, int Group, BedNeeds Needs, bool Requests, double ArrivedAgo, double RequestedAgo, double BeddedAgo, double DischargeIn, bool Ordered);

/// <summary>A live board as the run takes it up. Immutable, shared by all replications.</summary>
/// <remarks>Of several patients in one bed (mother and baby) the first stands for all.</remarks>
internal sealed class BoardStart
{
    public BoardStart(BoardCapture board, DateTimeOffset now, Blueprint plan)
    {
        var house = plan.House;
        var beds = Enumerable.Range(0, house.Beds.Length).ToDictionary(b => house.Beds[b].Id);
        var states = board.Units.SelectMany(u => u.Beds).Where(b => beds.ContainsKey(b.Key)).ToDictionary(b => b.Key, b => b.Value.State);
        Beds = [.. states.Select(b => new BoardBed(
            beds[b.Key], b.Value.StatusOf(), b.Value is BedState.Blocked { Until: { } until } ? Math.Max(0, (until - now).TotalHours) : double.NaN))];
        Staff =
        [
            .. from unit in board.Units
               let index = house.UnitOf(unit.Id)
               where index >= 0
               from person in unit.State.OnDuty
               select new BoardStaff(index, person.CountsForRatio, person.Role == StaffRole.Housekeeping, Math.Max(0, (person.Until - now).TotalHours)),
        ];
        Shut = [.. Enumerable.Range(0, house.Units.Length).Select(u => board.Units.Any(c => c.Id == house.Units[u].Id && !c.State.IsOpen))];
        SurgeLevel = board.SurgeLevel;
        LastBeddedWaitHours = board.LastBeddedWaitHours;

        // Only a bed that says so itself holds a patient: the visit may know it late.
        int Held(Place? place, EncounterId id, bool lies) =>
            place?.Bed is { } bed && states.GetValueOrDefault(bed) is { } state
            && (lies ? state is BedState.Occupied o && o.By[0].Encounter == id : state is BedState.Reserved r && r.For.Encounter == id) ? beds[bed] : -1;
        Patients =
        [
            .. from pair in board.Encounters.OrderBy(e => e.Key.Value, StringComparer.Ordinal)
               let e = pair.Value
               where e.Standing is Ops.Domain.Encounters.Standing.Active or Ops.Domain.Encounters.Standing.OnLeave or Ops.Domain.Encounters.Standing.Expected
               let bed = Held(e.Location, pair.Key, lies: true)
               let unit = bed >= 0 ? house.BedUnit[bed] : e.Location is { Bed: null } waits ? house.UnitOf(waits.Unit) : -1
               where bed >= 0 || e.Request is not null || (unit >= 0 && house.IsEd[unit])
               select new BoardPatient(
                   unit, bed, Held(e.Request?.Assigned, pair.Key, lies: false), NearestGroup(plan, e.Needs, bed >= 0 ? house.Units[house.BedUnit[bed]].LevelOfCare : null), e.Needs,
                   e.Request is not null, Ago(e.ArrivedAt, now), Ago(e.Request?.Since, now), Ago(e.LocatedSince, now),
                   e.DischargeExpectedAt is { } expected ? Math.Max(0, (expected - now).TotalHours) : double.NaN, e.DischargeOrderedAt is not null),
        ];
    }

    public BoardBed[] Beds { get; }

    public BoardStaff[] Staff { get; }

    public bool[] Shut { get; }

    public int SurgeLevel { get; }

    public double LastBeddedWaitHours { get; }

    public BoardPatient[] Patients { get; }

    public static IEnumerable<Isolation> IsolationsOf(BoardCapture board) => board.Encounters.Select(e => e.Value.Needs.Isolation).OfType<Isolation>();

    public static IEnumerable<ImmutableArray<string>> CapabilitiesOf(BoardCapture board) => board.Encounters.Select(e => e.Value.Needs.Capabilities);

    private static double Ago(DateTimeOffset? at, DateTimeOffset now) => at is { } then ? Math.Max(0, (now - then).TotalHours) : 0;

    /// <summary>Same organism, else same level and service, else same level, else same service; the first of equals.</summary>
    private static int NearestGroup(Blueprint plan, BedNeeds needs, LevelOfCare? unitLevel)
    {
        var level = needs.LevelOfCare ?? unitLevel;
        var (best, most) = (0, -1);
        for (var i = 0; i < plan.Groups.Length; i++)
        {
            var g = plan.Groups[i].Group;
            var points = (needs.Isolation is { Organism: { } organism } && g.Isolation?.Organism == organism ? 8 : 0)
                + (g.Level == level ? 4 : g.Then?.Level == level ? 3 : 0)
                + (g.Service == needs.Service ? 2 : 0)
                + (needs.AgeYears is { } age && age >= g.AgeMin && age <= g.AgeMax ? 1 : 0);
            if (points > most)
            {
                (best, most) = (i, points);
            }
        }

        return best;
    }
}
