using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Board;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.Domain.Placement;
using MedMgr.Ops.Domain.Staffing;
using MedMgr.Ops.Domain.Surge;
using MedMgr.Ops.Domain.Units;
using MedMgr.Sim.Hospital.Results;

namespace MedMgr.Ops.Driving;

/// <summary>A simulated hospital as what its systems would say: the EHR its visits, housekeeping its beds, the staffing office its shifts.</summary>
internal sealed class HospitalScript
{
    public const string Ehr = "order entry";
    public const string BedManager = "bed manager";

    private const string Substitute = "-SUB";

    private readonly HospitalBoard _simulated;
    private readonly Func<DateTimeOffset, DateTimeOffset> _toServerTime;
    private readonly object? _onPurpose;
    private DateTimeOffset _at;

    /// <param name="toServerTime">When a simulated moment comes in the time of the server.</param>
    /// <param name="onPurpose">Why rules of the house are set aside; null where they hold.</param>
    public HospitalScript(HospitalId hospital, Func<DateTimeOffset, DateTimeOffset> toServerTime, string? onPurpose)
    {
        (_simulated, _toServerTime) = (new HospitalBoard(hospital), toServerTime);
        _onPurpose = onPurpose is null ? null : new { reason = onPurpose };
    }

    /// <summary>Takes what has happened for known: nobody is told.</summary>
    public void Fold(IEnumerable<RecordedStep> steps)
    {
        foreach (var step in steps)
        {
            Apply(step);
        }
    }

    /// <summary>Brings an empty hospital to where the simulated one stands, in the order in which it came about: surge beds open, staff on shift, patients in their beds, those who wait waiting.</summary>
    public IEnumerable<SystemAction> Opening()
    {
        var first = _simulated.Encounters.Values.Select(v => v.ArrivedAt).Concat(_simulated.Units.SelectMany(u => u.State.OnDuty.Select(p => (DateTimeOffset?)p.Since))).Min() ?? _at;
        var actions = new List<SystemAction>();
        _at = _simulated.SurgeChange?.At ?? first;
        if (_simulated.SurgeLevel > 0)
        {
            actions.Add(SurgeLevel(_simulated.SurgeLevel, "as simulated"));
        }

        foreach (var unit in _simulated.Units)
        {
            _at = first;
            foreach (var (bed, _) in unit.Beds.Where(b => b.Value.State is not BedState.Closed && _simulated.Map!.Bed(b.Key)!.Surge))
            {
                actions.Add(Open(bed.Value));
            }

            foreach (var person in unit.State.OnDuty)
            {
                _at = person.Since;
                actions.AddRange(On(person.Staff, unit.Definition.Id, person.Until));
            }
        }

        foreach (var (id, visit) in _simulated.Encounters)
        {
            actions.AddRange(OpeningOf(id, visit));
        }

        return actions.OrderBy(a => a.At);
    }

    /// <summary>What the hospital's systems say of these steps, in order.</summary>
    /// <param name="steps">Whole transactions.</param>
    public IEnumerable<SystemAction> Tell(ImmutableArray<RecordedStep> steps)
    {
        for (var next = 0; next < steps.Length;)
        {
            var transaction = steps[next].Transaction;
            var before = new Dictionary<EncounterId, EncounterState>();
            var (others, floated) = (new List<SystemAction>(), new HashSet<StaffId>());
            for (; next < steps.Length && steps[next].Transaction == transaction; next++)
            {
                var step = steps[next];
                if (step.Event is EncounterEvent && new EncounterId(Streams.Parse(step.Stream).Id) is var visit && !before.ContainsKey(visit))
                {
                    before[visit] = _simulated.Encounters.GetValueOrDefault(visit, EncounterState.New);
                }

                Apply(step);
                if (step.Event is StaffEvent.Floated)
                {
                    floated.Add(StaffId.Of(Streams.Parse(step.Stream).Id));
                }

                others.AddRange(OfOthers(step, floated));
            }

            foreach (var (visit, was) in before)
            {
                foreach (var action in OfVisit(visit, was, _simulated.Encounters.GetValueOrDefault(visit)))
                {
                    yield return action;
                }
            }

            foreach (var action in others)
            {
                yield return action;
            }
        }
    }

    private void Apply(RecordedStep step)
    {
        _at = step.At;
        _simulated.Apply(step.Position, step.Stream, step.At, step.Event);
    }

    private IEnumerable<SystemAction> OpeningOf(EncounterId id, EncounterState visit)
    {
        if (visit is { IsHere: true, Location: { } place })
        {
            _at = visit.LocatedSince ?? visit.ArrivedAt ?? _at;
            yield return Message(Admission(visit), id, visit, place);
        }

        if (visit.Request is { } request)
        {
            _at = request.Since;
            foreach (var action in Asks(id, visit, request))
            {
                yield return action;
            }

            if (request.Assigned is { Bed: { } bed } assigned)
            {
                _at = visit.InTransitSince ?? request.Since;
                yield return Assign(id, bed, new { reason = "given before, by the nurses who were there then" });
                yield return Message("A09", id, visit, visit.Location, assigned);
            }
        }

        // After the arrival, and as the last word on it.
        _at = visit.DischargeOrderedAt ?? visit.LocatedSince ?? _at;
        if (visit.DischargeExpectedAt is { } expected)
        {
            yield return Expect(id, expected);
        }

        if (visit.DischargeOrderedAt is not null)
        {
            yield return Message("A16", id, visit, visit.Location);
        }
    }

    /// <param name="now">Null for a visit that is over.</param>
    private IEnumerable<SystemAction> OfVisit(EncounterId id, EncounterState was, EncounterState? now)
    {
        if (now is null)
        {
            // One who has not come is taken off the list; whoever was here has left.
            if (was.IsHere || was.Request is not null)
            {
                yield return was.IsHere ? Message("A03", id, was, was.Location) : CancelRequest(id);
            }

            yield break;
        }

        if (now.IsHere && now.Location is { } place && (!was.IsHere || was.Location is null))
        {
            yield return Message(Admission(now), id, now, place);
        }
        else if (now.IsHere && now.Location is { } reached && reached != was.Location)
        {
            yield return Message("A02", id, now, reached, left: was.Location);
        }

        if (now.Request is { } request && was.Request is null)
        {
            foreach (var action in Asks(id, now, request))
            {
                yield return action;
            }
        }

        if (was.Request is not null && now.Request is null && now.Location == was.Location)
        {
            yield return CancelRequest(id);
        }

        if (now.Request?.Assigned is { Bed: { } bed } && was.Request?.Assigned is null)
        {
            yield return Assign(id, bed, _onPurpose);
        }

        if (was.Request?.Assigned is not null && now.Request is { Assigned: null })
        {
            yield return Command(BedManager, "unassign", new { reason = "another decision" }, id, Bed(was.Request.Assigned.Bed));
        }

        if (now.InTransitSince is not null && was.InTransitSince is null)
        {
            yield return Message("A09", id, now, now.Location, now.Request?.Assigned);
        }

        if (now.DischargeOrderedAt is not null && was.DischargeOrderedAt is null)
        {
            yield return Message("A16", id, now, now.Location);
        }

        if (now.DischargeExpectedAt is { } expected && expected != was.DischargeExpectedAt)
        {
            yield return Expect(id, expected);
        }
    }

    /// <summary>The order for a bed, and what the order entry knows of the needs beyond what a message can carry.</summary>
    private IEnumerable<SystemAction> Asks(EncounterId id, EncounterState visit, BedRequest request)
    {
        yield return Message(visit.IsHere ? "A15" : "A14", id, visit, visit.Location, request.Target is { } unit ? new Place(unit, null) : null);
        yield return Command(Ehr, "needs", NeedsOf(visit.Needs), id);
    }

    private static object NeedsOf(BedNeeds needs) => new { levelOfCare = needs.LevelOfCare, capabilities = needs.Capabilities, acuity = needs.Acuity, ageYears = needs.AgeYears };

    /// <param name="floated">Of this transaction: their leaving and arriving is told as one thing.</param>
    private ImmutableArray<SystemAction> OfOthers(RecordedStep step, HashSet<StaffId> floated)
    {
        var id = Streams.Parse(step.Stream).Id;
        return step.Event switch
        {
            BedEvent.CleaningStarted => [Housekeeping(id, "clean-start")],
            BedEvent.MadeReady => [Housekeeping(id, "clean-finish")],
            BedEvent.Opened => [Open(id)],
            BedEvent.Closed e => [OnBed(BedManager, id, "close", new { reason = e.Reason })],
            BedEvent.Blocked e => [OnBed("facilities", id, "block", new { reason = e.Reason })],
            BedEvent.Unblocked => [OnBed("facilities", id, "unblock", new { })],
            UnitEvent.StaffArrived { Person: var person } when !floated.Contains(person.Staff) => On(person.Staff, UnitId.Of(id), person.Until),
            UnitEvent.StaffLeft { Staff: var staff } when !floated.Contains(staff) => Off(staff, UnitId.Of(id), "end of shift"),
            StaffEvent.Floated e => [Act("staffing office", $"staff/{id}/float", new { unit = e.To.Value, @override = new { reason = "as the staffing office says" } }, null, id, e.From.Value, e.To.Value)],
            UnitEvent.Closed e => [OnUnit(id, "close", new { reason = e.Reason })],
            UnitEvent.Opened => [OnUnit(id, "open", new { })],
            HospitalEvent.SurgeLevelSet e => [SurgeLevel(e.Level, e.Reason)],
            _ => [],
        };
    }

    /// <summary>A substitute works under the name on the rota. An agency's nurse is nobody's whom the house knows: she is told to the unit.</summary>
    private ImmutableArray<SystemAction> On(StaffId person, UnitId unit, DateTimeOffset until) => Known(person) is { } known
        ? [Act("staffing office", $"staff/{known}/on", new { unit = unit.Value, until = _toServerTime(until), @override = new { reason = "as the staffing office says" } }, null, known.Value, unit.Value)]
        : [Act("staffing office", $"units/{unit}/agency/{person}/on", new { until = _toServerTime(until) }, null, person.Value, unit.Value)];

    private ImmutableArray<SystemAction> Off(StaffId person, UnitId unit, string why) =>
        Known(person) is { } known
            ? [Act("staffing office", $"staff/{known}/off", new { reason = why }, null, known.Value, unit.Value)]
            : [Act("staffing office", $"units/{unit}/agency/{person}/off", new { }, null, person.Value, unit.Value)];

    private StaffId? Known(StaffId onShift)
    {
        var planned = onShift.Value.EndsWith(Substitute, StringComparison.Ordinal) ? StaffId.Of(onShift.Value[..^Substitute.Length]) : onShift;
        return _simulated.Map!.Staff(planned) is null ? null : planned;
    }

    private SystemAction.Command Assign(EncounterId id, BedId bed, object? onPurpose) =>
        Command(BedManager, "assign", new { bed = bed.Value, @override = onPurpose }, id, bed.Value, _simulated.Map!.UnitOf(bed)!.Id.Value);

    private SystemAction.Command CancelRequest(EncounterId id) => Command(Ehr, "cancel-request", new { reason = "no longer needed" }, id);

    private SystemAction.Command Expect(EncounterId id, DateTimeOffset expected) => Command(Ehr, "discharge-expected", new { expected = _toServerTime(expected) }, id);

    private SystemAction.Command Open(string bed) => OnBed(BedManager, bed, "open", new { });

    private SystemAction.Command Housekeeping(string bed, string what) => OnBed("housekeeping", bed, what, new { by = "housekeeping" });

    private SystemAction.Command OnBed(string who, string bed, string what, object body) => Act(who, $"beds/{bed}/{what}", body, null, bed);

    private SystemAction.Command OnUnit(string unit, string what, object body) =>
        Act("command center", $"units/{unit}/{what}", body, null, [unit, .. _simulated.Map!.Unit(UnitId.Of(unit))!.Rooms.SelectMany(r => r.Beds).Select(b => b.Id.Value)]);

    private SystemAction.Command SurgeLevel(int level, string reason) => Act("command center", "surge-level", new { level, reason }, null);

    private SystemAction.Command Command(string who, string what, object body, EncounterId visit, params string[] about) =>
        Act(who, what, body, visit, [visit.Value, .. about]);

    private SystemAction.Command Act(string who, string path, object body, EncounterId? visit, params string[] about) =>
        new(who, path, body, visit) { At = _at, About = [.. about.Where(a => a.Length > 0)] };

    private SystemAction.Message Message(string trigger, EncounterId visit, EncounterState state, Place? location, Place? pending = null, Place? left = null) => new(trigger, visit, state, location, pending)
    {
        At = _at,
        // The unit too: who may lie in a room, and how many in a unit, depends on who has left it.
        About = [.. new[] { visit.Value, Bed(location?.Bed), Bed(pending?.Bed), Bed(left?.Bed), Unit(location), Unit(pending), Unit(left) }.Where(a => a.Length > 0).Distinct()],
    };

    private static string Unit(Place? place) => place is { Bed: not null } ? place.Unit.Value : "";

    private static string Bed(BedId? bed) => bed?.Value ?? "";

    private static string Admission(EncounterState visit) => visit.PatientClass == "E" ? "A04" : "A01";
}
