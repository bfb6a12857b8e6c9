using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Board;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.Domain.Staffing;
using MedMgr.Ops.Domain.Surge;
using MedMgr.Sim.Hospital.Results;

namespace MedMgr.Ops.Demo;

/// <summary>A simulated hospital as what its systems would say: the EHR its visits, housekeeping its beds, the staffing office its shifts.</summary>
internal sealed class DemoScript
{
    private readonly ImmutableArray<RecordedStep> _steps;
    private readonly HospitalBoard _simulated;
    private readonly Func<DateTimeOffset, DateTimeOffset> _toWallTime;
    private int _next;

    /// <param name="from">Simulated time at which the play begins; what came before is folded and not played.</param>
    /// <param name="toWallTime">When a simulated moment comes in the time of this world.</param>
    public DemoScript(Recording recording, DateTimeOffset from, Func<DateTimeOffset, DateTimeOffset> toWallTime)
    {
        _toWallTime = toWallTime;
        _simulated = new HospitalBoard(recording.Hospital.Id);
        var begin = 0;
        while (begin < recording.Steps.Length && recording.Steps[begin].At < from)
        {
            Apply(recording.Steps[begin++]);
        }

        _steps = recording.Steps[begin..];
    }

    public bool IsOver => _next == _steps.Length;

    /// <summary>Brings an empty hospital to where the simulated one stands: surge beds open, staff on shift, patients in their beds.</summary>
    public IEnumerable<DemoAction> Opening()
    {
        if (_simulated.SurgeLevel > 0)
        {
            yield return SurgeLevel(_simulated.SurgeLevel, "as simulated");
        }

        foreach (var (bed, _) in _simulated.Units.SelectMany(u => u.Beds).Where(b => b.Value.State is not BedState.Closed && _simulated.Map!.Bed(b.Key)!.Surge))
        {
            yield return Open(bed.Value);
        }

        foreach (var person in _simulated.Units.SelectMany(u => u.State.OnDuty.Select(p => (Unit: u.Definition.Id, p.Staff, p.Until))))
        {
            yield return On(person.Staff, person.Unit, person.Until);
        }

        foreach (var (id, visit) in _simulated.Encounters.Where(e => e.Value.IsHere && e.Value.Location is not null).OrderBy(e => e.Value.LocatedSince))
        {
            yield return new DemoAction.Message(Admission(visit), id, visit, visit.Location);
        }
    }

    /// <summary>What happens up to a simulated moment, in order.</summary>
    public IEnumerable<DemoAction> Until(DateTimeOffset moment)
    {
        while (!IsOver && _steps[_next].At <= moment)
        {
            var transaction = _steps[_next].Transaction;
            var before = new Dictionary<EncounterId, EncounterState>();
            var beds = new List<DemoAction>();
            for (; !IsOver && _steps[_next].Transaction == transaction; _next++)
            {
                var step = _steps[_next];
                if (step.Event is EncounterEvent && new EncounterId(Streams.Parse(step.Stream).Id) is var visit && !before.ContainsKey(visit))
                {
                    before[visit] = _simulated.Encounters.GetValueOrDefault(visit, EncounterState.New);
                }

                Apply(step);
                beds.AddRange(OfOthers(step));
            }

            foreach (var (visit, was) in before)
            {
                foreach (var action in OfVisit(visit, was, _simulated.Encounters.GetValueOrDefault(visit)))
                {
                    yield return action;
                }
            }

            foreach (var action in beds)
            {
                yield return action;
            }
        }
    }

    private void Apply(RecordedStep step) => _simulated.Apply(step.Position, step.Stream, step.At, step.Event);

    /// <param name="now">Null for a visit that is over.</param>
    private IEnumerable<DemoAction> OfVisit(EncounterId id, EncounterState was, EncounterState? now)
    {
        if (now is null)
        {
            if (was.IsHere)
            {
                yield return new DemoAction.Message("A03", id, was, was.Location);
            }

            yield break;
        }

        if (now.IsHere && now.Location is { } place && (!was.IsHere || was.Location is null))
        {
            yield return new DemoAction.Message(Admission(now), id, now, place);
        }
        else if (now.IsHere && now.Location is { } reached && reached != was.Location)
        {
            yield return new DemoAction.Message("A02", id, now, reached);
        }

        if (now.Request is { } request && was.Request is null)
        {
            var trigger = now.IsHere ? "A15" : "A14";
            yield return new DemoAction.Message(trigger, id, now, now.Location, request.Target is { } unit ? new Place(unit, null) : null);
        }

        if (now.Request?.Assigned is { Bed: { } bed } && was.Request?.Assigned is null)
        {
            yield return new DemoAction.Command("demo bed manager", $"encounters/{id}/assign", new { bed = bed.Value, @override = OnPurpose });
        }

        if (now.InTransitSince is not null && was.InTransitSince is null)
        {
            yield return new DemoAction.Message("A09", id, now, now.Location, now.Request?.Assigned);
        }

        if (now.DischargeOrderedAt is not null && was.DischargeOrderedAt is null)
        {
            yield return new DemoAction.Message("A16", id, now, now.Location);
        }

        if (now.DischargeExpectedAt is { } expected && expected != was.DischargeExpectedAt)
        {
            yield return new DemoAction.Command("demo ward", $"encounters/{id}/discharge-expected", new { expected = _toWallTime(expected) });
        }
    }

    private ImmutableArray<DemoAction> OfOthers(RecordedStep step)
    {
        var id = Streams.Parse(step.Stream).Id;
        return step.Event switch
        {
            BedEvent.CleaningStarted => [Housekeeping(id, "clean-start")],
            BedEvent.MadeReady => [Housekeeping(id, "clean-finish")],
            BedEvent.Opened => [Open(id)],
            BedEvent.Closed e => [new DemoAction.Command("demo bed manager", $"beds/{id}/close", new { reason = e.Reason })],
            StaffEvent.ShiftStarted e => [On(new StaffId(id), e.Unit, e.Until)],
            StaffEvent.ShiftEnded e => [new DemoAction.Command("demo staffing office", $"staff/{id}/off", new { reason = e.Why })],
            StaffEvent.Floated e => [new DemoAction.Command("demo staffing office", $"staff/{id}/float", new { unit = e.To.Value, @override = OnPurpose })],
            HospitalEvent.SurgeLevelSet e => [SurgeLevel(e.Level, e.Reason)],
            _ => [],
        };
    }

    // In a demo that runs faster than the clock, a night's rest lasts minutes; the simulation itself has kept the rules by its own clock.
    private static readonly object OnPurpose = new { reason = "the demo runs faster than the clock" };

    private DemoAction.Command On(StaffId person, UnitId unit, DateTimeOffset until) =>
        new("demo staffing office", $"staff/{person}/on", new { unit = unit.Value, until = _toWallTime(until), @override = OnPurpose });

    private static DemoAction.Command Open(string bed) => new("demo bed manager", $"beds/{bed}/open", new { });

    private static DemoAction.Command SurgeLevel(int level, string reason) => new("demo command center", "surge-level", new { level, reason });

    private static DemoAction.Command Housekeeping(string bed, string what) => new("demo housekeeping", $"beds/{bed}/{what}", new { by = "demo housekeeping" });

    private static string Admission(EncounterState visit) => visit.PatientClass == "E" ? "A04" : "A01";
}
