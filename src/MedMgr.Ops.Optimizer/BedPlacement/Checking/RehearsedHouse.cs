using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Domain.Placement;
using MedMgr.Ops.Domain.Units;

namespace MedMgr.Ops.Optimizer.BedPlacement.Checking;

/// <summary>A copy of the house in which a plan is carried out: what is expected happens, what is commanded goes through Domain's rules.</summary>
internal sealed class RehearsedHouse
{
    private readonly PlacementProblem _problem;
    private readonly PriorityQueue<Action, (DateTimeOffset At, int Sequence)> _expected = new();
    private readonly Dictionary<UnitId, UnitView> _units;
    private readonly Dictionary<BedId, UnitId> _unitOf = [];
    private int _sequence;

    public RehearsedHouse(PlacementProblem problem, SurgeUse surge)
    {
        _problem = problem;
        _units = problem.Units.ToDictionary(u => u.Definition.Id, u => u with { Beds = u.Beds.ToDictionary() });
        foreach (var unit in problem.Units)
        {
            foreach (var (id, bed) in unit.Beds)
            {
                _unitOf[id] = unit.Definition.Id;
                ExpectHousekeeping(id, bed.State);
            }
        }

        foreach (var inpatient in problem.Inpatients)
        {
            if (inpatient is { Leaves: { } leaves, Place.Bed: { } bed })
            {
                Expect(leaves, () => Leave(bed, inpatient.Encounter, leaves));
            }
        }

        foreach (var opened in surge.Beds)
        {
            Expect(problem.Now.AddMinutes(Options.SurgeBedMinutes), () => Open(opened.Bed, problem.Now.AddMinutes(Options.SurgeBedMinutes)));
        }

        foreach (var called in surge.Nurses)
        {
            Expect(called.At, () => _units[called.Unit] = _units[called.Unit] is var unit
                ? unit with { StaffedCapacity = unit.StaffedCapacity + called.Count * unit.Definition.Ratio.PatientsPerNurse }
                : unit);
        }
    }

    private PlacementOptions Options => _problem.Options;

    public void LetTimePassUntil(DateTimeOffset at)
    {
        while (_expected.TryPeek(out var happen, out var when) && when.At <= at)
        {
            _expected.Dequeue();
            happen();
        }
    }

    /// <summary>Reserves the bed, and lets the patient come to it later.</summary>
    public IReadOnlyList<Rejection> Assign(PlacementStep step, BedNeeds needs)
    {
        if (!_unitOf.TryGetValue(step.Bed, out var unitId))
        {
            return [new Rejection(RejectionCode.BedUnknown, $"There is no bed {step.Bed}.")];
        }

        var unit = _units[unitId];
        var rejections = PlacementRules.Check(unit, step.Bed, step.Encounter, needs).ToList();
        var claim = new Claim(step.Encounter, needs.Gender, needs.Isolation, step.At);
        var decision = BedRules.Decide(step.Bed, unit.Beds[step.Bed], new BedCommand.Reserve(claim) { At = step.At }, unit.Definition.PatientsPerBedMax);
        if (decision is Decision<BedEvent>.Rejected rejected)
        {
            rejections.Add(rejected.Because);
            return rejections;
        }

        Apply(step.Bed, decision);
        if (step.From?.Bed is { } from)
        {
            var arrives = step.Arrives.AddMinutes(Options.MoveMinutes);
            Expect(arrives, () =>
            {
                Leave(from, step.Encounter, arrives);
                Command(step.Bed, new BedCommand.Occupy(new Occupant(step.Encounter, needs.Gender, needs.Isolation, arrives), Reported: false) { At = arrives });
            });
        }

        return rejections;
    }

    public IEnumerable<Rejection> Swap((PlacementStep Step, BedNeeds Needs) a, (PlacementStep Step, BedNeeds Needs) b)
    {
        if (a.Step.From?.Bed != b.Step.Bed || b.Step.From?.Bed != a.Step.Bed
            || !_units.TryGetValue(a.Step.Unit, out var unitOfB) || !_units.TryGetValue(b.Step.Unit, out var unitOfA))
        {
            return [new Rejection(RejectionCode.Invalid, $"{a.Step.Encounter} and {b.Step.Encounter} do not go to each other's bed.")];
        }

        var decision = SwapRules.Decide(
            (a.Step.Encounter, Lying(a)), (b.Step.Encounter, Lying(b)), unitOfA, unitOfB, reported: false, @override: null, "plan", a.Step.At, heardAt: a.Step.At);
        if (decision is SwapDecision.Rejected { All: var all })
        {
            return all.Select(r => r.Because);
        }

        var plan = ((SwapDecision.Planned)decision).Plan;
        Command(plan.ExchangeAtBedOfA!.Bed, plan.ExchangeAtBedOfA.Command);
        Command(plan.ExchangeAtBedOfB!.Bed, plan.ExchangeAtBedOfB.Command);
        return [];
    }

    private static EncounterState Lying((PlacementStep Step, BedNeeds Needs) patient) =>
        EncounterState.New with { Standing = Standing.Active, Needs = patient.Needs, Location = patient.Step.From };

    private void ExpectHousekeeping(BedId id, BedState state)
    {
        // A plan that needs the bed sooner than this is refused; one that comes later finds it ready.
        (DateTimeOffset Earliest, int LeastMinutes)? ready = state switch
        {
            BedState.Dirty d => (d.Since.AddMinutes(Options.TurnaroundMinutes), Options.CleaningMinutes),
            BedState.Cleaning { WasContaminated: true } c => (c.Since.AddMinutes(Options.SpecialCleanMinutes), 0),
            BedState.Cleaning c => (c.Since.AddMinutes(Options.CleaningMinutes), 0),
            BedState.Contaminated => (_problem.Now, Options.SpecialCleanMinutes),
            _ => null,
        };
        if (ready is { } r)
        {
            var least = _problem.Now.AddMinutes(r.LeastMinutes);
            var at = r.Earliest > least ? r.Earliest : least;
            Expect(at, () => Clean(id, at));
        }
        else if (state is BedState.Blocked { Until: { } until })
        {
            Expect(until, () =>
            {
                Command(id, new BedCommand.Unblock { At = until });
                CleanAfterwards(id, until);
            });
        }
    }

    private void Open(BedId id, DateTimeOffset at)
    {
        Command(id, new BedCommand.Open { At = at });
        CleanAfterwards(id, at);
    }

    private void Leave(BedId id, EncounterId encounter, DateTimeOffset at)
    {
        Command(id, new BedCommand.Vacate(encounter, "left") { At = at });
        CleanAfterwards(id, at);
    }

    private void CleanAfterwards(BedId id, DateTimeOffset at)
    {
        int? minutes = BedAt(id).State switch
        {
            BedState.Dirty => Options.TurnaroundMinutes,
            BedState.Contaminated => Options.SpecialCleanMinutes,
            _ => null,
        };
        if (minutes is { } m)
        {
            Expect(at.AddMinutes(m), () => Clean(id, at.AddMinutes(m)));
        }
    }

    private void Clean(BedId id, DateTimeOffset at)
    {
        Command(id, new BedCommand.StartCleaning("rehearsal") { At = at });
        Command(id, new BedCommand.FinishCleaning("rehearsal") { At = at });
    }

    private void Command(BedId id, BedCommand command) =>
        Apply(id, BedRules.Decide(id, BedAt(id), command, _units[_unitOf[id]].Definition.PatientsPerBedMax));

    private void Apply(BedId id, Decision<BedEvent> decision)
    {
        // What is only expected may be overtaken by a step that was refused; the refusal has been told.
        if (decision is Decision<BedEvent>.Accepted { Events: var events })
        {
            var unit = _units[_unitOf[id]];
            var beds = (Dictionary<BedId, Bed>)unit.Beds;
            foreach (var @event in events)
            {
                beds[id] = BedRules.Evolve(beds[id], @event);
            }
        }
    }

    private Bed BedAt(BedId id) => _units[_unitOf[id]].Beds[id];

    private void Expect(DateTimeOffset at, Action happens) => _expected.Enqueue(happens, (at, _sequence++));
}
