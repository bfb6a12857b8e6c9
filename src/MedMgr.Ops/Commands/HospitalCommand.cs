using System.CommandLine;
using MedMgr.Ops.Definitions;

namespace MedMgr.Ops.Commands;

/// <summary>medmgr hospital: looks after hospital definitions.</summary>
internal static class HospitalCommand
{
    private static readonly Argument<FileInfo[]> Files = new("FILE") { Arity = ArgumentArity.OneOrMore, Description = "Hospital definitions (YAML)." };

    public static Command Make()
    {
        var check = new Command("check", "Reads hospital definitions and says what is wrong with them, each with its line.") { Files };
        check.SetAction(parsed => parsed.GetRequiredValue(Files).Max(Check));
        return new Command("hospital", "Hospital definitions.") { check };
    }

    private static int Check(FileInfo file)
    {
        switch (HospitalFile.Load(file.FullName))
        {
            case HospitalReading.Read { Hospital: var h }:
                var beds = h.Units.SelectMany(u => u.Rooms).SelectMany(r => r.Beds).ToList();
                Console.WriteLine($"{file.Name}: {h.Name}, {h.Units.Length} units, {beds.Count} beds ({beds.Count(b => b.Surge)} surge), {h.Staff.Length} staff");
                return 0;
            case HospitalReading.Faulty faulty:
                return Cli.Fail(faulty.ToString());
            default:
                throw new InvalidOperationException("A reading that is neither read nor faulty");
        }
    }
}
