using System.CommandLine;
using MedMgr.Ops.Demo;
using MedMgr.Ops.Hosting;

namespace MedMgr.Ops.Commands;

/// <summary>medmgr without a command: the demo hospital, driven by the simulator.</summary>
internal static class DemoCommand
{
    private const int PaceMax = 3600;

    private static readonly Option<int> Pace = PaceOption();

    public static void AddTo(RootCommand root)
    {
        ServeCommand.AddOptionsTo(root);
        root.Options.Add(Pace);
        root.SetAction((parsed, cancellationToken) => Server.Run(
            ServeCommand.OptionsOf(parsed, [Scenarios.Find("hospitals", "riverside.yaml")]) with { KeepsRota = false },
            cancellationToken,
            (app, stop) => DemoFeed.Start(app, parsed.GetValue(Pace), stop)));
    }

    private static Option<int> PaceOption()
    {
        var option = new Option<int>("--pace")
        {
            Description = "Of the demo: simulated minutes in a minute. 60 is an hour a minute.",
            DefaultValueFactory = _ => DemoFeed.DefaultPace,
        };
        OptionChecks.InRange(option, 1, PaceMax);
        return option;
    }
}
