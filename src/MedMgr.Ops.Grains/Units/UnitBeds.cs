using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Domain.Placement;
using MedMgr.Ops.Domain.Units;
using MedMgr.Ops.Grains.Contracts;

namespace MedMgr.Ops.Grains.Units;

/// <summary>A unit's view of its beds: as they last answered, with the placements that are on their way counted in.</summary>
/// <remarks>
/// Placements of one unit overlap (the unit is reentrant, each bed is not). A placement that is being written already counts for the
/// room's gender, its cohort and the staffed capacity, so that two placements into one room can not pass each other.
/// </remarks>
internal sealed class UnitBeds
{
    private readonly Dictionary<BedId, BedVersion> _beds = [];
    private readonly HashSet<BedId> _inDoubt = [];
    private readonly List<Underway> _underway = [];

    public bool IsLoaded { get; private set; }

    /// <summary>Beds of which the last answer did not come: what became of the call is not known.</summary>
    public ImmutableArray<BedId> InDoubt => [.. _inDoubt];

    public void Load(IEnumerable<BedVersion> beds)
    {
        foreach (var bed in beds)
        {
            Note(bed);
        }

        IsLoaded = true;
    }

    /// <summary>Takes an answer of a bed, unless a later one is known.</summary>
    public void Note(BedVersion bed)
    {
        if (!_beds.TryGetValue(bed.Id, out var known) || known.Version <= bed.Version)
        {
            _beds[bed.Id] = bed;
        }

        _inDoubt.Remove(bed.Id);
    }

    public void Doubt(BedId bed)
    {
        if (_beds.ContainsKey(bed))
        {
            _inDoubt.Add(bed);
        }
    }

    public Bed? Find(BedId bed) => _beds.GetValueOrDefault(bed)?.Bed;

    public IEnumerable<BedVersion> All => _beds.Values;

    public Underway Begin(TakeBed take, EncounterId encounter)
    {
        var underway = new Underway(take.Bed, new Claim(encounter, take.Needs.Gender, take.Needs.Isolation, take.Command.At));
        _underway.Add(underway);
        return underway;
    }

    public void End(Underway underway) => _underway.Remove(underway);

    public UnitView View(UnitDefinition unit, UnitState state, int staffedCapacity)
    {
        var beds = new Dictionary<BedId, Bed>(_beds.Count);
        foreach (var (id, bed) in _beds)
        {
            beds[id] = bed.Bed;
        }

        foreach (var underway in _underway)
        {
            var bed = beds[underway.Bed];
            if (bed.Holds(underway.Claim.Encounter) || bed.IsClaimedBy(underway.Claim.Encounter))
            {
                continue;
            }

            beds[underway.Bed] = bed.State switch
            {
                BedState.Occupied o => bed with { State = o with { Joining = o.Joining.Add(underway.Claim) } },
                BedState.Reserved => bed,
                _ => bed with { State = new BedState.Reserved(underway.Claim) },
            };
        }

        return new UnitView(unit, state, beds, staffedCapacity);
    }

    internal sealed record Underway(BedId Bed, Claim Claim);
}
