using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Placement;
using MedMgr.Ops.Optimizer.BedPlacement.HardRules;
using MedMgr.Ops.Optimizer.BedPlacement.SoftRules;

namespace MedMgr.Ops.Optimizer.BedPlacement.Scene;

/// <summary>A problem made ready for planning: who may go where from when on, and what that costs. Built once, read by every planner.</summary>
internal sealed class PlacementScene
{
    private readonly Dictionary<BedId, HouseBed> _beds;
    private readonly Dictionary<EncounterId, Patient> _patients;
    private readonly Dictionary<EncounterId, BedId> _bedInLastPlan;
    private readonly ImmutableArray<Rejection>[] _rejections;
    private readonly ImmutableArray<string>[] _scarce;
    private readonly int _roomKinds;
    private readonly bool _namesRooms;
    private readonly ImmutableArray<Choice>[] _choicesOf;
    private readonly long[] _costs;
    private readonly (int Index, int Sign)[][] _counts;

    /// <param name="namesRooms">What is said against a room names that very room: for explanations. Else like rooms share one verdict, whose words name the first of them.</param>
    /// <exception cref="ArgumentException">The problem can not be answered; the message says why.</exception>
    public PlacementScene(PlacementProblem problem, bool namesRooms = false)
    {
        _namesRooms = namesRooms;
        if (problem.WhatIsWrong() is { Count: > 0 } wrong)
        {
            throw new ArgumentException(string.Join(" ", wrong), nameof(problem));
        }

        Problem = problem;
        var parts = SceneParts.Of(problem);
        (Units, Rooms, Beds, Patients) = (parts.Units, parts.Rooms, parts.Beds, parts.Patients);
        _beds = Beds.ToDictionary(b => b.Id);
        _patients = Patients.ToDictionary(p => p.Id);
        _bedInLastPlan = problem.LastPlan?.Steps.ToDictionary(s => s.Encounter, s => s.Bed) ?? [];
        _roomKinds = Rooms.IsEmpty ? 0 : Rooms.Max(r => r.Kind) + 1;
        _rejections = new ImmutableArray<Rejection>[Patients.Length * _roomKinds];
        _scarce = new ImmutableArray<string>[_roomKinds];
        CountedCosts = [.. RuleBook.Soft.SelectMany(r => r.Counted(this))];

        var choices = ChoiceFinder.Find(this);
        (Choices, Exchanges) = (choices.Choices, choices.Exchanges);
        _choicesOf = choices.OfPatient;
        _costs = [.. Choices.Select(c => RuleBook.Soft.Sum(r => r.OfChoice(this, c)))];
        var countedOf = Units.ToDictionary(u => u, u => Enumerable.Range(0, CountedCosts.Length).Where(i => CountedCosts[i].Unit is not { } unit || unit == u).ToArray());
        _counts = [.. Choices.Select(c => CountsOf(c, countedOf))];
    }

    public PlacementProblem Problem { get; }

    public PlacementOptions Options => Problem.Options;

    public DateTimeOffset Now => Problem.Now;

    public ImmutableArray<HouseUnit> Units { get; }

    public ImmutableArray<HouseRoom> Rooms { get; }

    public ImmutableArray<HouseBed> Beds { get; }

    /// <summary>Those who wait first, in the order of the problem; then those who may be moved.</summary>
    public ImmutableArray<Patient> Patients { get; }

    public ImmutableArray<CountedCost> CountedCosts { get; }

    /// <summary>Every choice there is, the two halves of exchanges included, by <see cref="Choice.Index"/>.</summary>
    public ImmutableArray<Choice> Choices { get; }

    public ImmutableArray<Exchange> Exchanges { get; }

    /// <summary>What the patient may be given alone: exchanges are not among them.</summary>
    public ImmutableArray<Choice> ChoicesOf(Patient who) => _choicesOf[who.Index];

    public HouseBed? Bed(BedId id) => _beds.GetValueOrDefault(id);

    public Patient? Patient(EncounterId id) => _patients.GetValueOrDefault(id);

    public BedId? BedInLastPlan(Patient who) => _bedInLastPlan.TryGetValue(who.Id, out var bed) ? bed : null;

    /// <summary>Points of the choice, whatever else is planned.</summary>
    public long CostOf(Choice choice) => choice.Index >= 0 ? _costs[choice.Index] : RuleBook.Soft.Sum(r => r.OfChoice(this, choice));

    /// <summary>Points of giving the patient no bed.</summary>
    public long CostOfWaiting(Patient who) => RuleBook.Soft.Sum(r => r.OfWaiting(this, who));

    /// <summary>Which of <see cref="CountedCosts"/> the choice adds to or takes from.</summary>
    public ReadOnlySpan<(int Index, int Sign)> CountsOf(Choice choice) => _counts[choice.Index];

    /// <summary>What Domain's rules say against the patient in this room when nobody lies in it and there are nurses for all.</summary>
    public ImmutableArray<Rejection> RejectionsInEmptyRoom(Patient who, HouseRoom room)
    {
        if (_namesRooms)
        {
            return Ask();
        }

        ref var known = ref _rejections[who.Index * _roomKinds + room.Kind];
        if (known.IsDefault)
        {
            known = Ask();
        }

        return known;

        ImmutableArray<Rejection> Ask() => PlacementRules.Check(room.Unit.Emptied, room.Definition.Beds[0].Id, who.Id, who.Needs);
    }

    /// <summary>What the room has and not every room of its unit has.</summary>
    public ImmutableArray<string> ScarceIn(HouseRoom room)
    {
        ref var known = ref _scarce[room.Kind];
        if (known.IsDefault)
        {
            known = [.. room.Definition.Capabilities.Where(c => !room.Unit.Definition.Rooms.All(r => r.Capabilities.Contains(c)))];
        }

        return known;
    }

    /// <summary>From when on the patient may lie in the bed, whatever else is planned; or the first rule that never lets it happen.</summary>
    /// <param name="exchange">The patient takes the place of the one who lies there.</param>
    public Verdict Judge(Patient who, HouseBed bed, bool exchange = false)
    {
        var earliest = 0;
        foreach (var rule in RuleBook.Hard)
        {
            if (exchange && !rule.JudgesExchanges)
            {
                continue;
            }

            var verdict = rule.Judge(this, who, bed);
            if (verdict.Refusal is not null)
            {
                return verdict;
            }

            earliest = Math.Max(earliest, verdict.EarliestMinute);
        }

        return Verdict.FromMinute(earliest);
    }

    public DateTimeOffset TimeOf(int minute) => Now.AddMinutes(minute);

    private (int Index, int Sign)[] CountsOf(Choice choice, Dictionary<HouseUnit, int[]> countedOf)
    {
        var counts = new List<(int, int)>();
        var into = countedOf[choice.Bed.Unit];
        AddCounts(into, skip: []);
        if (choice.Who.FromUnit is { } from && from != choice.Bed.Unit)
        {
            AddCounts(countedOf[from], skip: into);
        }

        return [.. counts];

        void AddCounts(int[] indexes, int[] skip)
        {
            foreach (var index in indexes)
            {
                if (CountedCosts[index].Unit is null && skip.Length > 0)
                {
                    continue;
                }

                var sign = CountedCosts[index].SignOf(choice);
                if (sign != 0)
                {
                    counts.Add((index, sign));
                }
            }
        }
    }
}

/// <summary>Two patients change places, now: both choices or neither.</summary>
/// <param name="OfWaiting">Of the one who asked for another bed.</param>
/// <param name="OfPartner">Of the one who did not.</param>
internal sealed record Exchange(Choice OfWaiting, Choice OfPartner);
