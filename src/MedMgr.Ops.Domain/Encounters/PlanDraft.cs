using System.Collections.Immutable;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Discrepancies;
using MedMgr.Ops.Domain.Placement;

namespace MedMgr.Ops.Domain.Encounters;

/// <summary>A plan in the making: each event that is added is folded at once, so that what follows sees it.</summary>
internal sealed class PlanDraft(EncounterId id, EncounterState state, HospitalMap map, string source, DateTimeOffset at)
{
    private readonly ImmutableArray<EncounterEvent>.Builder _events = ImmutableArray.CreateBuilder<EncounterEvent>();
    private readonly List<BedStep> _others = [];
    private TakeBed? _take;

    public EncounterState State { get; private set; } = state;

    /// <summary>When it happened.</summary>
    public DateTimeOffset At => at;

    public HospitalMap Map => map;

    /// <remarks>A bed that is left or taken needs not be told of changed details as well: taking carries them, leaving ends them.</remarks>
    public EncounterPlan Plan()
    {
        var leftOrTaken = _others.Where(s => s.Command is not BedCommand.UpdateOccupant).Select(s => s.Bed).ToHashSet();
        if (_take is { } take)
        {
            leftOrTaken.Add(take.Bed);
        }

        return new(_events.ToImmutable(), _take, [.. _others.Where(s => s.Command is not BedCommand.UpdateOccupant || !leftOrTaken.Contains(s.Bed))]);
    }

    public void Add(EncounterEvent @event)
    {
        _events.Add(@event);
        State = EncounterEvolution.Evolve(State, @event);
    }

    /// <summary>From now on the visit is known again: expected, or here.</summary>
    /// <remarks>Nothing of a visit that is over is kept by those who only follow the board, so its details are told again.</remarks>
    public void Register(bool here)
    {
        var told = State;
        Add(new EncounterEvent.Registered(here) { At = at });
        if (told.Standing is Standing.Unknown or Standing.Departed or Standing.Cancelled
            && (told.Patient is not null || told.PatientClass is not null || told.Needs != BedNeeds.Unknown))
        {
            Add(new EncounterEvent.DetailsChanged(told.Patient, told.PatientClass, told.Needs) { At = at });
        }
    }

    public void Raise(DiscrepancyKind kind, string says, BedId? bed = null)
    {
        var discrepancy = Discrepancies.Discrepancy.OfEncounter(id, State.Discrepancies, source, kind, says, bed, at);
        if (!State.Discrepancies.Any(d => d.SameMatterAs(discrepancy)))
        {
            Add(new EncounterEvent.DiscrepancyRaised(discrepancy) { At = at });
        }
    }

    public void Resolve(DiscrepancyKind kind, string how)
    {
        foreach (var open in State.Discrepancies.Where(d => d.Kind == kind))
        {
            Add(new EncounterEvent.DiscrepancyResolved(open.Id, how) { At = at });
        }
    }

    /// <summary>Changes what is known of the patient, also in the bed, whose room is judged by it.</summary>
    public void SetDetails(PatientId? patient, string? patientClass, BedNeeds needs)
    {
        if (patient == State.Patient && patientClass == State.PatientClass && needs == State.Needs)
        {
            return;
        }

        var roomMustKnow = needs.Gender != State.Needs.Gender || needs.Isolation != State.Needs.Isolation;
        Add(new EncounterEvent.DetailsChanged(patient, patientClass, needs) { At = at });
        if (roomMustKnow)
        {
            foreach (var place in new[] { State.Location, State.Request?.Assigned })
            {
                Step(place, new BedCommand.UpdateOccupant(id, needs.Gender, needs.Isolation) { At = at });
            }
        }
    }

    public void ReserveBed(Place place, bool reported, Override? @override = null)
    {
        var claim = new Claim(id, State.Needs.Gender, State.Needs.Isolation, at);
        _take = new TakeBed(place.Unit, place.Bed!.Value, new BedCommand.Reserve(claim, @override) { At = at }, State.Needs, reported);
        Add(new EncounterEvent.BedAssigned(place, @override) { At = at });
    }

    /// <summary>The patient is at a place from now on: leaves the bed before, lets an assignment go that this fulfils or outdates.</summary>
    /// <param name="since">When the patient came there, if that was before the bed could be taken.</param>
    public void MoveTo(Place place, bool reported, Override? @override = null, LastMovement? since = null)
    {
        if (State.Location == place)
        {
            return;
        }

        var fulfils = Fulfils(place);
        if (fulfils && State.Request?.Assigned is { } assigned && assigned.Bed != place.Bed)
        {
            Step(assigned, new BedCommand.ReleaseReservation(id, "the patient went to another bed") { At = at });
        }

        LeaveBed("moved");
        if (place.Bed is { } bed)
        {
            var occupant = new Occupant(id, State.Needs.Gender, State.Needs.Isolation, at);
            _take = new TakeBed(place.Unit, bed, new BedCommand.Occupy(occupant, reported, @override) { At = at }, State.Needs, reported);
        }

        Resolve(DiscrepancyKind.BedContested, "the patient is known to be elsewhere");
        Resolve(DiscrepancyKind.LocationDiffers, "a movement followed");
        Add(new EncounterEvent.Placed(place, fulfils, @override) { At = since?.At ?? at, AtIsTold = since is { } then ? then.IsTold : reported });
    }

    public void LeaveBed(string why) => Step(State.Location, new BedCommand.Vacate(id, why) { At = at });

    public void ReleaseAssignment(string why)
    {
        if (State.Request?.Assigned is { } assigned)
        {
            Step(assigned, new BedCommand.ReleaseReservation(id, why) { At = at });
            Add(new EncounterEvent.AssignmentReleased(assigned, why) { At = at });
        }
    }

    /// <summary>An inpatient who is in the ED or PACU waits for a bed: boarding begins with the decision to admit.</summary>
    /// <param name="before">Where the visit stood: one who was an inpatient there already, and whose request was cancelled, is not asked for again.</param>
    public void RequestBedIfBoarding(EncounterState before, DateTimeOffset? since = null)
    {
        if (State is { Request: null, Location: { } place } && ShouldBoard(State) && !ShouldBoard(before))
        {
            Add(new EncounterEvent.BedRequested(null, "admitted, still in " + place.Unit.Value) { At = since ?? at });
        }
    }

    private bool ShouldBoard(EncounterState s) =>
        s is { IsHere: true, PatientClass: "I", Location: { } place, DischargeOrderedAt: null } && IsBoardingPlace(place.Unit);

    /// <summary>A request ends when its bed or unit is reached, or when the patient comes to any inpatient unit from outside it.</summary>
    private bool Fulfils(Place place) =>
        State.Request is { } request
        && (request.Assigned?.Bed is { } bed && bed == place.Bed
            || (request.Target ?? request.Assigned?.Unit) == place.Unit && place.Bed is not null
            || place.Bed is not null && !IsBoardingPlace(place.Unit) && place.Unit != State.Location?.Unit);

    private bool IsBoardingPlace(UnitId unit) => map.Unit(unit)?.LevelOfCare.IsBoardingPlace() == true;

    private void Step(Place? place, BedCommand command)
    {
        if (place?.Bed is { } bed)
        {
            _others.Add(new BedStep(place.Unit, bed, command));
        }
    }
}
