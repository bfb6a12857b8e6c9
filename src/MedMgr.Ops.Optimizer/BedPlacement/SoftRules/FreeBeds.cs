using MedMgr.Ops.Optimizer.BedPlacement.Scene;

namespace MedMgr.Ops.Optimizer.BedPlacement.SoftRules;

/// <summary>What a choice takes from the free beds of a kind, and what it gives back.</summary>
internal static class FreeBeds
{
    /// <summary>Free within the horizon without a move and without opening it.</summary>
    public static bool IsFree(HouseBed bed) => bed is { FreeMinute: not null, FreedBy: null, OpensAsSurge: false };

    /// <param name="counts">The kind of bed.</param>
    /// <returns>1 for a bed taken, -1 for one that the patient's leaving frees in time; 0 for an exchange, and for both at once.</returns>
    public static int Taken(Choice choice, Func<HouseBed, bool> counts)
    {
        if (choice.Partner is not null)
        {
            return 0;
        }

        var taken = counts(choice.Bed) && !choice.Bed.OpensAsSurge ? 1 : 0;
        var freed = choice.FreesOldBed && choice.Who.FreesBed is { FreeMinute: not null } old && counts(old) ? 1 : 0;
        return taken - freed;
    }
}
