using System.Buffers;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Units;
using MedMgr.Sim.Engine;
using MedMgr.Sim.Engine.Events;
using MedMgr.Sim.Engine.Randomness;

namespace MedMgr.Sim.Hospital.Model;

/// <summary>One replication of a hospital: patients, beds and nurses as numbers in arrays, driven by the engine's events.</summary>
/// <remarks>
/// Which bed may take whom is answered by tables of Domain's own rules (<see cref="RuleTables"/>); how a bed lives is proved against Domain by the witness,
/// which sends every step of a recorded run through BedRules, PlacementRules and EncounterRules and accepts no refusal.
/// </remarks>
internal sealed partial class HospitalRun : IEventHandler
{
    private const int Nobody = -1;

    private readonly Blueprint _plan;
    private readonly House _house;
    private readonly RuleTables _rules;
    private readonly Simulation _simulation;
    private readonly IPlacementPolicy _policy;
    private readonly PlacementView _view;
    private readonly IWitness? _witness;

    // Lent: a forecast is hundreds of short runs, and each would leave an array behind that only a full collection takes away.
    private Patient[] _patients = ArrayPool<Patient>.Shared.Rent(1024);
    private int[] _free;
    private int _freeCount;
    private int _used;
    private int _visits;

    private readonly BedStatus[] _bedStatus;
    private readonly int[] _bedPatient;
    private readonly double[] _dirtySince;
    private readonly double[] _cleanHours;
    private readonly double[] _cleanEndsAt;
    private readonly bool[] _bedWaits;

    private readonly int[] _ready;
    private readonly int[] _occupied;
    private readonly int[] _load;
    private readonly int[] _open;
    private readonly int[] _nurses;
    private readonly LoadHistory[] _history;
    private readonly bool[] _closing;
    private readonly bool[] _shut;
    private readonly bool[] _surgeOpen;

    private readonly CancellationToken _cancellation;

    public HospitalRun(Blueprint plan, ulong seed, int replication, IPlacementPolicy policy, IWitness? witness, CancellationToken cancellation = default)
    {
        _free = new int[_patients.Length];
        _plan = plan;
        _house = plan.House;
        _rules = plan.Rules;
        (_policy, _rounds, _cancellation) = (policy, policy as IPlacementRounds, cancellation);
        _witness = witness;
        _simulation = new Simulation(seed, replication);
        _simulation.HandleWith(this);
        _view = new PlacementView(this);
        var (beds, units) = (_house.Beds.Length, _house.Units.Length);
        (_bedStatus, _bedPatient, _dirtySince, _cleanHours, _bedWaits) = (new BedStatus[beds], new int[beds], new double[beds], new double[beds], new bool[beds]);
        (_cleanEndsAt, _withheldBecause) = (new double[beds], new string?[beds]);
        (_ready, _occupied, _load, _open, _nurses) = (new int[units], new int[units], new int[units], new int[units], new int[units]);
        (_closing, _shut, _surgeOpen) = (new bool[units], new bool[units], new bool[units]);
        _history = new LoadHistory[units];
        Array.Fill(_history, LoadHistory.Empty);
        Array.Fill(_bedPatient, Nobody);
        _sick = _simulation.Stream("sickness");
        _planned = _simulation.Stream("planned fates");
        (_sickUntil, _worksOn, _isCover) = (new double[plan.Rota.Staff.Length], new int[plan.Rota.Staff.Length], new bool[plan.Rota.Staff.Length]);
        Array.Fill(_sickUntil, double.NegativeInfinity);
        Array.Fill(_worksOn, Nobody);
        (_agency, _agencyWanted, _agencyDue) = (new int[units], new int[units], new bool[units]);
        (_occupiedLevel, _gapLevel, _capacityLevel, _breachLevel, _loadLevel) =
            (new TimeAverage[units], new TimeAverage[units], new TimeAverage[units], new TimeAverage[units], new TimeAverage[units]);
        _gap = new int[units];
        _curves = new float[(CurveList.OfHospital.Length + (CurveList.OfUnit.Length * units)) * plan.Samples];
        for (var bed = 0; bed < beds; bed++)
        {
            // Before its first event a surge bed is closed and any other ready: Bed.New.
            _bedStatus[bed] = Bed.New(_house.Beds[bed].Surge).State.StatusOf();
            _ready[_house.BedUnit[bed]] += _bedStatus[bed] == BedStatus.Ready ? 1 : 0;
            _open[_house.BedUnit[bed]] += _bedStatus[bed] == BedStatus.Closed ? 0 : 1;
        }
    }

    public double Now => _simulation.Now;

    public DateTimeOffset Instant => _plan.Clock.At(Now);

    public Blueprint Plan => _plan;

    public ref Patient this[int patient] => ref _patients[patient];

    /// <summary>From the beginning to the end, once: the run is over after it.</summary>
    public RunOutcome Run(BoardStart? board = null)
    {
        Begin(board);
        var outcome = Finish();
        // Grown or not, its length is one that the pool knows: a power of two.
        ArrayPool<Patient>.Shared.Return(_patients, clearArray: true);
        _patients = [];
        return outcome;
    }

    /// <summary>Up to the moment from which on it counts.</summary>
    private void Begin(BoardStart? board)
    {
        // The clock moves to the beginning; nothing is due before it.
        _simulation.RunUntil(_plan.From);
        BeginStaff(board);
        if (board is not null)
        {
            TakeUp(board);
        }

        BeginSources();
        BeginTicks();
        BeginRounds();
        if (_plan.Counted > _plan.From)
        {
            _simulation.RunUntil(_plan.Counted);
        }

        ResetStatistics();
    }

    private RunOutcome Finish()
    {
        _simulation.RunUntil(_plan.End);
        return Outcome();
    }

    public void Handle(int kind, int payload)
    {
        switch ((Happening)kind)
        {
            case Happening.Arrival: ArrivalHappens(payload); break;
            case Happening.Clock: ClockRings(payload); break;
            case Happening.Transport: TransportArrives(payload); break;
            case Happening.Retry: RetryPlacement(payload); break;
            case Happening.CleanEnds: CleanEnds(payload); break;
            case Happening.StaffChanges: StaffChanges(payload); break;
            case Happening.Elective: ElectiveIsDue(payload); break;
            case Happening.Readmission: ReadmissionHappens(payload); break;
            case Happening.Casualty: CasualtyArrives(payload); break;
            case Happening.ClosureBegins: ClosureBegins(payload); break;
            case Happening.ClosureEnds: ClosureEnds(payload); break;
            case Happening.AgencyArrives: AgencyArrives(payload); break;
            case Happening.AgencyLeaves: AgencyLeaves(payload); break;
            case Happening.BoardStaffLeaves: BoardStaffLeaves(payload); break;
            case Happening.BedReturns: BedReturns(payload); break;
            case Happening.LoungeEnds: _lounged--; break;
            case Happening.Tick: Tick(); break;
            case Happening.Round: Round(payload); break;
            case Happening.InjectIsDue: InjectIsDue(payload); break;
            case Happening.BedsComeBack: BedsComeBack(payload); break;
            case Happening.Withhold: BlockIfWithheld(payload); break;
            default: throw new InvalidOperationException($"No handler for {(Happening)kind}");
        }
    }

    private enum Happening
    {
        Arrival, Clock, Transport, Retry, CleanEnds, StaffChanges, Elective, Readmission, Casualty, ClosureBegins, ClosureEnds, AgencyArrives, AgencyLeaves,
        BoardStaffLeaves, BedReturns, LoungeEnds, Tick, Round, InjectIsDue, BedsComeBack, Withhold,
    }

    /// <summary>Purposes for which a patient draws; each has a branch of its own.</summary>
    private enum Draw : ulong { Arrival, Treatment, Stay, Departure, Cleaning, Transport, Readmission, Second }

    private static RandomStream Chance(ref Patient p, Draw purpose)
    {
        p.Fates.Branch((p.Number * 8) + (ulong)purpose);
        return p.Fates;
    }

    private static double Hours(LogNormalHours spread, RandomStream chance) => chance.LogNormal(spread.MeanOfLog, spread.SdOfLog);

    private void In(double hours, Happening what, int payload) => _simulation.Schedule(hours, (int)what, payload);

    /// <summary>The patient's own clock; whatever it was set to before no longer counts.</summary>
    private void SetClock(int patient, double hours, ClockFor what)
    {
        ref var p = ref _patients[patient];
        p.Clock = what;
        p.ClockAt = Now + hours;
        _simulation.Schedule(hours, (int)Happening.Clock, patient);
    }

    private void ClockRings(int patient)
    {
        ref var p = ref _patients[patient];
        if (p.Standing == Standing.Nobody || p.ClockAt != Now)
        {
            return;
        }

        var what = p.Clock;
        p.Clock = ClockFor.Nothing;
        p.ClockAt = double.NaN;
        switch (what)
        {
            case ClockFor.Patience: PatienceEnds(patient); break;
            case ClockFor.Treatment: TreatmentEnds(patient); break;
            case ClockFor.Recovery: RecoveryEnds(patient); break;
            case ClockFor.Stage: StageEnds(patient); break;
            case ClockFor.Deterioration: Deteriorates(patient); break;
            case ClockFor.Order: OrderDischarge(patient); break;
            case ClockFor.Departure: Depart(patient, _patients[patient].Dies ? Dispositions.Died : Dispositions.Home); break;
            default: throw new InvalidOperationException($"A clock rang for {what}");
        }
    }

    private int NewPatient(ArrivalSource source, RandomStream fates, ulong number)
    {
        int patient;
        if (_freeCount > 0)
        {
            patient = _free[--_freeCount];
        }
        else
        {
            patient = _used++;
            if (patient == _patients.Length)
            {
                // What was lent before is not given back here: a reference into it may still be in use up the stack.
                Array.Resize(ref _patients, 2 * patient);
                Array.Resize(ref _free, 2 * patient);
            }
        }

        _patients[patient] = new Patient
        {
            Fates = fates, Number = number, Visit = ++_visits, Source = source, ArrivedAt = Now, RequestedAt = double.NaN, ClockAt = double.NaN, MoveAt = double.NaN,
            StageHours = double.NaN, Bed = Nobody, Assigned = Nobody, Group = Nobody, Next = Nobody, Previous = Nobody, Line = -1, Row = [],
        };
        _present.Add(Now, 1);
        return patient;
    }

    private void Forget(int patient)
    {
        ref var p = ref _patients[patient];
        p.Standing = Standing.Nobody;
        _present.Add(Now, -1);
        _went++;
        _sojournHours += Now - Math.Max(p.ArrivedAt, _plan.From);
        _free[_freeCount++] = patient;
    }
}

internal static class Dispositions
{
    // HL7 table 0112.
    public const string Home = "01";
    public const string OtherHospital = "02";
    public const string Left = "07";
    public const string Died = "20";
}
