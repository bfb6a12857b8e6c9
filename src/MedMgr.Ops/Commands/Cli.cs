using System.CommandLine;

namespace MedMgr.Ops.Commands;

/// <summary>The command line. Exit codes: 0 done, 1 not done or something was found wrong, 2 called wrongly.</summary>
internal static class Cli
{
    public static RootCommand Root()
    {
        var root = new RootCommand("Hospital operations command center. Without a command it runs the demo hospital.")
        {
            ServeCommand.Make(), AdtCommand.Make(), QuarantineCommand.Make(), LogCommand.Make(), HospitalCommand.Make(),
            SimulateCommand.Make(), CompareCommand.Make(), ValidateCommand.Make(), ForecastCommand.Make(), PlaceCommand.Make(),
            RosterCommand.Make(), BenchCommand.Make(), RecordingsCommand.Make(), DrillCommand.Make(), BackupCommand.Make(), BackupCommand.MakeRestore(),
        };
        DemoCommand.AddTo(root);
        return root;
    }

    /// <summary>One sentence on standard error: what, where and how to fix.</summary>
    public static int Fail(string sentence, int exitCode = 1)
    {
        Console.Error.WriteLine(sentence);
        return exitCode;
    }
}
