using System.Collections.Immutable;
using MedMgr.Ops.Optimizer.BedPlacement.Scene;
using MedMgr.Ops.Optimizer.Solver;

namespace MedMgr.Ops.Optimizer.BedPlacement.Model;

/// <summary>A scene as a CP-SAT model: who goes into which group of rooms from when on, and who exchanges beds with whom.</summary>
/// <remarks>The hard rules and the costs add their constraints; see <see cref="RuleBook"/> for the rules and <see cref="RoomGroups"/> for what the model leaves out.</remarks>
internal sealed class PlacementModel
{
    private readonly List<(BoolVar Variable, long Points)> _priced = [];
    private readonly List<(IntVar Variable, long Points)> _pricedCounts = [];
    private long _constant;

    public PlacementModel(PlacementScene scene)
    {
        Scene = scene;
        Exchangings = [.. scene.Exchanges.Select(e => new Exchanging(e, Builder.NewBool($"{e.OfWaiting.Who} <-> {e.OfPartner.Who}")))];
        Groups = RoomGroups.Of(scene, Exchangings.SelectMany(e => (HouseRoom[])[e.Exchange.OfWaiting.Bed.Room, e.Exchange.OfPartner.Bed.Room]).ToHashSet());
        Placings = [.. AllPlacings()];
        Stays = [.. scene.Patients.Select(p => Builder.NewBool($"{p} stays"))];
        OfPatient = Placings.ToLookup(p => p.Choice.Who);
        IntoUnit = Placings.ToLookup(p => p.Choice.Bed.Unit);
        OutOfUnit = Placings.Where(p => p.Choice.LeavesUnit is not null).ToLookup(p => p.Choice.LeavesUnit!);
        Price();
        foreach (var rule in RuleBook.Hard)
        {
            rule.AddTo(this);
        }

        Parties = RoomParties.AddTo(this);
        Counts = CountedCosts.AddTo(this);
        Builder.Minimize(LinearExpr.Sum(
        [
            LinearExpr.WeightedSum(_priced.Select(x => x.Variable), _priced.Select(x => x.Points)),
            LinearExpr.WeightedSum(_pricedCounts.Select(x => x.Variable), _pricedCounts.Select(x => x.Points)),
            LinearExpr.FromInt64(_constant),
        ]));
    }

    public PlacementScene Scene { get; }

    public CpModelBuilder Builder { get; } = new();

    public ImmutableArray<RoomGroup> Groups { get; }

    public ImmutableArray<Placing> Placings { get; }

    /// <summary>The patient gets no bed, or is not moved. By the position of the patient.</summary>
    public ImmutableArray<BoolVar> Stays { get; }

    public ILookup<Patient, Placing> OfPatient { get; }

    public ILookup<HouseUnit, Placing> IntoUnit { get; }

    /// <summary>Those that relieve a unit's nurses in time.</summary>
    public ILookup<HouseUnit, Placing> OutOfUnit { get; }

    public ImmutableArray<Exchanging> Exchangings { get; }

    public ImmutableArray<RoomParty> Parties { get; }

    /// <summary>By the position of the counted cost; null where it can never be above its threshold.</summary>
    public ImmutableArray<IntVar?> Counts { get; }

    /// <summary>Nurses to call in, for each unit that may need them.</summary>
    public Dictionary<HouseUnit, IntVar> NursesCalled { get; } = [];

    /// <summary>Where the nurses' limit holds only if somebody comes.</summary>
    public List<UnitTakes> Takes { get; } = [];

    public void AddCost(BoolVar variable, long points) => _priced.Add((variable, points));

    public void AddCost(IntVar variable, long points) => _pricedCounts.Add((variable, points));

    public void AddCost(long points) => _constant += points;

    private IEnumerable<Placing> AllPlacings()
    {
        var choicesOfBed = Scene.Choices.Where(c => c.Partner is null).ToLookup(c => c.Bed);
        for (var group = 0; group < Groups.Length; group++)
        {
            for (var place = 0; place < Groups[group].Places.Length; place++)
            {
                var bed = Groups[group].Rooms[0].Beds[Groups[group].Places[place].Positions[0]];
                foreach (var choice in choicesOfBed[bed])
                {
                    yield return new Placing(choice, group, place, Builder.NewBool(""));
                }
            }
        }
    }

    private void Price()
    {
        foreach (var who in Scene.Patients)
        {
            AddCost(Stays[who.Index], Scene.CostOfWaiting(who));
        }

        foreach (var placing in Placings)
        {
            AddCost(placing.Chosen, Scene.CostOf(placing.Choice));
        }

        foreach (var (exchange, chosen) in Exchangings)
        {
            AddCost(chosen, Scene.CostOf(exchange.OfWaiting) + Scene.CostOf(exchange.OfPartner));
        }
    }
}
