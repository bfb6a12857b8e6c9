using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Domain.Placement;
using MedMgr.Ops.Domain.Units;
using MedMgr.Sim.Hospital.Model;

namespace MedMgr.Sim.Hospital;

/// <summary>What a placement policy may look at: units, beds and patients are numbers, in the order of the hospital's definition.</summary>
/// <remarks>Belongs to one replication, and is good for the length of one decision.</remarks>
public sealed class PlacementView
{
    public const int AnyUnit = -1;
    public const int NoBed = -1;

    private readonly HospitalRun _run;

    internal PlacementView(HospitalRun run) => _run = run;

    public int Units => _run.Plan.House.Units.Length;

    public UnitDefinition Unit(int unit) => _run.Plan.House.Units[unit];

    public int FirstBed(int unit) => _run.Plan.House.UnitFirstBed[unit];

    public int Beds(int unit) => _run.Plan.House.UnitBeds[unit];

    public int UnitOf(int bed) => _run.Plan.House.BedUnit[bed];

    public BedDefinition Bed(int bed) => _run.Plan.House.Beds[bed];

    public RoomDefinition RoomOf(int bed) => _run.Plan.House.Rooms[_run.Plan.House.BedRoom[bed]];

    /// <summary>Whether somebody lies in the room or holds a place there.</summary>
    public bool IsRoomEmpty(int bed)
    {
        var (house, room) = (_run.Plan.House, _run.Plan.House.BedRoom[bed]);
        for (var other = house.RoomFirstBed[room]; other < house.RoomFirstBed[room] + house.RoomBeds(room); other++)
        {
            if (_run.PatientIn(other) >= 0)
            {
                return false;
            }
        }

        return true;
    }

    public bool IsReady(int bed) => _run.Status(bed) == BedStatus.Ready;

    public int ReadyBeds(int unit) => _run.Ready(unit);

    /// <summary>The number of a bed.</summary>
    /// <exception cref="InvalidOperationException">The hospital has no such bed.</exception>
    public int BedNumber(UnitId unit, BedId bed)
    {
        var number = _run.Plan.House.UnitOf(unit);
        return Enumerable.Range(FirstBed(number), Beds(number)).First(b => Bed(b).Id == bed);
    }

    /// <summary>Patients whom the unit's nurses could take besides those who are there or expected.</summary>
    public int Spare(int unit) => _run.Capacity(unit) - _run.Load(unit);

    /// <summary>A bed is ready, the unit is open and its nurses may take one more (Domain: UnitOpen, UnitStaffed).</summary>
    public bool HasRoom(int unit) => _run.HasRoom(unit);

    /// <summary>Whether Domain's rules of bed, room and unit allow it, in a unit that <see cref="HasRoom"/>.</summary>
    public bool MayTake(int patient, int bed) => _run.MayTake(ref _run[patient], bed);

    /// <summary>0: the patient's own kind of unit. 1: right level, another service. 2 to 4: a higher level. -1: not for this patient.</summary>
    public int Fit(int patient, int unit) => _run.Plan.Fit(_run[patient].Group, _run[patient].Level, unit);

    public double WaitedHours(int patient) => _run.Now - _run[patient].RequestedAt;

    public LevelOfCare LevelOfCare(int patient) => _run[patient].Level;

    public bool IsIsolated(int patient) => _run[patient].Isolation != 0;

    public bool NeedsCapabilities(int patient) => _run[patient].Capabilities != 0;

    /// <summary>Where the patient lies now; -1 for one who comes from outside.</summary>
    public int PresentUnit(int patient) => _run[patient].Bed is var bed and >= 0 ? UnitOf(bed) : -1;

    /// <summary>Those who wait for a bed: critical care first, then those in the house, then those outside; each in order of request.</summary>
    public IEnumerable<int> Waiting
    {
        get
        {
            for (var line = 0; line < HospitalRun.Lines; line++)
            {
                for (var patient = _run.LineOf(line).First; patient >= 0; patient = _run[patient].Next)
                {
                    yield return patient;
                }
            }
        }
    }

    /// <summary>The moment of the decision.</summary>
    public DateTimeOffset Now => _run.Instant;

    public DateTimeOffset RequestedAt(int patient) => _run.Plan.Clock.At(_run[patient].RequestedAt);

    /// <summary>What Domain's rules ask about.</summary>
    public BedNeeds NeedsOf(int patient) => _run.Plan.NeedsOf(ref _run[patient]);

    public EncounterId IdOf(int patient) => EncounterId.Of($"S{_run[patient].Visit:000000}");

    /// <summary>Where the patient lies now; null for one who comes from outside.</summary>
    public Place? PlaceOf(int patient) => _run[patient].Bed is var bed and >= 0 ? new Place(Unit(UnitOf(bed)).Id, Bed(bed).Id) : null;

    /// <summary>Who lies in the bed or holds a place in it; <see cref="NoBed"/> for nobody.</summary>
    public int PatientIn(int bed) => _run.PatientIn(bed);

    /// <summary>When the patient is expected to leave the hospital; null while nobody has said so.</summary>
    public DateTimeOffset? ExpectedToLeave(int patient)
    {
        ref var p = ref _run[patient];
        return p.Standing == Model.Standing.Ward && p.Clock is ClockFor.Order or ClockFor.Departure && !p.Dies ? _run.Plan.Clock.At(p.DepartAt) : null;
    }

    /// <summary>The unit with all its beds, as Domain's rules look at it.</summary>
    public UnitView AsDomainSees(int unit) => _run.AsDomainSees(unit);

    /// <summary>After so many hours of waiting the house takes a bed of another service; likewise of a higher level.</summary>
    public double OutlierAfterHours => _run.Plan.Scenario.Placement.OutlierAfterHours;

    public double OverLevelAfterHours => _run.Plan.Scenario.Placement.OverLevelAfterHours;
}
