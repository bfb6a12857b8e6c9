using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Definition;

namespace MedMgr.Ops.Optimizer.BedPlacement.Scene;

/// <summary>When beds will be free and patients gone, as far as the board and the options tell.</summary>
/// <remarks>What is expected and not known is rounded up to the quarter of an hour: nobody knows the minute, and beds that are alike stay alike.</remarks>
internal sealed class Outlook
{
    private const int QuarterMinutes = 15;

    private readonly PlacementProblem _problem;
    private readonly Dictionary<EncounterId, int> _leaves = [];

    public Outlook(PlacementProblem problem)
    {
        _problem = problem;
        foreach (var inpatient in problem.Inpatients)
        {
            if (inpatient.Leaves is { } leaves && MinuteOf(leaves) is var minute && minute <= problem.Options.HorizonMinutes)
            {
                _leaves[inpatient.Encounter] = minute;
            }
        }
    }

    private PlacementOptions Options => _problem.Options;

    /// <summary>Minutes from now; null for one who stays beyond the horizon.</summary>
    public int? LeavesMinute(EncounterId encounter) => _leaves.TryGetValue(encounter, out var minute) ? minute : null;

    /// <summary>Minutes from now until the bed can be assigned; null when that is not within the horizon.</summary>
    public int? FreeMinute(BedDefinition definition, Bed bed)
    {
        var free = bed.State switch
        {
            BedState.Ready => 0,
            BedState.Dirty d => Later(d.Since.AddMinutes(Options.TurnaroundMinutes), Options.CleaningMinutes),
            BedState.Cleaning { WasContaminated: true } c => Later(c.Since.AddMinutes(Options.SpecialCleanMinutes), QuarterMinutes),
            BedState.Cleaning c => Later(c.Since.AddMinutes(Options.CleaningMinutes), QuarterMinutes),
            BedState.Contaminated => Quarter(Options.SpecialCleanMinutes),
            BedState.Blocked { Until: { } until } b => MinuteOf(until) + Quarter(Owed(b.NeedsCleaning, b.NeedsSpecialClean)),
            BedState.Closed c when definition.Surge && Options.AllowSurge => Quarter(Options.SurgeBedMinutes) + Quarter(Owed(c.NeedsCleaning, c.NeedsSpecialClean)),
            BedState.Occupied { Joining.IsEmpty: true } o => AfterAllLeft(o),
            _ => (int?)null,
        };
        return free <= Options.HorizonMinutes ? free : null;
    }

    /// <summary>Minutes from now until a bed can be assigned whose patient is sent elsewhere now; null when that is not within the horizon.</summary>
    public int? FreeMinuteAfterMove =>
        Quarter(Options.MoveMinutes + Options.TurnaroundMinutes) is var free && free <= Options.HorizonMinutes ? free : null;

    private int? AfterAllLeft(BedState.Occupied occupied)
    {
        var last = 0;
        foreach (var patient in occupied.By)
        {
            if (LeavesMinute(patient.Encounter) is not { } leaves)
            {
                return null;
            }

            last = Math.Max(last, leaves);
        }

        return last + Quarter(Options.TurnaroundMinutes);
    }

    private int Owed(bool cleaning, bool specialClean) => specialClean ? Options.SpecialCleanMinutes : cleaning ? Options.TurnaroundMinutes : 0;

    private int Later(DateTimeOffset expected, int leastMinutes) => Math.Max(MinuteOf(expected), Quarter(leastMinutes));

    private int MinuteOf(DateTimeOffset expected) => Quarter((int)Math.Ceiling(Math.Max(0, (expected - _problem.Now).TotalMinutes)));

    private static int Quarter(int minutes) => (minutes + QuarterMinutes - 1) / QuarterMinutes * QuarterMinutes;
}
