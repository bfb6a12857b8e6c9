using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Domain.Placement;
using MedMgr.Ops.Domain.Tests.Wards;
using MedMgr.Ops.Domain.Units;

namespace MedMgr.Ops.Domain.Tests.Properties;

/// <summary>People who ask, systems that report (late, twice, out of order), housekeeping and staff who come and go, all from one seed.</summary>
internal sealed class RandomDay(int seed)
{
    private static readonly string[] Visits = [.. Enumerable.Range(1, 9).Select(i => "V" + i)];
    private static readonly ReportKind[] Kinds = Enum.GetValues<ReportKind>();
    private readonly Random _random = new(seed);
    private double _hours;

    public Ward Ward { get; } = new();

    /// <summary>What was being asked when it went wrong.</summary>
    public string Last { get; private set; } = "";

    public string Step()
    {
        _hours += _random.NextDouble() / 2;
        Ward.At(_hours);
        switch (_random.Next(20))
        {
            case < 8:
                var report = Report();
                var told = Pick(Visits);
                Tell($"{told} {report}");
                Ward.Report(told, report);
                break;
            case < 13:
                var (visit, command) = (Pick(Visits), Command());
                Tell($"{visit} {command}");
                Ward.Do(visit, command);
                break;
            case < 17:
                var (bed, work) = (Pick(Beds()), Work());
                Tell($"{bed} {work}");
                Ward.Do(bed, work);
                break;
            case 17:
                var (unit, change) = (Pick(Ward.Map.Definition.Units).Id, UnitChange());
                Tell($"{unit} {change}");
                Ward.Do(unit, change);
                break;
            case 18:
                var (a, b, reported) = (Pick(Visits), Pick(Visits), _random.Next(2) == 0);
                Tell($"swap {a} {b}, reported: {reported}");
                Ward.Swap(a, b, reported, reported ? null : Override());
                break;
            default:
                Tell("reconcile");
                break;
        }

        // As in the grains: what one visit's leaving does to another's place is put right by the reconciler.
        Ward.Reconcile();
        return Last;
    }

    private void Tell(string what) => Last = what;

    private EncounterReport Report()
    {
        var at = Ward.Now.AddHours(_random.Next(4) == 0 ? -_random.NextDouble() * 3 : 0);
        return new EncounterReport(
            Pick(Kinds), at, "EHR " + _random.Next(1000), Details(), MaybePlace(), MaybePlace(), MaybePlace(),
            _random.Next(3) == 0 ? Told.To<DateTimeOffset?>(_random.Next(3) == 0 ? null : Ward.Now.AddHours(5)) : default, null);
    }

    private ReportedDetails Details() => new(
        Maybe<PatientId?>(new PatientId("P" + _random.Next(5))), Maybe(Pick([Gender.Female, Gender.Male, Gender.Unknown])), Maybe<int?>(_random.Next(90)),
        Maybe("MED"), Maybe(Pick(["I", "E", "O"])), Maybe(IsolationOrNot()), Maybe<LevelOfCare?>(Pick([LevelOfCare.General, LevelOfCare.Critical, LevelOfCare.Emergency])), default);

    private EncounterCommand Command() => _random.Next(18) switch
    {
        0 or 1 => new EncounterCommand.Request(Needs(), _random.Next(2) == 0 ? null : Pick(Ward.Map.Definition.Units).Id, "asked", null, _random.Next(2) == 0 ? "I" : null) { At = Ward.Now },
        2 => new EncounterCommand.CancelRequest("not needed") { At = Ward.Now },
        3 or 4 or 5 => new EncounterCommand.Assign(Place(), Override()) { At = Ward.Now },
        6 => new EncounterCommand.Unassign("plan changed") { At = Ward.Now },
        7 => new EncounterCommand.StartTransit { At = Ward.Now },
        8 or 9 => new EncounterCommand.Arrive(_random.Next(2) == 0 ? null : Place(), Override()) { At = Ward.Now },
        10 => new EncounterCommand.ChangeNeeds(Needs()) { At = Ward.Now },
        11 => new EncounterCommand.ExpectDischarge(_random.Next(3) == 0 ? null : Ward.Now.AddHours(6)) { At = Ward.Now },
        12 => _random.Next(2) == 0 ? new EncounterCommand.OrderDischarge { At = Ward.Now } : new EncounterCommand.CancelDischargeOrder { At = Ward.Now },
        13 => new EncounterCommand.Depart("home") { At = Ward.Now },
        14 => new EncounterCommand.RaiseBarrier(Pick(Enum.GetValues<BarrierKind>()), "asked", _random.Next(2) == 0 ? null : Ward.Now.AddHours(2)) { At = Ward.Now },
        15 => new EncounterCommand.ClearBarrier(
            Ward.Encounters.Values.SelectMany(e => e.Barriers).Select(b => b.Kind).FirstOrDefault(BarrierKind.Family), "seen to") { At = Ward.Now },
        16 => new EncounterCommand.ChangePatient(new PatientId("P" + _random.Next(5)), "A40") { At = Ward.Now },
        _ => new EncounterCommand.ResolveDiscrepancy(
            Ward.Encounters.Values.SelectMany(e => e.Discrepancies).Select(d => d.Id).FirstOrDefault("none"), "looked at") { At = Ward.Now },
    };

    private BedCommand Work() => _random.Next(14) switch
    {
        0 or 1 => new BedCommand.StartCleaning("Evs") { At = Ward.Now },
        2 or 3 => new BedCommand.FinishCleaning("Evs") { At = Ward.Now },
        4 => new BedCommand.InterruptCleaning("called away") { At = Ward.Now },
        5 => new BedCommand.MarkReady("A20") { At = Ward.Now },
        6 => new BedCommand.Block("rail", null) { At = Ward.Now },
        7 => new BedCommand.Unblock { At = Ward.Now },
        8 => new BedCommand.Close("rest") { At = Ward.Now },
        9 => new BedCommand.Open { At = Ward.Now },
        10 => new BedCommand.CleanNext("asked") { At = Ward.Now },
        11 => new BedCommand.CleanInTurn { At = Ward.Now },
        12 => new BedCommand.SetPrecautions(IsolationOrNot()) { At = Ward.Now },
        _ => _random.Next(2) == 0 ? new BedCommand.Contaminate(null) { At = Ward.Now } : new BedCommand.MarkDirty("seen") { At = Ward.Now },
    };

    private UnitCommand UnitChange() => _random.Next(4) switch
    {
        0 => new UnitCommand.Close("rest") { At = Ward.Now },
        1 => new UnitCommand.StaffLeaves(new StaffId($"RN-{Pick(Ward.Map.Definition.Units).Id}-{_random.Next(6)}")) { At = Ward.Now },
        _ => new UnitCommand.Open { At = Ward.Now },
    };

    private BedNeeds Needs() => BedNeeds.Unknown with
    {
        Gender = Pick([Gender.Female, Gender.Male]), AgeYears = _random.Next(90), Isolation = IsolationOrNot(), LevelOfCare = _random.Next(2) == 0 ? null : LevelOfCare.General,
    };

    private Isolation? IsolationOrNot() => _random.Next(4) == 0 ? new Isolation(Pick(Enum.GetValues<Precautions>()), _random.Next(2) == 0 ? null : "influenza-a") : null;

    private Override? Override() => _random.Next(3) == 0 ? null : Say.ByTheMatron;

    private Place Place() => Ward.Place(Pick(Beds()));

    private Place? MaybePlace() => _random.Next(6) switch
    {
        0 => null,
        1 => new Place(Pick(Ward.Map.Definition.Units).Id, null),
        _ => Place(),
    };

    private List<string> Beds() => [.. Ward.AllBeds.Keys.Select(b => b.Value)];

    private Told<T> Maybe<T>(T? value) => _random.Next(2) == 0 ? Told.To(value) : default;

    private T Pick<T>(IReadOnlyList<T> of) => of[_random.Next(of.Count)];
}
