using System.Collections.Immutable;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Board;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Discrepancies;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.Domain.Placement;
using MedMgr.Ops.Domain.Surge;
using MedMgr.Ops.Domain.Units;

namespace MedMgr.Ops.Domain.Tests.Wards;

/// <summary>
/// A hospital in memory that carries plans out as the grains do: the unit assesses, the bed has the last word, and everything is written
/// in one transaction or not at all.
/// </summary>
internal sealed class Ward
{
    public static readonly DateTimeOffset Start = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<BedId, Bed> _beds = [];
    private readonly Dictionary<UnitId, UnitState> _units = [];
    private readonly Dictionary<EncounterId, EncounterState> _encounters = [];
    private readonly List<(string Stream, DateTimeOffset At, object Event)> _log = [];

    public Ward(HospitalDefinition? definition = null, int nursesPerUnit = 6)
    {
        Map = new HospitalMap(definition ?? SmallHospital.Definition);
        Board = new HospitalBoard(Map.Definition.Id);
        Write((Streams.Hospital, new HospitalEvent.Defined(Map.Definition) { At = Now }));
        foreach (var unit in Map.Definition.Units)
        {
            _units[unit.Id] = UnitState.New;
            foreach (var bed in unit.Rooms.SelectMany(r => r.Beds))
            {
                _beds[bed.Id] = Domain.Beds.Bed.New(bed.Surge);
            }

            for (var i = 1; i <= nursesPerUnit; i++)
            {
                Do(unit.Id, new UnitCommand.StaffArrives(Nurse($"RN-{unit.Id}-{i}")) { At = Now });
            }
        }
    }

    public HospitalMap Map { get; }

    /// <summary>Follows the log from the first event on, as a display does.</summary>
    public HospitalBoard Board { get; }

    public DateTimeOffset Now { get; set; } = Start;

    public IReadOnlyList<(string Stream, DateTimeOffset At, object Event)> Log => _log;

    public IReadOnlyDictionary<EncounterId, EncounterState> Encounters => _encounters;

    public IReadOnlyDictionary<BedId, Bed> AllBeds => _beds;

    /// <summary>The last refusal; null when the last thing asked was done.</summary>
    public Rejection? Refused { get; private set; }

    /// <summary>What the last thing asked wrote.</summary>
    public ImmutableArray<object> Happened { get; private set; } = [];

    public Bed Bed(string id) => _beds[new BedId(id)];

    public BedStatus Status(string bed) => Bed(bed).State.StatusOf();

    public EncounterState Visit(string id) => _encounters.GetValueOrDefault(new EncounterId(id), EncounterState.New);

    public string? BedOf(string visit) => Visit(visit).Location?.Bed?.Value;

    public string? Assigned(string visit) => Visit(visit).Request?.Assigned?.Bed?.Value;

    public ImmutableArray<DiscrepancyKind> Open(string visit) => [.. Visit(visit).Discrepancies.Select(d => d.Kind)];

    public Figures Figures => Board.View(Now).Figures;

    public Place Place(string bed) => new(Map.UnitOf(new BedId(bed))!.Id, new BedId(bed));

    public static OnDuty Nurse(string id) => new(new StaffId(id), StaffRole.RegisteredNurse, Start, Start.AddHours(12));

    /// <summary>A later moment: everything asked from here on is asked then.</summary>
    public Ward At(double hours)
    {
        Now = Start.AddHours(hours);
        return this;
    }

    public Ward Do(string bed, BedCommand command)
    {
        var id = new BedId(bed);
        return Settled(BedRules.Decide(id, _beds[id], command, Map.UnitOf(id)!.PatientsPerBedMax), e => (Streams.Of(id), e));
    }

    public Ward Do(UnitId unit, UnitCommand command) =>
        Settled(UnitRules.Decide(unit, _units[unit], command, View(unit).PatientsAndClaims), e => (Streams.Of(unit), e));

    public Ward Do(string visit, EncounterCommand command, string source = "bed manager")
    {
        var id = new EncounterId(visit);
        var before = Visit(visit);
        switch (EncounterRules.Decide(id, before, command, Map, source))
        {
            case EncounterDecision.Rejected rejected:
                return Refuse(rejected.Because);
            case EncounterDecision.Planned { Plan: { Take: { Reported: true } take } plan }:
                var at = command is EncounterCommand.Reported { Report: var report } ? report.EventAt : command.At;
                var settled = EncounterRules.Settle(id, plan, Assess(id, take), before, Map, source, at);
                return Carry(id, settled);
            case EncounterDecision.Planned { Plan: { Take: { } take } plan }:
                var assessed = Assess(id, take);
                var @override = take.Command switch
                {
                    BedCommand.Reserve r => r.Override,
                    BedCommand.Occupy o => o.Override,
                    _ => throw new InvalidOperationException($"{take.Command} takes no bed"),
                };
                var refusal = assessed.BedRefuses ?? assessed.RulesBroken.FirstOrDefault(r => @override is null || !r.Overridable);
                return refusal is null ? Carry(id, plan) : Refuse(refusal);
            case EncounterDecision.Planned { Plan: var plan }:
                return Carry(id, plan);
            default:
                throw new InvalidOperationException("A decision of a third kind");
        }
    }

    /// <summary>What befalls the hospital as a whole.</summary>
    public Ward Happens(HospitalEvent @event) => Done([(Streams.Hospital, @event)]);

    public Ward Report(string visit, EncounterReport report) => Do(visit, new EncounterCommand.Reported(report) { At = Now }, report.Source);

    public Ward Swap(string a, string b, bool reported = false, Override? @override = null, DateTimeOffset? at = null)
    {
        var (idA, idB) = (new EncounterId(a), new EncounterId(b));
        var decision = SwapRules.Decide(
            (idA, Visit(a)), (idB, Visit(b)), View(Visit(a).Location?.Unit ?? SmallHospital.Med), View(Visit(b).Location?.Unit ?? SmallHospital.Med),
            reported, @override, "bed manager", at ?? Now, Now);
        if (decision is SwapDecision.Rejected rejected)
        {
            return Refuse(rejected.Because);
        }

        var plan = ((SwapDecision.Planned)decision).Plan;
        List<(string, object)> events = [.. plan.EventsOfA.Select(e => (Streams.Of(idA), (object)e)), .. plan.EventsOfB.Select(e => (Streams.Of(idB), (object)e))];
        foreach (var step in new[] { plan.ExchangeAtBedOfA, plan.ExchangeAtBedOfB }.OfType<BedStep>())
        {
            events.AddRange(Accepted(step).Select(e => (Streams.Of(step.Bed), (object)e)));
        }

        return Done([.. events]);
    }

    /// <summary>What the reconciler does: settles contested beds that are free by now, and tells visits of beds that no longer keep their place.</summary>
    public Ward Reconcile()
    {
        foreach (var (id, state) in _encounters.ToList())
        {
            if (state.Contested is not null)
            {
                Do(id.Value, new EncounterCommand.SettleContested { At = Now }, "reconciler");
            }

            if (state.Request?.Assigned?.Bed is { } kept && !_beds[kept].IsClaimedBy(id))
            {
                Do(id.Value, new EncounterCommand.SettleLostBed(kept) { At = Now }, "reconciler");
            }
        }

        return this;
    }

    public UnitView View(UnitId unit) => new(
        Map.Unit(unit)!,
        _units[unit],
        Map.Unit(unit)!.Rooms.SelectMany(r => r.Beds).ToDictionary(b => b.Id, b => _beds[b.Id]),
        Board.ViewOf(unit, Now).Staffing.StaffedCapacity);

    private TakeAssessment Assess(EncounterId id, TakeBed take)
    {
        var bed = _beds[take.Bed];
        var unit = Map.Unit(take.Unit)!;
        return new TakeAssessment(
            (BedRules.Decide(take.Bed, bed, take.Command, unit.PatientsPerBedMax) as Decision<BedEvent>.Rejected)?.Because,
            take.Command is BedCommand.Occupy && bed.State is BedState.Dirty or BedState.Cleaning,
            PlacementRules.Check(View(take.Unit), take.Bed, id, take.Needs));
    }

    private Ward Carry(EncounterId id, EncounterPlan plan)
    {
        List<BedStep> steps = [.. plan.Others];
        if (plan.Take is { } take)
        {
            steps.Add(new BedStep(take.Unit, take.Bed, take.Command));
        }

        steps.Select(s => s.Bed).ShouldBeUnique("a stream is appended to once in a transaction");
        return Done([
            .. plan.Events.Select(e => (Streams.Of(id), (object)e)),
            .. steps.SelectMany(step => Accepted(step).Select(e => (Streams.Of(step.Bed), (object)e)))]);
    }

    private ImmutableArray<BedEvent> Accepted(BedStep step) =>
        BedRules.Decide(step.Bed, _beds[step.Bed], step.Command, Map.Unit(step.Unit)!.PatientsPerBedMax) switch
        {
            Decision<BedEvent>.Accepted accepted => accepted.Events,
            Decision<BedEvent>.Rejected { Because.Code: RejectionCode.BedNotHeldByEncounter } when step.Command is not (BedCommand.Occupy or BedCommand.Reserve) => [],
            Decision<BedEvent>.Rejected rejected => throw new InvalidOperationException($"{step}: {rejected.Because}"),
            _ => throw new InvalidOperationException("A decision of a third kind"),
        };

    private Ward Settled<TEvent>(Decision<TEvent> decision, Func<TEvent, (string Stream, TEvent Event)> named) where TEvent : class => decision switch
    {
        Decision<TEvent>.Accepted accepted => Done([.. accepted.Events.Select(named).Select(x => (x.Stream, (object)x.Event))]),
        Decision<TEvent>.Rejected rejected => Refuse(rejected.Because),
        _ => throw new InvalidOperationException("A decision of a third kind"),
    };

    private Ward Done(ImmutableArray<(string Stream, object Event)> events)
    {
        Refused = null;
        Happened = [.. events.Select(e => e.Event)];
        Write([.. events]);
        return this;
    }

    private Ward Refuse(Rejection because)
    {
        Refused = because;
        Happened = [];
        return this;
    }

    private void Write(params ReadOnlySpan<(string Stream, object Event)> events)
    {
        foreach (var (stream, @event) in events)
        {
            // Through JSON, as the log keeps it.
            var kept = EventNames.FromJson(EventNames.NameOf(@event), EventNames.ToJson(@event));
            _log.Add((stream, Now, kept));
            Board.Apply(_log.Count, stream, Now, kept);
            var id = Streams.Parse(stream).Id;
            switch (kept)
            {
                case BedEvent e:
                    _beds[new BedId(id)] = BedRules.Evolve(_beds[new BedId(id)], e);
                    break;
                case UnitEvent e:
                    _units[new UnitId(id)] = UnitRules.Evolve(_units[new UnitId(id)], e);
                    break;
                case EncounterEvent e:
                    _encounters[new EncounterId(id)] = EncounterEvolution.Evolve(Visit(id), e);
                    break;
            }
        }
    }
}
