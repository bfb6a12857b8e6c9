using System.CommandLine;
using MedMgr.Ops.Demo;
using MedMgr.Ops.Hosting;

namespace MedMgr.Ops.Commands;

/// <summary>medmgr without a command: the demo hospital, driven by the simulator.</summary>
internal static class DemoCommand
{
    private const double PaceMax = 3600;

    private static readonly Option<double> Pace = PaceOption();

    public static void AddTo(RootCommand root)
    {
        ServeCommand.AddOptionsTo(root);
        root.Options.Add(Pace);
        root.SetAction((parsed, cancellationToken) => Server.Run(
            ServeCommand.OptionsOf(parsed, [Scenarios.Find("hospitals", "riverside.yaml")]) with { KeepsRota = false },
            cancellationToken,
            (app, stop) => DemoFeed.Start(app, parsed.GetValue(Pace), stop)));
    }

    private static Option<double> PaceOption()
    {
        var option = new Option<double>("--pace")
        {
            Description = "Of the demo: simulated minutes in a minute. 60 is an hour a minute.",
            DefaultValueFactory = _ => DemoFeed.DefaultPace,
        };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is not (>= 1 and <= PaceMax))
            {
                result.AddError($"--pace must be 1 to {PaceMax}.");
            }
        });
        return option;
    }
}
