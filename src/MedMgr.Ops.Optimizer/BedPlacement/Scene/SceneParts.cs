using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Units;

namespace MedMgr.Ops.Optimizer.BedPlacement.Scene;

/// <summary>Units, rooms, beds and patients of a problem, tied to each other.</summary>
internal sealed record SceneParts(
    ImmutableArray<HouseUnit> Units, ImmutableArray<HouseRoom> Rooms, ImmutableArray<HouseBed> Beds, ImmutableArray<Patient> Patients)
{
    public static SceneParts Of(PlacementProblem problem)
    {
        var outlook = new Outlook(problem);
        var patientsMax = problem.Waiting.Length + problem.Inpatients.Count(i => i.Movable);
        var mayLeave = problem.Waiting.Select(w => w.From).Concat(problem.Inpatients.Where(i => i.Movable).Select(i => i.Place))
            .Select(place => place?.Bed).OfType<BedId>().ToHashSet();
        ImmutableArray<HouseUnit> units = [.. problem.Units.Select((view, i) => new HouseUnit(
            i, view, Emptied(view), StaffingOf(view, outlook, patientsMax, mayLeave, problem.Options)))];
        var patients = PatientsOf(problem, units);
        var freers = patients.Where(p => p.From?.Bed is not null).ToDictionary(p => p.Id);

        var rooms = ImmutableArray.CreateBuilder<HouseRoom>();
        var beds = ImmutableArray.CreateBuilder<HouseBed>();
        var kinds = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var unit in units)
        {
            foreach (var definition in unit.Definition.Rooms)
            {
                var kind = $"{unit.Index} {definition.GenderPolicy} {string.Join(' ', definition.Capabilities.Order(StringComparer.Ordinal))}";
                kinds.TryAdd(kind, kinds.Count);
                var room = new HouseRoom(rooms.Count, unit, definition, kinds[kind], PeopleOf(unit.View, definition, outlook));
                rooms.Add(room);
                foreach (var bed in definition.Beds)
                {
                    beds.Add(BedOf(beds.Count, room, bed, unit.View.Beds[bed.Id], outlook, freers));
                }
            }
        }

        return new SceneParts(units, rooms.ToImmutable(), beds.ToImmutable(), patients);
    }

    private static ImmutableArray<Patient> PatientsOf(PlacementProblem problem, ImmutableArray<HouseUnit> units)
    {
        var unitOf = units.ToDictionary(u => u.Id);
        var patients = ImmutableArray.CreateBuilder<Patient>();
        foreach (var w in problem.Waiting)
        {
            var ready = (int)Math.Ceiling(Math.Max(0, (w.ReadyAt - problem.Now).TotalMinutes));
            patients.Add(new Patient(patients.Count, w.Encounter, w.From, w.From is { } from ? unitOf.GetValueOrDefault(from.Unit) : null, w.Needs, w, ready));
        }

        foreach (var i in problem.Inpatients.Where(i => i.Movable && problem.Options.AllowMoves))
        {
            patients.Add(new Patient(patients.Count, i.Encounter, i.Place, unitOf[i.Place.Unit], i.Needs, null, 0));
        }

        return patients.ToImmutable();
    }

    private static HouseBed BedOf(int index, HouseRoom room, BedDefinition definition, Bed bed, Outlook outlook, Dictionary<EncounterId, Patient> freers)
    {
        var free = outlook.FreeMinute(definition, bed);
        var freer = free is null && bed.State is BedState.Occupied { By: [var only], Joining.IsEmpty: true } ? freers.GetValueOrDefault(only.Encounter) : null;
        var house = new HouseBed(
            index, room, definition, bed, freer is null ? free : outlook.FreeMinuteAfterMove, freer, OpensAsSurge: free is not null && bed.State is BedState.Closed);
        if (freer is not null)
        {
            freer.FreesBed = house;
        }

        return house;
    }

    private static ImmutableArray<RoomMate> PeopleOf(UnitView unit, RoomDefinition room, Outlook outlook) =>
        [.. unit.PeopleIn(room, except: default).Select(p => new RoomMate(p.Encounter, p.Gender, p.Isolation, outlook.LeavesMinute(p.Encounter)))];

    private static StaffingOutlook StaffingOf(UnitView unit, Outlook outlook, int patientsMax, HashSet<BedId> mayLeave, PlacementOptions options)
    {
        var departures = new List<(int, BedId)>();
        var bedsFree = new List<int>();
        foreach (var definition in unit.Definition.Rooms.SelectMany(r => r.Beds))
        {
            var bed = unit.Beds[definition.Id];
            if ((outlook.FreeMinute(definition, bed) ?? (mayLeave.Contains(definition.Id) ? outlook.FreeMinuteAfterMove : null)) is { } free)
            {
                bedsFree.Add(free);
            }

            if (bed.State is BedState.Occupied o)
            {
                departures.AddRange(o.By.Select(p => outlook.LeavesMinute(p.Encounter)).OfType<int>().Select(minute => (minute, definition.Id)));
            }
        }

        return StaffingOutlook.Of(unit, departures, bedsFree, patientsMax, unit.Beds.Keys.Any(mayLeave.Contains), options);
    }

    private static UnitView Emptied(UnitView unit) => unit with
    {
        Beds = unit.Beds.Keys.ToDictionary(id => id, _ => new Bed(new BedState.Ready(null))),
        StaffedCapacity = int.MaxValue,
    };
}
