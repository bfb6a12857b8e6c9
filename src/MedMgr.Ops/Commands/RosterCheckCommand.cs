using System.CommandLine;
using MedMgr.Ops.Rosters;

namespace MedMgr.Ops.Commands;

/// <summary>medmgr roster check: whether a roster that somebody brings could be published.</summary>
internal static class RosterCheckCommand
{
    private static readonly Option<string> Unit = RosterOptions.Unit();
    private static readonly Option<string?> Hospital = RosterOptions.Hospital();
    private static readonly Argument<FileInfo> File = new("FILE") { Description = "Roster (CSV, or .ics)." };

    public static Command Make()
    {
        var command = new Command("check", "Reads a roster and says what is wrong with it, each with its line: unknown staff, overlapping shifts, licence, skill, rest, hours.") { File, Unit, Hospital };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        if (RosterOptions.ReadHospital(parsed.GetValue(Hospital)) is not { } hospital
            || RosterOptions.FindUnit(hospital, parsed.GetRequiredValue(Unit)) is not { } unit
            || RosterFiles.Roster(parsed.GetRequiredValue(File), hospital, unit) is not { } shifts)
        {
            return 1;
        }

        var days = shifts.Select(s => s.Day).Distinct().Count();
        Console.WriteLine($"{parsed.GetRequiredValue(File).Name}: {shifts.Length} shifts of {shifts.Select(s => s.Staff).Distinct().Count()} people on {days} days of {unit.Id}; it may be published");
        return 0;
    }
}
