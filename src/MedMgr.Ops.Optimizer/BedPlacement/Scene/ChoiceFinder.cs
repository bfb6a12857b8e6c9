using System.Collections.Immutable;

namespace MedMgr.Ops.Optimizer.BedPlacement.Scene;

/// <summary>Finds every choice that keeps the hard rules by itself.</summary>
internal sealed class ChoiceFinder
{
    private readonly PlacementScene _scene;
    private readonly ImmutableArray<Choice>.Builder _choices = ImmutableArray.CreateBuilder<Choice>();

    private ChoiceFinder(PlacementScene scene) => _scene = scene;

    public static (ImmutableArray<Choice> Choices, ImmutableArray<Choice>[] OfPatient, ImmutableArray<Exchange> Exchanges) Find(PlacementScene scene)
    {
        var finder = new ChoiceFinder(scene);
        var candidates = scene.Beds.Where(b => b.FreeMinute is not null).ToList();
        var ofPatient = scene.Patients.Select(p => finder.OfPatient(p, candidates)).ToArray();
        var exchanges = finder.Exchanges();
        return (finder._choices.ToImmutable(), ofPatient, exchanges);
    }

    private ImmutableArray<Choice> OfPatient(Patient who, List<HouseBed> candidates)
    {
        var choices = ImmutableArray.CreateBuilder<Choice>();
        foreach (var bed in candidates)
        {
            var verdict = _scene.Judge(who, bed);
            if (verdict.Refusal is not null || !who.Waits && verdict.EarliestMinute > 0)
            {
                continue;
            }

            foreach (var minute in Minutes(who, bed, verdict.EarliestMinute))
            {
                choices.Add(Add(new Choice(_choices.Count, who, bed, minute)));
            }
        }

        return choices.ToImmutable();
    }

    /// <summary>As soon as possible, or as soon as there may be more nurses for fewer patients.</summary>
    private IEnumerable<int> Minutes(Patient who, HouseBed bed, int earliest)
    {
        var horizon = _scene.Options.HorizonMinutes;
        if (earliest <= horizon)
        {
            yield return earliest;
        }

        if (!who.Waits || who.IsCountedIn(bed.Unit.Id))
        {
            yield break;
        }

        var mayBeFull = false;
        foreach (var period in bed.Unit.Staffing.Periods)
        {
            if (mayBeFull && period.FromMinute <= horizon)
            {
                yield return period.FromMinute;
            }

            mayBeFull |= period.Binds && earliest < period.BeforeMinute;
        }
    }

    private ImmutableArray<Exchange> Exchanges()
    {
        var exchanges = ImmutableArray.CreateBuilder<Exchange>();
        foreach (var waiting in _scene.Patients.Where(p => p is { Waits: true, FreesBed: not null, FromUnit.IsBoardingPlace: false }))
        {
            foreach (var partner in _scene.Patients.Where(p => p is { Waits: false, FreesBed: not null }))
            {
                if (partner.FreesBed!.Room != waiting.FreesBed!.Room && MayLieAtOnce(waiting, partner.FreesBed) && MayLieAtOnce(partner, waiting.FreesBed))
                {
                    exchanges.Add(new Exchange(
                        Add(new Choice(_choices.Count, waiting, partner.FreesBed, 0, partner)),
                        Add(new Choice(_choices.Count, partner, waiting.FreesBed, 0, waiting))));
                }
            }
        }

        return exchanges.ToImmutable();
    }

    private bool MayLieAtOnce(Patient who, HouseBed bed) => _scene.Judge(who, bed, exchange: true) is { Refusal: null, EarliestMinute: 0 };

    private Choice Add(Choice choice)
    {
        _choices.Add(choice);
        return choice;
    }
}
