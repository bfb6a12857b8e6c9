using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Board;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.Domain.Placement;
using MedMgr.Ops.Domain.Staffing;
using MedMgr.Ops.Domain.Surge;
using MedMgr.Ops.Domain.Units;
using MedMgr.Sim.Hospital.Results;

namespace MedMgr.Sim.Hospital.Model;

/// <summary>Puts every step of a run to Domain as a command, as the ward's own systems would, and keeps the events that Domain answers with.</summary>
/// <remarks>
/// Domain decides: a rule that refuses what the run has done is a fault of the run and ends it with the rule's words. So a recording is at once the proof
/// that the arrays of <see cref="HospitalRun"/> follow the rules of the ward, and the board it folds can be compared figure by figure.
/// </remarks>
internal sealed class DomainWitness : IWitness
{
    private const string Source = "simulation";

    private readonly ImmutableArray<RecordedStep>.Builder _steps = ImmutableArray.CreateBuilder<RecordedStep>();
    private readonly Dictionary<string, long> _versions = new(StringComparer.Ordinal);
    private readonly Dictionary<StaffId, StaffState> _staff = [];
    private readonly Dictionary<UnitId, int> _agencies = [];
    private readonly Dictionary<UnitId, UnitOnBoard> _byId = [];
    private readonly HospitalMap _map;
    private readonly string _prefix;
    private HospitalRun? _run;
    private long _transaction;

    public DomainWitness(HospitalDefinition hospital, string prefix)
    {
        _map = new HospitalMap(hospital);
        _prefix = prefix;
        Board = new HospitalBoard(hospital.Id);
    }

    public HospitalBoard Board { get; }

    public ImmutableArray<RecordedStep> Steps => _steps.ToImmutable();

    public ImmutableArray<RecordedStep> StepsFrom(int first) => [.. Enumerable.Range(first, _steps.Count - first).Select(i => _steps[i])];

    /// <summary>Called at every full hour, with the run and the board at one moment.</summary>
    public Action<HospitalRun, HospitalBoard>? AtEachHour { get; init; }

    private HospitalRun Run => _run ?? throw new InvalidOperationException("The witness was not told which run it sees.");

    private DateTimeOffset Now => Run.Instant;

    public void Begin(HospitalRun run, DateTimeOffset at)
    {
        _run = run;
        _transaction++;
        Append(Streams.Hospital, at, new HospitalEvent.Defined(_map.Definition) { At = at });
    }

    public void Registers(int patient, int unit) => Reports(patient, new Place(Run.Plan.House.Units[unit].Id, null));

    public void ComesFromTheatre(int patient, int bed) => Reports(patient, PlaceOf(bed));

    public void Requests(int patient, string why)
    {
        ref var p = ref Run[patient];
        Encounter(patient, new EncounterCommand.Request(NeedsOf(ref p), null, why, PatientId.Of($"P{p.Visit:000000}"), "I") { At = Now });
    }

    public void CancelsRequest(int patient, string why) => Encounter(patient, new EncounterCommand.CancelRequest(why) { At = Now });

    public void Assigns(int patient, int bed, Override? onPurpose)
    {
        Encounter(patient, new EncounterCommand.Assign(PlaceOf(bed), onPurpose) { At = Now }, onPurpose);
        Encounter(patient, new EncounterCommand.StartTransit { At = Now });
    }

    public void Unassigns(int patient, string why) => Encounter(patient, new EncounterCommand.Unassign(why) { At = Now });

    public void ComesInto(int patient, int bed) => Encounter(patient, new EncounterCommand.Arrive(PlaceOf(bed), null) { At = Now });

    public void ChangesNeeds(int patient) => Encounter(patient, new EncounterCommand.ChangeNeeds(NeedsOf(ref Run[patient])) { At = Now });

    public void ExpectsDischarge(int patient, double at) =>
        Encounter(patient, new EncounterCommand.ExpectDischarge(Run.Plan.Clock.At(at)) { At = Now });

    public void OrdersDischarge(int patient) => Encounter(patient, new EncounterCommand.OrderDischarge { At = Now });

    public void Departs(int patient, string disposition) => Encounter(patient, new EncounterCommand.Depart(disposition) { At = Now });

    public void Bed(int bed, BedStep step, string? why = null)
    {
        _transaction++;
        Bed(Run.Plan.House.Beds[bed].Id, step switch
        {
            BedStep.StartCleaning => new BedCommand.StartCleaning("housekeeping") { At = Now },
            BedStep.FinishCleaning => new BedCommand.FinishCleaning("housekeeping") { At = Now },
            BedStep.CloseSurge => new BedCommand.Close("surge bed, no longer needed") { At = Now },
            BedStep.CloseWithUnit => new BedCommand.Close("unit closed to admissions") { At = Now },
            BedStep.Close => new BedCommand.Close(why ?? "out of service") { At = Now },
            BedStep.Open => new BedCommand.Open { At = Now },
            BedStep.Block => new BedCommand.Block(why ?? "out of use", null) { At = Now },
            BedStep.Unblock => new BedCommand.Unblock { At = Now },
            _ => throw new InvalidOperationException($"No command for {step}"),
        });
    }

    public void UnitCloses(int unit, string reason) => Unit(unit, new UnitCommand.Close(reason) { At = Now });

    public void UnitOpens(int unit) => Unit(unit, new UnitCommand.Open { At = Now });

    public void ShiftBegins(int person, int unit, double until, bool isCover)
    {
        var planned = Run.Plan.Rota.Staff[person];
        var end = Run.Plan.Clock.At(until);
        _transaction++;
        if (!isCover)
        {
            Staff(planned, new StaffCommand.StartShift(Run.Plan.House.Units[unit].Id, end) { At = Now }, Run.Plan.House.Units[unit]);
        }

        UnitIn(unit, new UnitCommand.StaffArrives(new OnDuty(OnShift(planned, isCover), planned.Role, Now, end)) { At = Now });
    }

    public void ShiftEnds(int person, int unit, bool isCover)
    {
        var planned = Run.Plan.Rota.Staff[person];
        _transaction++;
        if (!isCover)
        {
            Staff(planned, new StaffCommand.EndShift("end of shift") { At = Now }, null);
        }

        UnitIn(unit, new UnitCommand.StaffLeaves(OnShift(planned, isCover)) { At = Now });
    }

    public void Floats(int person, int from, int to)
    {
        var planned = Run.Plan.Rota.Staff[person];
        _transaction++;
        Staff(planned, new StaffCommand.Float(Run.Plan.House.Units[to].Id) { At = Now }, Run.Plan.House.Units[to]);
        var until = _staff[planned.Id].Current!.Until;
        UnitIn(from, new UnitCommand.StaffLeaves(planned.Id) { At = Now });
        UnitIn(to, new UnitCommand.StaffArrives(new OnDuty(planned.Id, planned.Role, Now, until)) { At = Now });
    }

    public void AgencyComes(int unit, int nurses, double until)
    {
        _transaction++;
        var id = Run.Plan.House.Units[unit].Id;
        for (var i = 0; i < nurses; i++)
        {
            var number = _agencies[id] = _agencies.GetValueOrDefault(id) + 1;
            UnitIn(unit, new UnitCommand.StaffArrives(
                new OnDuty(StaffId.Of($"{id}-AGENCY-{number}"), StaffRole.RegisteredNurse, Now, Run.Plan.Clock.At(until))) { At = Now });
        }
    }

    public void AgencyGoes(int unit, int nurses)
    {
        _transaction++;
        var agency = Run.Plan.House.Units[unit].Id.Value + "-AGENCY-";
        foreach (var person in StateOf(unit).OnDuty.Where(p => p.Staff.Value.StartsWith(agency, StringComparison.Ordinal)).Take(nurses))
        {
            UnitIn(unit, new UnitCommand.StaffLeaves(person.Staff) { At = Now });
        }
    }

    public void AgencyNurse(int unit, StaffId nurse, double? until)
    {
        _transaction++;
        UnitIn(unit, until is { } end
            ? new UnitCommand.StaffArrives(new OnDuty(nurse, StaffRole.RegisteredNurse, Now, Run.Plan.Clock.At(end))) { At = Now }
            : new UnitCommand.StaffLeaves(nurse) { At = Now });
    }

    public void SurgeLevel(int level, string why)
    {
        _transaction++;
        foreach (var @event in Accepted(HospitalRules.Decide(new HospitalState(_map.Definition, Board.SurgeLevel, []), new HospitalCommand.SetSurgeLevel(level, why) { At = Now })))
        {
            Append(Streams.Hospital, Now, @event);
        }
    }

    public void Looks() => AtEachHour?.Invoke(Run, Board);

    private static StaffId OnShift(StaffDefinition planned, bool isCover) => isCover ? StaffId.Of(planned.Id.Value + "-SUB") : planned.Id;

    private EncounterId IdOf(int patient) => EncounterId.Of($"{_prefix}{Run[patient].Visit:000000}");

    private Place PlaceOf(int bed) => new(Run.Plan.House.Units[Run.Plan.House.BedUnit[bed]].Id, Run.Plan.House.Beds[bed].Id);

    private BedNeeds NeedsOf(ref Patient p) => Run.Plan.NeedsOf(ref p);

    private void Reports(int patient, Place here)
    {
        ref var p = ref Run[patient];
        var details = ReportedDetails.Nothing with
        {
            Patient = Told.To<PatientId?>(PatientId.Of($"P{p.Visit:000000}")),
            Gender = Told.To(p.Gender),
            AgeYears = Told.To<int?>(p.Age),
            PatientClass = Told.To<string>(p.Source == ArrivalSource.Elective ? "P" : "E"),
            Isolation = Told.To(Run.Plan.Rules.Isolations[p.Isolation]),
            LevelOfCare = Told.To<LevelOfCare?>(p.Level),
            Acuity = Told.To<int?>(p.Acuity),
        };
        Encounter(patient, new EncounterCommand.Reported(new EncounterReport(ReportKind.Register, Now, Source, details, here, null, null, default, null)) { At = Now });
    }

    /// <summary>One command of a visit: its plan, its beds and their rules, in one transaction.</summary>
    private void Encounter(int patient, EncounterCommand command, Override? onPurpose = null)
    {
        var id = IdOf(patient);
        var state = Board.Encounters.GetValueOrDefault(id, EncounterState.New);
        var plan = EncounterRules.Decide(id, state, command, _map, Source) switch
        {
            EncounterDecision.Planned planned => planned.Plan,
            EncounterDecision.Rejected refused => throw Refused(refused.Because),
            _ => throw new InvalidOperationException("A decision of an unknown kind."),
        };
        _transaction++;
        if (plan.Take is { } take)
        {
            // Rules that were set aside on the ward are not asked again here.
            if (onPurpose is null && PlacementRules.Check(ViewOf(take.Unit), take.Bed, id, take.Needs) is [var broken, ..])
            {
                throw Refused(broken);
            }

            Bed(take.Bed, take.Command);
        }

        foreach (var other in plan.Others)
        {
            Bed(other.Bed, other.Command);
        }

        foreach (var @event in plan.Events)
        {
            Append(Streams.Of(id), Now, @event);
        }
    }

    private void Bed(BedId bed, BedCommand command)
    {
        var unit = _map.UnitOf(bed)!;
        foreach (var @event in Accepted(BedRules.Decide(bed, BoardOf(unit.Id).Beds[bed], command, unit.PatientsPerBedMax)))
        {
            Append(Streams.Of(bed), Now, @event);
        }
    }

    private void Unit(int unit, UnitCommand command)
    {
        _transaction++;
        UnitIn(unit, command);
    }

    private void UnitIn(int unit, UnitCommand command)
    {
        var id = Run.Plan.House.Units[unit].Id;
        foreach (var @event in Accepted(UnitRules.Decide(id, StateOf(unit), command, UnitLoad.Of(_map.Unit(id)!, BoardOf(id).Beds.Values))))
        {
            Append(Streams.Of(id), Now, @event);
        }
    }

    private void Staff(StaffDefinition person, StaffCommand command, UnitDefinition? unit)
    {
        var state = _staff.GetValueOrDefault(person.Id, StaffState.New);
        foreach (var @event in Accepted(StaffRules.Decide(person, state, command, unit, _map.Definition.StaffingLimits)))
        {
            state = StaffRules.Evolve(state, @event);
            Append(Streams.Of(person.Id), Now, @event);
        }

        _staff[person.Id] = state;
    }

    private UnitOnBoard BoardOf(UnitId unit) => _byId.GetValueOrDefault(unit) ?? (_byId[unit] = Board.Units.First(u => u.Definition.Id == unit));

    private UnitState StateOf(int unit) => BoardOf(Run.Plan.House.Units[unit].Id).State;

    private UnitView ViewOf(UnitId unit)
    {
        var board = BoardOf(unit);
        var ratio = board.Definition.Ratio;
        var capacity = ratio.Meaning == RatioMeaning.AtAllTimes
            ? StaffedCapacity.Of(ratio, board.State.NursesOnDuty, LoadHistory.Empty, Now)
            : Run.Capacity(Run.Plan.House.UnitOf(unit));
        return new UnitView(board.Definition, board.State, board.Beds, capacity);
    }

    private void Append(string stream, DateTimeOffset at, object @event)
    {
        var version = _versions[stream] = _versions.GetValueOrDefault(stream) + 1;
        var position = _steps.Count + 1L;
        Board.Apply(position, stream, at, @event);
        _steps.Add(new RecordedStep(position, _transaction, at, stream, version, @event));
    }

    private ImmutableArray<TEvent> Accepted<TEvent>(Decision<TEvent> decision) => decision switch
    {
        Decision<TEvent>.Accepted accepted => accepted.Events,
        Decision<TEvent>.Rejected refused => throw Refused(refused.Because),
        _ => throw new InvalidOperationException("A decision of an unknown kind."),
    };

    private InvalidOperationException Refused(Rejection because) =>
        new($"The simulation did at {Now:u} what the ward's rules refuse ({because.Code}): {because.Because}");
}
