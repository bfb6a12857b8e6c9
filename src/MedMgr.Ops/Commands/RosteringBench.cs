using System.CommandLine;

namespace MedMgr.Ops.Commands;

/// <summary>medmgr bench rostering: shift-scheduling instances of Curtois and Qu.</summary>
internal static class RosteringBench
{
    private static readonly Argument<string> Problems = new("DIR|FILE") { Description = "An instance (text format of schedulingbenchmarks.org), or a folder of *.txt instances." };

    public static Command Make()
    {
        var command = new Command("rostering", "Rosters of Curtois and Qu (2014): cost, bound, violations by our own checker, seconds.") { Problems };
        return command;
    }
}
