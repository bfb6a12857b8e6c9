using System.CommandLine;
using MedMgr.Ops.Demo;
using MedMgr.Ops.Hosting;

namespace MedMgr.Ops.Commands;

/// <summary>medmgr without a command: the demo hospital with its feed.</summary>
internal static class DemoCommand
{
    public static void AddTo(RootCommand root) => root.SetAction((_, cancellationToken) => Server.Run(
        new ServerOptions(
            Path.Combine(Environment.CurrentDirectory, "medmgr-data"), null, "http://127.0.0.1:5080", "127.0.0.1", 2575,
            [Scenarios.Find("hospitals", "riverside.yaml")]),
        cancellationToken,
        DemoFeed.Start));
}
