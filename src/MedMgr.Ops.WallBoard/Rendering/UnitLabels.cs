using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Board;

namespace MedMgr.Ops.WallBoard.Rendering;

/// <summary>What is written on a bed's mark: its id without what all beds of the unit begin with.</summary>
public static class UnitLabels
{
    /// <returns>How many leading characters to leave out; always at the end of a word, so that "12" and "13" do not become "2" and "3".</returns>
    public static int CommonPrefix(ImmutableArray<BedView> beds)
    {
        if (beds.Length < 2)
        {
            return 0;
        }

        var first = beds[0].Id.Value.AsSpan();
        var common = first.Length;
        foreach (var bed in beds.AsSpan()[1..])
        {
            common = Math.Min(common, first.CommonPrefixLength(bed.Id.Value));
        }

        while (common > 0 && char.IsLetterOrDigit(first[common - 1]))
        {
            common--;
        }

        return common;
    }

    public static string Label(BedId bed, int commonPrefix) => commonPrefix < bed.Value.Length ? bed.Value[commonPrefix..] : bed.Value;
}
