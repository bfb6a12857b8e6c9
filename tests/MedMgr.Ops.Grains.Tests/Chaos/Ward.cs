using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Board;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.Domain.Staffing;
using MedMgr.Ops.Domain.Units;
using MedMgr.Ops.EventLog;

namespace MedMgr.Ops.Grains.Tests.Chaos;

/// <summary>Something that must never be true of the log was true after a transaction.</summary>
internal sealed class InvariantBroken(string message) : Exception(message);

/// <summary>The log folded transaction by transaction, with everything checked that has to hold between two of them.</summary>
internal sealed class Ward
{
    private readonly Dictionary<BedId, Bed> _beds = TestHospital.Beds.ToDictionary(b => b, TestHospital.NewBed);
    private readonly Dictionary<EncounterId, EncounterState> _visits = [];
    private readonly Dictionary<UnitId, UnitState> _units = TestHospital.Definition.Units.ToDictionary(u => u.Id, _ => UnitState.New);
    private readonly Dictionary<StaffId, StaffState> _staff = TestHospital.Definition.Staff.ToDictionary(s => s.Id, _ => StaffState.New);

    public HospitalBoard Board { get; } = new(TestHospital.Id);

    public IReadOnlyDictionary<BedId, Bed> Beds => _beds;

    public IReadOnlyDictionary<EncounterId, EncounterState> Visits => _visits;

    public IReadOnlyDictionary<StaffId, StaffState> Staff => _staff;

    public IReadOnlyDictionary<UnitId, UnitState> Units => _units;

    public void Apply(Transaction transaction)
    {
        foreach (var recorded in transaction.Events)
        {
            Apply(recorded);
        }

        foreach (var stream in transaction.Events.Select(e => e.Stream).Distinct())
        {
            Check(stream);
        }
    }

    /// <summary>After the reconciler: nothing half done is left, and the figures of the board add up.</summary>
    public void CheckSettled(DateTimeOffset now)
    {
        foreach (var visit in _visits.Keys)
        {
            CheckVisit(visit, claimsMayBeLost: false);
        }

        foreach (var bed in _beds.Keys)
        {
            CheckBed(bed);
        }

        Require(Repairs.Find(Board, now).IsEmpty, () => $"The reconciler has nothing left to do, yet there is {string.Join("; ", Repairs.Find(Board, now))}.");
        CheckFigures(now);
    }

    private void Apply(RecordedEvent recorded)
    {
        var @event = EventNames.FromJson(recorded.Type, recorded.Payload.Span);
        var (_, id) = Streams.Parse(recorded.Stream);
        switch (@event)
        {
            case BedEvent e:
                var before = _beds[new BedId(id)];
                Require(
                    e is not BedEvent.Reserved || before.State is BedState.Ready or BedState.Occupied,
                    () => $"{recorded.Stream} is reserved though it is {before.State.StatusOf()}.");
                Require(
                    e is not BedEvent.Occupied taken || before.State is not BedState.Reserved kept || kept.For.Encounter == taken.Patient.Encounter,
                    () => $"{recorded.Stream} is reserved for one patient and taken by another.");
                Require(
                    e is not BedEvent.ReservationReleased released || before.IsClaimedBy(released.Encounter),
                    () => $"{recorded.Stream} releases a reservation that is not there.");
                _beds[new BedId(id)] = BedRules.Evolve(before, e);
                break;
            case EncounterEvent e:
                _visits[new EncounterId(id)] = EncounterEvolution.Evolve(_visits.GetValueOrDefault(new EncounterId(id), EncounterState.New), e);
                break;
            case UnitEvent e:
                _units[new UnitId(id)] = UnitRules.Evolve(_units[new UnitId(id)], e);
                break;
            case StaffEvent e:
                _staff[new StaffId(id)] = StaffRules.Evolve(_staff[new StaffId(id)], e);
                break;
        }

        Board.Apply(recorded.Position, recorded.Stream, recorded.At, @event);
    }

    private void Check(string stream)
    {
        var (kind, id) = Streams.Parse(stream);
        switch (kind)
        {
            case StreamKind.Bed:
                CheckBed(new BedId(id));
                break;
            case StreamKind.Encounter:
                CheckVisit(new EncounterId(id), claimsMayBeLost: true);
                break;
            case StreamKind.Staff:
                CheckStaff(new StaffId(id));
                break;
            case StreamKind.Unit:
                CheckUnit(new UnitId(id));
                break;
        }
    }

    private void CheckBed(BedId id)
    {
        var bed = _beds[id];
        var unit = TestHospital.Map.UnitOf(id)!;
        if (bed.State is BedState.Occupied o)
        {
            Require(o.By.Length + o.Joining.Length <= unit.PatientsPerBedMax, () => $"{id} holds {o.By.Length} and awaits {o.Joining.Length}; the unit allows {unit.PatientsPerBedMax}.");
            Require(!o.By.IsEmpty, () => $"{id} is occupied by nobody.");
            foreach (var patient in o.By)
            {
                Require(_visits.GetValueOrDefault(patient.Encounter)?.Location?.Bed == id, () => $"{id} holds {patient.Encounter}, whose visit says {_visits.GetValueOrDefault(patient.Encounter)?.Location}.");
            }

            foreach (var claim in o.Joining)
            {
                Require(_visits.GetValueOrDefault(claim.Encounter)?.Request?.Assigned?.Bed == id, () => $"{id} keeps a place for {claim.Encounter}, who asks for none here.");
            }
        }
        else if (bed.State is BedState.Reserved r)
        {
            Require(_visits.GetValueOrDefault(r.For.Encounter)?.Request?.Assigned?.Bed == id, () => $"{id} is reserved for {r.For.Encounter}, who asks for no place here.");
        }
    }

    /// <param name="claimsMayBeLost">In a bed for two the departure of one patient makes the bed dirty, and the other's claim goes with it until the
    /// reconciler tells that visit.</param>
    private void CheckVisit(EncounterId id, bool claimsMayBeLost)
    {
        var visit = _visits[id];
        if (visit.Location is { Bed: { } lies })
        {
            Require(_beds[lies].Holds(id), () => $"{id} is said to lie in {lies}, which is {_beds[lies].State.StatusOf()} and does not hold it.");
        }

        var others = _beds.Where(b => b.Value.Holds(id) && b.Key != visit.Location?.Bed).Select(b => b.Key.Value).ToList();
        Require(others.Count == 0, () => $"{id} lies in {string.Join(" and ", others)} besides {visit.Location}.");
        if (visit.Request?.Assigned is { Bed: { } kept } && !(claimsMayBeLost && TestHospital.Map.UnitOf(kept)!.PatientsPerBedMax > 1))
        {
            Require(_beds[kept].IsClaimedBy(id) || _beds[kept].Holds(id), () => $"{id} is assigned to {kept}, which keeps no place for it.");
        }
    }

    private void CheckStaff(StaffId id)
    {
        var on = _units.Where(u => u.Value.OnDuty.Any(p => p.Staff == id)).Select(u => u.Key).ToList();
        Require(
            on.SequenceEqual(_staff[id].Current is { } shift ? [shift.Unit] : []),
            () => $"{id} is on shift at {_staff[id].Current?.Unit.Value ?? "nowhere"}, and on duty at {string.Join(" and ", on)}.");
    }

    private void CheckUnit(UnitId id)
    {
        Require(_units[id].OnDuty.Select(p => p.Staff).Distinct().Count() == _units[id].OnDuty.Length, () => $"{id} counts somebody twice.");
        foreach (var person in _units[id].OnDuty)
        {
            CheckStaff(person.Staff);
        }
    }

    private void CheckFigures(DateTimeOffset now)
    {
        var view = Board.View(now);
        foreach (var (name, f) in view.Units.Select(u => (u.Id.Value, u.Figures)).Append(("hospital", view.Figures)))
        {
            Require(f.PhysicalBeds == f.OpenBeds + f.Closed, () => $"{name}: {f}");
            Require(f.OpenBeds == f.Occupied + f.Reserved + f.Available + f.Dirty + f.Blocked, () => $"{name}: {f}");
        }

        Require(view.Figures.PhysicalBeds == TestHospital.Beds.Length, () => $"{view.Figures}");
        Require(view.Figures.Occupied == _beds.Values.Count(b => b.State is BedState.Occupied), () => $"{view.Figures}");
        Require(view.Figures.Reserved == _beds.Values.Count(b => b.State is BedState.Reserved), () => $"{view.Figures}");
    }

    private static void Require(bool holds, Func<string> message)
    {
        if (!holds)
        {
            throw new InvariantBroken(message());
        }
    }
}
