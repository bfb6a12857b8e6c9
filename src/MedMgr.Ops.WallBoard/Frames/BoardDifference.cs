using System.Collections.Immutable;
using MedMgr.Ops.Domain.Board;
using MedMgr.Ops.WallBoard.Live;

namespace MedMgr.Ops.WallBoard.Frames;

/// <param name="Head">Name, figures or staffing differ.</param>
/// <param name="Beds">Those that differ.</param>
internal sealed record UnitDifference(UnitBoard Unit, bool Head, ImmutableArray<BedView> Beds);

/// <summary>What differs between two pictures of a board, other than the log position.</summary>
/// <param name="Layout">Other units, rooms, beds, names or time zone, or the log is read by now: the page is laid out anew.</param>
/// <param name="Summary">Figures, crowding, surge level or next shift.</param>
/// <param name="Outlook">There is a newer forecast, or this one has become old.</param>
/// <param name="Trend">There is another quarter hour.</param>
/// <param name="Discharges">Whose departure is expected or held up, or what holds it up: no wall shows that, other clients may.</param>
internal sealed record BoardDifference(
    bool Layout, bool Summary, ImmutableArray<UnitDifference> Units, bool Waiting, bool Discrepancies, bool Alerts, bool Flow, bool Outlook,
    bool Trend, bool Discharges)
{
    public bool IsNothing => !Layout && !Summary && Units.IsEmpty && !Waiting && !Discrepancies && !Alerts && !Flow && !Outlook && !Trend && !Discharges;

    public static BoardDifference Between(BoardPicture before, BoardPicture after)
    {
        var (a, b) = (before.View, after.View);
        return new BoardDifference(
            a.Name != b.Name || a.Exercise != b.Exercise || before.Zone.Id != after.Zone.Id || before.IsLoading != after.IsLoading || !ReferenceEquals(before.Wall, after.Wall) || !SameLayout(a.Units, b.Units),
            a.Figures != b.Figures || a.SurgeLevel != b.SurgeLevel || a.SurgeChange != b.SurgeChange || a.Crowding != b.Crowding || !ReferenceEquals(before.NextShift, after.NextShift),
            UnitsThatDiffer(a.Units, b.Units),
            !a.Waiting.SequenceEqual(b.Waiting),
            a.Quarantined != b.Quarantined || !a.Discrepancies.SequenceEqual(b.Discrepancies),
            !a.Alerts.SequenceEqual(b.Alerts),
            !a.Flow.SequenceEqual(b.Flow),
            !ReferenceEquals(before.Outlook, after.Outlook) || before.OutlookIsOld != after.OutlookIsOld,
            LastOf(a.Trend) != LastOf(b.Trend),
            !a.Discharges.SequenceEqual(b.Discharges));
    }

    /// <summary>The NEDOCS score creeps with every minute of waiting; a step that no display shows is not taken.</summary>
    public static BoardPicture Steadied(BoardPicture before, BoardPicture after)
    {
        var (a, b) = (before.View.Crowding, after.View.Crowding);
        var sameToTheEye = a.Band == b.Band && a.LongestBoardingSince == b.LongestBoardingSince
            && (a.Nedocs is { } x && b.Nedocs is { } y ? Math.Round(x) == Math.Round(y) : a.Nedocs == b.Nedocs);
        return sameToTheEye ? after with { View = after.View with { Crowding = a } } : after;
    }

    private static TrendSample? LastOf(ImmutableArray<TrendSample> trend) => trend.IsEmpty ? null : trend[^1];

    private static bool SameLayout(ImmutableArray<UnitBoard> a, ImmutableArray<UnitBoard> b)
    {
        if (a.Length != b.Length)
        {
            return false;
        }

        for (var u = 0; u < a.Length; u++)
        {
            if (a[u].Id != b[u].Id || a[u].Beds.Length != b[u].Beds.Length)
            {
                return false;
            }

            for (var i = 0; i < a[u].Beds.Length; i++)
            {
                if (a[u].Beds[i].Id != b[u].Beds[i].Id)
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static ImmutableArray<UnitDifference> UnitsThatDiffer(ImmutableArray<UnitBoard> before, ImmutableArray<UnitBoard> after)
    {
        var known = before.ToDictionary(u => u.Id);
        var differences = ImmutableArray.CreateBuilder<UnitDifference>();
        foreach (var unit in after)
        {
            var old = known.GetValueOrDefault(unit.Id);
            if (ReferenceEquals(old, unit))
            {
                continue;
            }

            var head = old is null || old with { Beds = unit.Beds } != unit;
            var beds = old is null || old.Beds.Length != unit.Beds.Length
                ? unit.Beds
                : [.. unit.Beds.Where((bed, i) => !Same(old.Beds[i], bed))];
            if (head || !beds.IsEmpty)
            {
                differences.Add(new UnitDifference(unit, head, beds));
            }
        }

        return differences.ToImmutable();
    }

    // Records compare arrays by reference; only beds that hold several patients have one.
    private static bool Same(BedView a, BedView b) =>
        a.Encounters is { } x && b.Encounters is { } y ? x.SequenceEqual(y) && a with { Encounters = y } == b : a == b;
}
