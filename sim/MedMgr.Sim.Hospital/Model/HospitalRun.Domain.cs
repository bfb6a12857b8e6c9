using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Units;

namespace MedMgr.Sim.Hospital.Model;

/// <content>The arrays of a run as Domain's own types, for policies that think in them.</content>
internal sealed partial class HospitalRun
{
    public UnitView AsDomainSees(int unit)
    {
        var beds = new Dictionary<BedId, Bed>(_house.UnitBeds[unit]);
        for (var bed = _house.UnitFirstBed[unit]; bed < _house.UnitFirstBed[unit] + _house.UnitBeds[unit]; bed++)
        {
            beds.Add(_house.Beds[bed].Id, new Bed(StateOf(bed)));
        }

        var state = _shut[unit] ? UnitState.New with { ClosedBecause = ClosureReason(unit) } : UnitState.New;
        return new UnitView(_house.Units[unit], state, beds, Capacity(unit));
    }

    private BedState StateOf(int bed) => _bedStatus[bed] switch
    {
        BedStatus.Ready => new BedState.Ready(null),
        BedStatus.Reserved => new BedState.Reserved(ClaimOf(_bedPatient[bed])),
        BedStatus.Occupied => new BedState.Occupied([OccupantOf(_bedPatient[bed])], []),
        BedStatus.Dirty => new BedState.Dirty(_plan.Clock.At(_dirtySince[bed])),
        BedStatus.Cleaning => new BedState.Cleaning(_plan.Clock.At(_dirtySince[bed]), "housekeeping", WasContaminated: false),
        BedStatus.Blocked => new BedState.Blocked(Instant, _withheldBecause[bed] ?? "blocked by people", Until: null, NeedsCleaning: false),
        BedStatus.Closed => new BedState.Closed(null, "out of service", NeedsCleaning: false),
        var other => throw new InvalidOperationException($"A run has no beds that are {other}."),
    };

    private Occupant OccupantOf(int patient) =>
        new(_view.IdOf(patient), _patients[patient].Gender, _rules.Isolations[_patients[patient].Isolation], _plan.Clock.At(Math.Max(0.0, _patients[patient].BeddedAt)));

    private Claim ClaimOf(int patient) =>
        new(_view.IdOf(patient), _patients[patient].Gender, _rules.Isolations[_patients[patient].Isolation], Instant);
}
