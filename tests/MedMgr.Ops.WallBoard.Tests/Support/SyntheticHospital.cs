using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Discrepancies;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.Domain.Placement;
using MedMgr.Ops.Domain.Quarantine;
using MedMgr.Ops.Domain.Surge;
using MedMgr.Ops.Domain.Units;
using Happening = (string Stream, object Event);

namespace MedMgr.Ops.WallBoard.Tests.Support;

/// <summary>A fictional hospital of 14 units and 420 beds in a busy afternoon: every status and marker occurs. The same seed, the same hospital.</summary>
internal sealed class SyntheticHospital
{
    public const string Id = "riverside";

    private static readonly (string Id, string Name, LevelOfCare Level, int Beds, int PerNurse)[] Houses =
    [
        ("ED", "Emergency department", LevelOfCare.Emergency, 52, 4),
        ("ICU", "Intensive care", LevelOfCare.Critical, 24, 2),
        ("CCU", "Cardiac intensive care", LevelOfCare.Critical, 16, 2),
        ("SDU", "Step-down", LevelOfCare.Intermediate, 24, 3),
        ("3T", "Telemetry 3", LevelOfCare.Telemetry, 32, 4),
        ("4E", "Medical 4 East", LevelOfCare.General, 36, 5),
        ("4W", "Medical 4 West", LevelOfCare.General, 36, 5),
        ("5E", "Surgical 5 East", LevelOfCare.General, 36, 5),
        ("5W", "Orthopaedics 5 West", LevelOfCare.General, 32, 5),
        ("6E", "Oncology 6 East", LevelOfCare.General, 28, 5),
        ("PED", "Paediatrics", LevelOfCare.Paediatric, 28, 4),
        ("MAT", "Maternity", LevelOfCare.Maternity, 30, 4),
        ("PACU", "Recovery", LevelOfCare.PostAnaesthesia, 18, 2),
        ("PSY", "Psychiatry", LevelOfCare.Psychiatric, 28, 6),
    ];

    private readonly Random _random;
    private int _visits;

    public SyntheticHospital(int seed = 20260203) => _random = new Random(seed);

    public static DateTimeOffset Now { get; } = new(2026, 2, 3, 14, 25, 0, TimeSpan.Zero);

    public static HospitalDefinition Definition { get; } = new(
        HospitalId.Of(Id), "Riverside General Hospital", "America/New_York", new StaffingLimits(10, 16, 60), [.. Houses.Select(UnitOf)], [.. Houses.SelectMany(NightNurses)], [],
        Wall: WallDefinition.Default with { LightFrom = new TimeOnly(12, 0), LightUntil = new TimeOnly(18, 0), Pages = [new(WallPageKind.Overview, null), new(WallPageKind.Flow, null), new(WallPageKind.Unit, UnitId.Of("ICU"))] });

    public static ImmutableArray<BedId> Beds { get; } = [.. Definition.Units.SelectMany(u => u.Rooms).SelectMany(r => r.Beds).Select(b => b.Id)];

    public static Happening Defined(HospitalDefinition? definition = null) =>
        (Streams.Hospital, new HospitalEvent.Defined(definition ?? Definition) { At = Now.AddDays(-5) });

    /// <summary>The whole afternoon: definition, staff, patients, waiting list, discrepancies.</summary>
    public IEnumerable<Happening> Afternoon()
    {
        yield return Defined();
        yield return (Streams.Hospital, new HospitalEvent.SurgeLevelSet(1, "influenza") { At = Now.AddHours(-30) });
        yield return (Streams.Hospital, new HospitalEvent.SurgeLevelSet(2, "influenza, 14 boarding") { At = Now.AddMinutes(-35) });
        yield return (Streams.Hospital, new HospitalEvent.PlacementWeightsSet([new PlacementWeight("moves", 9)], "too many transfers") { At = Now.AddHours(-5) });
        foreach (var unit in Definition.Units)
        {
            foreach (var happening in Staff(unit).Concat(unit.Rooms.SelectMany(r => r.Beds.SelectMany(b => Story(unit, b)))))
            {
                yield return happening;
            }
        }

        foreach (var happening in Boarders().Concat(Doubts()).Concat(Traffic.LastHours()))
        {
            yield return happening;
        }
    }

    /// <summary>When an event happened, as it says itself.</summary>
    public static DateTimeOffset At(Happening happening) => (DateTimeOffset)happening.Event.GetType().GetProperty("At")!.GetValue(happening.Event)!;

    /// <summary>One more thing that happens to a bed nobody lies in: for streams of changes without end.</summary>
    public static Happening Toggle(BedId bed, int round) => (Streams.Of(bed), round % 2 == 0
        ? new BedEvent.Blocked("mattress", null) { At = Now.AddSeconds(round) }
        : new BedEvent.Unblocked { At = Now.AddSeconds(round) });

    public static IEnumerable<Happening> Admit(string visit, UnitId unit, BedId bed, DateTimeOffset at, Isolation? isolation = null, Gender gender = Gender.Female)
    {
        var id = EncounterId.Of(visit);
        yield return (Streams.Of(bed), new BedEvent.Occupied(new Occupant(id, gender, isolation, at)) { At = at });
        yield return (Streams.Of(id), new EncounterEvent.Registered(true) { At = at });
        yield return (Streams.Of(id), new EncounterEvent.Placed(new Place(unit, bed), false) { At = at });
    }

    private static UnitDefinition UnitOf((string Id, string Name, LevelOfCare Level, int Beds, int PerNurse) h) => new(
        UnitId.Of(h.Id), h.Name, h.Level, [h.Level],
        h.Level == LevelOfCare.Emergency
            ? new NurseRatio(RatioMeaning.AveragedWithMaximum, h.PerNurse, 5, 12, "ORS 441.765")
            : new NurseRatio(RatioMeaning.AtAllTimes, h.PerNurse, h.PerNurse, 0, "Title 22 s.70217"),
        1, null, null, [],
        [
            .. Enumerable.Range(1, h.Beds).Chunk(2).Select(pair => new RoomDefinition(
                RoomId.Of($"{h.Id}-R{pair[0]:00}"), GenderPolicy.Mixed, [],
                [.. pair.Select(n => new BedDefinition(BedId.Of($"{h.Id}-{n:00}"), Surge: h.Level == LevelOfCare.General && n > h.Beds - 3, Hallway: h.Id == "ED" && n > 44))])),
        ]);

    private static IEnumerable<StaffDefinition> NightNurses((string Id, string Name, LevelOfCare Level, int Beds, int PerNurse) h) =>
        Enumerable.Range(1, (h.Beds * 17 / 20 + h.PerNurse - 1) / h.PerNurse).Select(n => new StaffDefinition(
            StaffId.Of($"{h.Id}-NN{n}"), $"Nurse {n}", StaffRole.RegisteredNurse, UnitId.Of(h.Id), [h.Level], null, new StandingPattern(new TimeOnly(19, 0), 12, 7, 0, 0)));

    private IEnumerable<Happening> Staff(UnitDefinition unit)
    {
        var beds = unit.Rooms.Sum(r => r.Beds.Length);
        var nurses = (beds * 9 / 10 + unit.Ratio.PatientsPerNurse - 1) / unit.Ratio.PatientsPerNurse - (_random.Next(4) == 0 ? 1 : 0);
        for (var n = 0; n < nurses; n++)
        {
            yield return (Streams.Of(unit.Id), new UnitEvent.StaffArrived(
                new OnDuty(StaffId.Of($"{unit.Id}-RN{n}"), StaffRole.RegisteredNurse, Now.AddHours(-7), Now.AddHours(5))) { At = Now.AddDays(-4) });
        }
    }

    private IEnumerable<Happening> Story(UnitDefinition unit, BedDefinition bed)
    {
        var stream = Streams.Of(bed.Id);
        var at = Now.AddMinutes(-_random.Next(5, 300));
        var lately = Now - (Now - at) / 3;
        if (bed.Surge)
        {
            if (_random.Next(2) == 0)
            {
                yield break;
            }

            yield return (stream, new BedEvent.Opened { At = at.AddHours(-2) });
        }

        switch (_random.Next(100))
        {
            case < 80:
                foreach (var happening in Stay(unit, bed, at.AddHours(-_random.Next(90))))
                {
                    yield return happening;
                }

                break;
            case < 84:
                var waiting = NewVisit();
                var from = UnitId.Of(unit.Id.Value == "PACU" ? "ICU" : "PACU");
                yield return (Streams.Of(waiting), new EncounterEvent.Registered(true) { At = lately.AddMinutes(-40) });
                yield return (Streams.Of(waiting), new EncounterEvent.Placed(new Place(from, null), false) { At = lately.AddMinutes(-40) });
                yield return (stream, new BedEvent.Reserved(new Claim(waiting, Gender.Male, null, lately)) { At = lately });
                break;
            case < 88:
                yield return (stream, new BedEvent.MarkedDirty("departed") { At = lately });
                break;
            case < 91:
                yield return (stream, new BedEvent.MarkedDirty("departed") { At = lately });
                yield return (stream, new BedEvent.CleaningStarted("EVS 12") { At = lately.AddMinutes(1) });
                break;
            case < 93:
                yield return (stream, new BedEvent.Blocked("monitor out for repair", null) { At = at });
                break;
            case < 94:
                yield return (stream, new BedEvent.Contaminated("C. difficile") { At = at });
                break;
            case < 95:
                yield return (stream, new BedEvent.Closed("no nurse") { At = at });
                break;
        }
    }

    private IEnumerable<Happening> Stay(UnitDefinition unit, BedDefinition bed, DateTimeOffset at)
    {
        var visit = NewVisit();
        var isolation = _random.Next(100) switch
        {
            < 6 => new Isolation(Precautions.Droplet, "influenza-a"),
            < 10 => new Isolation(Precautions.Contact, "mrsa"),
            < 11 => new Isolation(Precautions.Airborne),
            < 12 => new Isolation(Precautions.Protective),
            _ => null,
        };
        foreach (var happening in Admit(visit.Value, unit.Id, bed.Id, at, isolation, _visits % 5 < 3 ? Gender.Female : Gender.Male))
        {
            yield return happening;
        }

        switch (_random.Next(100))
        {
            case < 10:
                yield return (Streams.Of(visit), new EncounterEvent.DischargeExpected(Now.AddHours(3)) { At = Now.AddHours(-4) });
                break;
            case < 14:
                yield return (Streams.Of(visit), new EncounterEvent.DischargeOrdered { At = Now.AddHours(-1) });
                break;
        }
    }

    private IEnumerable<Happening> Boarders()
    {
        for (var n = 0; n < 19; n++)
        {
            var visit = NewVisit();
            var since = Now.AddMinutes(-11 - n * 23);
            var needs = BedNeeds.Unknown with { Isolation = n % 4 == 1 ? new Isolation(Precautions.Droplet, "influenza-a") : null };
            yield return (Streams.Of(visit), new EncounterEvent.Registered(true) { At = since });
            yield return (Streams.Of(visit), new EncounterEvent.DetailsChanged(PatientId.Of($"P{n}"), "E", needs) { At = since });
            yield return (Streams.Of(visit), new EncounterEvent.Placed(new Place(UnitId.Of(n % 3 == 2 ? "PACU" : "ED"), null), false) { At = since });
            yield return (Streams.Of(visit), new EncounterEvent.BedRequested(UnitId.Of(Houses[2 + n % 8].Id), "admit") { At = since });
            if (n % 5 == 0)
            {
                yield return (Streams.Of(visit), new EncounterEvent.BedAssigned(new Place(UnitId.Of("4E"), BedId.Of($"4E-{n + 1:00}"))) { At = since.AddMinutes(9) });
            }
        }
    }

    private static IEnumerable<Happening> Doubts()
    {
        (DiscrepancyKind Kind, string Says, string? Bed)[] doubts =
        [
            (DiscrepancyKind.BedContested, "ADT says E10412 lies in 4W-17, where E10155 lies. E10412 waits until one of them is moved.", "4W-17"),
            (DiscrepancyKind.BedNotClean, "E10077 came into SDU-09, which nobody had called clean.", "SDU-09"),
            (DiscrepancyKind.LateMessage, "A transfer of E10031 from 09:12 arrived at 13:50; a later one was known.", null),
            (DiscrepancyKind.RuleBroken, "E10266 (droplet) shares room 5E-R11 with a patient without precautions.", "5E-11"),
            (DiscrepancyKind.UnknownEncounter, "A discharge for E99120, who was never admitted here.", null),
            (DiscrepancyKind.Reconciled, "A reservation of 3T-08 that no visit knew of was released.", "3T-08"),
        ];
        for (var n = 0; n < doubts.Length; n++)
        {
            var at = Now.AddMinutes(-95 + n * 17);
            yield return (Streams.Hospital, new HospitalEvent.DiscrepancyRaised(
                new Discrepancy($"D{n}", doubts[n].Kind, doubts[n].Says, null, doubts[n].Bed is { } bed ? BedId.Of(bed) : null, at, "ADT 1")) { At = at });
        }

        yield return (Streams.Hospital, new HospitalEvent.AlertTaken("no-critical-bed", "Dr. Okafor") { At = Now.AddMinutes(-20) });
        yield return (Streams.Hospital, new HospitalEvent.AlertTaken("boarding-too-long:ED", "M. Ruiz") { At = Now.AddMinutes(-50) });
        yield return (Streams.Quarantine("Q1"), new QuarantineEvent.Kept(new QuarantinedMessage("Q1", Now, "127.0.0.1", "PV1-3 names no bed", "PV1", "3", "MSH|…")) { At = Now });
    }

    private EncounterId NewVisit() => EncounterId.Of($"E{10000 + ++_visits}");
}
