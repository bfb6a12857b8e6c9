using System.CommandLine;
using MedMgr.Ops.Demo;
using MedMgr.Ops.Hosting;

namespace MedMgr.Ops.Commands;

/// <summary>medmgr without a command: the demo hospital with its feed.</summary>
internal static class DemoCommand
{
    public static void AddTo(RootCommand root)
    {
        ServeCommand.AddOptionsTo(root);
        root.SetAction((parsed, cancellationToken) => Server.Run(
            ServeCommand.OptionsOf(parsed, [Scenarios.Find("hospitals", "riverside.yaml")]), cancellationToken, DemoFeed.Start));
    }
}
