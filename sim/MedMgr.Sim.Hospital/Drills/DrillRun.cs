using System.Collections.Immutable;
using System.Globalization;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Board;
using MedMgr.Sim.Hospital.Model;
using MedMgr.Sim.Hospital.Results;

namespace MedMgr.Sim.Hospital.Drills;

/// <summary>The patients of a drill, simulated step by step while people, or a policy in their place, give the beds.</summary>
/// <remarks>Not safe for concurrent use. Made, it stands at the moment at which the drill begins, warmed up.</remarks>
public sealed class DrillRun
{
    /// <summary>Visits are named so in the simulation: S000123.</summary>
    private const string Prefix = "S";

    private readonly DrillPlan _plan;
    private readonly HospitalRun _run;
    private readonly DrillPlacement _placement;
    private readonly DomainWitness _witness;
    private readonly Dictionary<BedId, int> _beds;
    private readonly WaitLedger _ledger;
    private readonly List<(DateTimeOffset At, int Level)> _levelsSet = [];
    private int _taken;
    private int _counted;

    /// <param name="decides">Null: people give the beds.</param>
    /// <param name="injects">Those that are known beforehand.</param>
    public DrillRun(DrillPlan plan, IPlacementPolicy? decides, IEnumerable<TimedInject>? injects = null, bool surgeIsByPeople = false)
    {
        ArgumentNullException.ThrowIfNull(plan);
        _plan = plan;
        _ledger = new WaitLedger(plan.Hospital, plan.Begins);
        _placement = new DrillPlacement(plan.Begins) { Decides = decides };
        _witness = new DomainWitness(plan.Hospital, Prefix);
        _run = new HospitalRun(plan.Blueprint, plan.Seed, replication: 0, _placement, _witness) { SurgeIsByPeople = surgeIsByPeople };
        _witness.Begin(_run, plan.Blueprint.Clock.At(plan.Blueprint.From));
        var house = plan.Blueprint.House;
        _beds = Enumerable.Range(0, house.Beds.Length).ToDictionary(b => house.Beds[b].Id);
        _run.BeginStepping();
        foreach (var inject in injects ?? [])
        {
            Await(inject);
        }
    }

    public DrillPlan Plan => _plan;

    public DateTimeOffset Now => _run.Instant;

    public bool IsOver => Now >= _plan.Ends;

    /// <summary>The simulated hospital as it stands.</summary>
    public HospitalBoard Board => _witness.Board;

    /// <summary>Everything so far, from the beginning of the warm-up.</summary>
    public ImmutableArray<RecordedStep> Steps => _witness.Steps;

    /// <summary>When the surge plan's triggers asked for a level that people had not set.</summary>
    public ImmutableArray<(DateTimeOffset At, int Level)> LevelsAsked => [.. _run.LevelsAsked.Select(a => (_plan.Blueprint.Clock.At(a.At), a.Level))];

    /// <summary>Another policy, or people (null), decide from now on.</summary>
    public void Let(IPlacementPolicy? decides) => _placement.Decides = decides;

    public void AdvanceTo(DateTimeOffset moment) => _run.AdvanceTo(_plan.Blueprint.Clock.TimeOf(moment));

    /// <summary>What has happened since this was asked last.</summary>
    public ImmutableArray<RecordedStep> TakeSteps()
    {
        var steps = _witness.StepsFrom(_taken);
        _taken += steps.Length;
        return steps;
    }

    public void Await(TimedInject inject)
    {
        ArgumentNullException.ThrowIfNull(inject);
        _run.Await(inject.What, _plan.Blueprint.Clock.TimeOf(inject.At));
    }

    /// <summary>Whether the visit has this bed assigned, or lies in it, already.</summary>
    public bool Has(EncounterId visit, BedId bed) => Find(visit) is var patient && patient >= 0 && _beds.TryGetValue(bed, out var number)
        && (_run.IsAssignedTo(patient, number) || _run.LiesIn(patient, number));

    /// <summary>People gave a bed.</summary>
    /// <returns>Null, or why the simulation can not follow.</returns>
    public string? Assign(EncounterId visit, BedId bed, string by) => With(visit, bed, (patient, number) => _run.AssignByPeople(patient, number, By(by)));

    /// <summary>People, or a refusal of the house, took the bed back.</summary>
    public void Unassign(EncounterId visit, string why)
    {
        if (Find(visit) is var patient and >= 0)
        {
            _run.UnassignByPeople(patient, why);
        }
    }

    /// <summary>People say that the patient lies in the bed now.</summary>
    /// <inheritdoc cref="Assign" path="/returns"/>
    public string? Place(EncounterId visit, BedId bed, string by) => With(visit, bed, (patient, number) => _run.PlaceByPeople(patient, number, By(by)));

    /// <summary>People let the patient go.</summary>
    /// <inheritdoc cref="Assign" path="/returns"/>
    public string? Depart(EncounterId visit) => Find(visit) is var patient && patient >= 0 ? _run.DepartByPeople(patient) : "the visit is over";

    /// <summary>People changed a bed that nobody lies in: ready, blocked or closed.</summary>
    /// <inheritdoc cref="Assign" path="/returns"/>
    public string? Change(BedId bed, BedStatus to, string? why) => _beds.TryGetValue(bed, out var number) ? _run.BedByPeople(number, to, why) : "no such bed";

    /// <summary>People sent somebody of the staff to a unit, or home (null).</summary>
    public void Send(StaffId person, UnitId? unit, DateTimeOffset until)
    {
        if (_run.PersonOf(person) is var number and >= 0)
        {
            _run.StaffByPeople(number, unit is { } id ? _plan.Blueprint.House.UnitOf(id) : -1, _plan.Blueprint.Clock.TimeOf(until));
        }
    }

    /// <summary>People called a nurse of an agency in to a unit, or sent her home (null).</summary>
    public void SendAgency(StaffId nurse, UnitId unit, DateTimeOffset? until)
    {
        var number = _plan.Blueprint.House.UnitOf(unit);
        if (Board.Units.Single(u => u.Definition.Id == unit).State.OnDuty.Any(p => p.Staff == nurse) == until is null)
        {
            _run.AgencyByPeople(number, nurse, until is { } end ? _plan.Blueprint.Clock.TimeOf(end) : null);
        }
    }

    /// <summary>People set the level of the surge plan.</summary>
    /// <param name="at">When they did, which may be a moment before now.</param>
    public void SetSurgeLevel(int level, DateTimeOffset at)
    {
        _levelsSet.Add((at, level));
        _run.SurgeByPeople(level);
    }

    /// <summary>The longest time from the plan asking for a level to that level, or a higher one, being set; one that is not set counts up to now.</summary>
    /// <returns>Null when the plan has asked for nothing.</returns>
    public TimeSpan? SurgeDelay => LevelsAsked is { IsEmpty: false } asked
        ? asked.Max(a => (_levelsSet.Where(s => s.At >= a.At && s.Level >= a.Level).Select(s => (DateTimeOffset?)s.At).FirstOrDefault() ?? Now) - a.At)
        : null;

    /// <summary>The figures from the beginning of the drill to now.</summary>
    public DrillFigures Figures()
    {
        foreach (var step in _witness.StepsFrom(_counted))
        {
            _ledger.Apply(step);
            _counted++;
        }

        return DrillFigures.Of(_plan.Blueprint, _run.OutcomeNow(), _run.SamplesTaken, _ledger.At(Now), _plan.Begins, Now);
    }

    private static Override By(string actor) => new("decided in the exercise", actor);

    private int Find(EncounterId visit) =>
        visit.Value.StartsWith(Prefix, StringComparison.Ordinal) && int.TryParse(visit.Value.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? _run.Find(number)
            : -1;

    private string? With(EncounterId visit, BedId bed, Func<int, int, string?> act) => (Find(visit), _beds.GetValueOrDefault(bed, -1)) switch
    {
        (< 0, _) => "the visit is over, or none of the drill's",
        (_, < 0) => "no such bed",
        var (patient, number) => act(patient, number),
    };
}
