using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Sim.Engine.Randomness;
using MedMgr.Sim.Hospital.Scenarios;

namespace MedMgr.Sim.Hospital.Model;

/// <content>Everybody who comes: emergency, epidemic, theatre list, other hospitals, births, disasters, readmissions.</content>
internal sealed partial class HospitalRun
{
    // Widths of the lowest layer, arrivals an hour: part of the model, so that scenarios of one hospital meet the same candidates.
    private const double EmergencyLayer = 4.0;
    private const double EpidemicLayer = 0.25;
    private const double VisitLayer = 1.0;
    private const double TransferLayer = 0.25;
    private const double BirthLayer = 0.25;
    private const double RetryTheatreHours = 0.5;
    private const double TheatreClosesAfterHours = 4.0;

    private readonly List<LayeredArrivals> _sources = [];
    private readonly List<(RandomStream Fates, ulong Number, int Group, Gender Gender, byte Age)> _returning = [];
    private readonly RandomStream _planned;
    private readonly List<MassCasualty> _massCasualties = [];

    private void BeginSources()
    {
        var s = _plan.Sources;
        Add(ArrivalSource.Emergency, s.Emergency, EmergencyLayer);
        Add(ArrivalSource.EpidemicAdmission, s.EpidemicAdmissions, EpidemicLayer);
        Add(ArrivalSource.EpidemicVisit, s.EpidemicVisits, VisitLayer);
        Add(ArrivalSource.TransferIn, s.TransfersIn, TransferLayer);
        Add(ArrivalSource.Birth, s.Births, BirthLayer);
        for (var i = 0; i < s.Electives.Length; i++)
        {
            if (s.Electives[i].Time >= Now)
            {
                In(s.Electives[i].Time - Now, Happening.Elective, i);
            }
        }

        foreach (var casualties in _plan.Scenario.MassCasualties)
        {
            Await(casualties, _plan.DayZero + (casualties.Day * 24) + casualties.Hour);
        }

        foreach (var closure in _plan.Scenario.WardClosures)
        {
            Await(closure, _plan.DayZero + (closure.FromDay * 24));
        }
    }

    /// <summary>Nobody comes of what would have begun before now.</summary>
    private void Await(MassCasualty casualties, double begins)
    {
        var index = _massCasualties.Count;
        _massCasualties.Add(casualties);
        for (var patient = 0; patient < casualties.Patients && begins >= Now; patient++)
        {
            _planned.Branch(CasualtyNumber(index, patient) * 8);
            In(begins + (_planned.Unit() * casualties.WithinMinutes / 60.0) - Now, Happening.Casualty, (index * 10_000) + patient);
        }
    }

    private void Await(WardClosure closure, double begins)
    {
        var index = _closures.Count;
        _closures.Add(closure);
        if (begins >= Now)
        {
            In(begins - Now, Happening.ClosureBegins, index);
            In(begins + (closure.Days * 24) - Now, Happening.ClosureEnds, index);
        }
    }

    private void Add(ArrivalSource source, double[] perHour, double layer)
    {
        foreach (var arrivals in LayeredArrivals.Of(source, perHour, layer, Now, _simulation))
        {
            _sources.Add(arrivals);
            ScheduleNext(_sources.Count - 1);
        }
    }

    private void ScheduleNext(int source)
    {
        var next = _sources[source].Next();
        if (next < double.PositiveInfinity)
        {
            In(next - Now, Happening.Arrival, source);
        }
    }

    private void ArrivalHappens(int index)
    {
        var arrivals = _sources[index];
        var number = arrivals.Number;
        switch (arrivals.Source)
        {
            case ArrivalSource.TransferIn: TransferIsAsked(arrivals.Fates, number); break;
            case ArrivalSource.Birth: LabourBegins(arrivals.Fates, number); break;
            default: EmergencyArrival(arrivals.Source, arrivals.Fates, number); break;
        }

        ScheduleNext(index);
    }

    private void EmergencyArrival(ArrivalSource source, RandomStream fates, ulong number)
    {
        var e = _plan.Scenario.Emergency;
        fates.Branch(number * 8);
        var ambulance = fates.Chance(source == ArrivalSource.EpidemicVisit ? e.AmbulanceShare / 4 : e.AmbulanceShare);
        var draw = fates.Unit();
        var acuity = 1 + SourceTables.Pick(ambulance ? AcuityAmbulance : AcuityWalkIn, draw);
        var diverted = fates.Chance(DivertedShare);
        var admission = fates.Unit();
        if (source == ArrivalSource.EpidemicVisit)
        {
            acuity = Math.Max(acuity, 3);
        }

        Count(Counted.Ambulances, ambulance ? 1 : 0);
        if (_diverting && ambulance && acuity > 1 && diverted)
        {
            Count(Counted.AmbulancesDiverted);
            return;
        }

        var patient = NewPatient(source, fates, number);
        ref var p = ref _patients[patient];
        var group = Nobody;
        if (source == ArrivalSource.EpidemicAdmission)
        {
            group = SourceTables.Pick(_plan.Sources.GroupsOfEpidemic, fates.Unit());
            acuity = _plan.Groups[group].Group.Level == LevelOfCare.Critical ? Math.Min(acuity, 2) : Math.Min(acuity, 3);
        }
        else if (source == ArrivalSource.Emergency && admission < e.AdmittedByAcuity[acuity - 1])
        {
            group = SourceTables.Pick(_plan.Sources.GroupsOfEmergency, fates.Unit());
        }

        p.Acuity = (byte)acuity;
        p.Epidemic = source is ArrivalSource.EpidemicAdmission or ArrivalSource.EpidemicVisit;
        Characterise(ref p, group, fates);
        EnterEmergency(patient);
    }

    private void CasualtyArrives(int payload)
    {
        var (index, casualty) = (payload / 10_000, payload % 10_000);
        var m = _massCasualties[index];
        var patient = NewPatient(ArrivalSource.Casualty, _planned, CasualtyNumber(index, casualty));
        ref var p = ref _patients[patient];
        var chance = Chance(ref p, Draw.Second);
        var acuity = 1 + SourceTables.Pick(SourceTables.Running(m.Acuity), chance.Unit());
        p.Acuity = (byte)acuity;
        Characterise(ref p, chance.Unit() < m.Admitted[acuity - 1] ? SourceTables.Pick(_plan.Sources.GroupsOfCasualties, chance.Unit()) : Nobody, chance);
        EnterEmergency(patient);
    }

    private static ulong CasualtyNumber(int index, int patient) => (1UL << 40) + ((ulong)index << 20) + (ulong)patient;

    /// <summary>Who the patient is and what will happen in the house; nothing here depends on how full it is.</summary>
    private void Characterise(ref Patient p, int group, RandomStream chance)
    {
        p.Group = group;
        p.Level = LevelOfCare.Emergency;
        if (group == Nobody)
        {
            p.Gender = chance.Chance(0.5) ? Gender.Female : Gender.Male;
            p.Age = (byte)(1 + chance.Below(90));
        }
        else
        {
            var g = _plan.Groups[group];
            p.Gender = chance.Chance(g.Group.FemaleShare) ? Gender.Female : Gender.Male;
            p.Age = (byte)(g.Group.AgeMin + chance.Below(g.Group.AgeMax - g.Group.AgeMin + 1));
            p.Isolation = chance.Chance(g.Group.IsolationShare) ? g.IsolationIndex : 0;
            p.Dies = chance.Chance(g.Group.DeathShare);
            p.Deteriorates = chance.Chance(g.Group.DeterioratesShare);
            p.MeetsBarrier = chance.Chance(g.Group.BarrierShare);
            p.Ventilated = chance.Chance(g.Group.VentilatedShare);
            p.HasNextStage = g.Group.Then is not null;
            p.NextLevel = g.Group.Then?.Level ?? default;
        }

        p.Signature = _rules.Signature(p.Gender, p.Isolation);
        SetRow(ref p);
    }

    private void SetRow(ref Patient p) => p.Row = _rules.Row(p.Level, p.Age, p.Gender, p.Isolation, p.Capabilities);

    /// <summary>From now on the patient needs a bed of the group's first level.</summary>
    private void NeedsAdmission(ref Patient p)
    {
        var g = _plan.Groups[p.Group];
        p.Level = g.Group.Level;
        p.Capabilities = p.Ventilated && IsCritical(p.Level) ? g.VentilatedIndex : g.CapabilitiesIndex;
        var stay = Chance(ref p, Draw.Stay);
        p.StageHours = Hours(g.Stay, stay);
        p.NextHours = p.HasNextStage ? Hours(g.ThenStay, stay) : 0;
        SetRow(ref p);
        Count(Counted.Admissions);
        if (p.Epidemic)
        {
            Count(Counted.EpidemicAdmissions);
            if (Chance(ref p, Draw.Second).Chance(_plan.Scenario.Supplies.OseltamivirShare))
            {
                Count(Counted.Oseltamivir);
            }
        }
    }

    private void ElectiveIsDue(int index)
    {
        var (time, number) = _plan.Sources.Electives[index];
        if (Math.Abs(Now - time) < 1e-6)
        {
            _planned.Branch((number * 8) + (ulong)Draw.Second);
            if (_planned.Unit() < _cancelShare)
            {
                Count(Counted.ElectivesCancelled);
                return;
            }
        }

        var patient = NewPatient(ArrivalSource.Elective, _planned, number);
        ref var p = ref _patients[patient];
        var chance = Chance(ref p, Draw.Arrival);
        Characterise(ref p, SourceTables.Pick(_plan.Sources.GroupsOfElective, chance.Unit()), chance);
        p.Level = LevelOfCare.PostAnaesthesia;
        p.Acuity = 3;
        SetRow(ref p);
        var bed = RecoveryBed(ref p);
        if (bed == Nobody)
        {
            // The patient waits before theatre, not in the house's figures; in the end the operation is called off.
            _present.Add(Now, -1);
            _visits--;
            p.Standing = Standing.Nobody;
            _free[_freeCount++] = patient;
            if (Now - time < TheatreClosesAfterHours)
            {
                In(RetryTheatreHours, Happening.Elective, index);
            }
            else
            {
                Count(Counted.ElectivesCancelled);
            }

            return;
        }

        Count(Counted.ElectivesDone);
        p.Standing = Standing.Recovery;
        p.Bed = bed;
        p.BeddedAt = Now;
        SetBed(bed, BedStatus.Occupied, patient);
        _witness?.ComesFromTheatre(patient, bed);
        SetClock(patient, Hours(Recovery, Chance(ref p, Draw.Treatment)), ClockFor.Recovery);
    }

    private int RecoveryBed(ref Patient p)
    {
        foreach (var unit in _house.RecoveryUnits)
        {
            for (var bed = _house.UnitFirstBed[unit]; HasRoom(unit) && bed < _house.UnitFirstBed[unit] + _house.UnitBeds[unit]; bed++)
            {
                if (MayTake(ref p, bed))
                {
                    return bed;
                }
            }
        }

        return Nobody;
    }

    private void RecoveryEnds(int patient)
    {
        NeedsAdmission(ref _patients[patient]);
        RequestBed(patient, "operated");
    }

    private void TransferIsAsked(RandomStream fates, ulong number)
    {
        var patient = NewPatient(ArrivalSource.TransferIn, fates, number);
        ref var p = ref _patients[patient];
        var chance = Chance(ref p, Draw.Arrival);
        Characterise(ref p, SourceTables.Pick(_plan.Sources.GroupsOfTransfersIn, chance.Unit()), chance);
        WaitOutside(patient, _plan.Scenario.TransfersIn!.PatienceHours, "transfer from another hospital");
    }

    private void LabourBegins(RandomStream fates, ulong number)
    {
        var patient = NewPatient(ArrivalSource.Birth, fates, number);
        ref var p = ref _patients[patient];
        var chance = Chance(ref p, Draw.Arrival);
        Characterise(ref p, SourceTables.Pick(_plan.Sources.GroupsOfBirths, chance.Unit()), chance);
        WaitOutside(patient, _plan.Scenario.Births!.PatienceHours, "labour");
    }

    private void WaitOutside(int patient, double patienceHours, string why)
    {
        ref var p = ref _patients[patient];
        p.Standing = Standing.Outside;
        p.Acuity = 3;
        NeedsAdmission(ref p);
        SetClock(patient, patienceHours, ClockFor.Patience);
        RequestBed(patient, why);
    }

    private void ReadmissionHappens(int index)
    {
        var r = _returning[index];
        var patient = NewPatient(ArrivalSource.Readmission, r.Fates, r.Number);
        ref var p = ref _patients[patient];
        var chance = Chance(ref p, Draw.Arrival);
        p.Acuity = (byte)(chance.Chance(0.5) ? 2 : 3);
        Characterise(ref p, r.Group, chance);
        (p.Gender, p.Age) = (r.Gender, r.Age);
        p.Signature = _rules.Signature(p.Gender, p.Isolation);
        SetRow(ref p);
        Count(Counted.Readmissions);
        EnterEmergency(patient);
    }

    private static bool IsCritical(LevelOfCare level) => level is LevelOfCare.Critical or LevelOfCare.PaediatricCritical;

    private double DivertedShare => _plan.Scenario.Diversion?.DivertedShare ?? 1.0;

    private double[] AcuityWalkIn => _acuityWalkIn ??= SourceTables.Running(_plan.Scenario.Emergency.AcuityWalkIn);

    private double[] AcuityAmbulance => _acuityAmbulance ??= SourceTables.Running(_plan.Scenario.Emergency.AcuityAmbulance);

    private LogNormalHours Recovery => _recovery ??= LogNormalHours.Of(_plan.Scenario.Elective?.RecoveryMinutes ?? new Spread(1, 0), 1 / 60.0);

    private double[]? _acuityWalkIn;
    private double[]? _acuityAmbulance;
    private LogNormalHours? _recovery;
}
