using System.CommandLine;
using MedMgr.Load.Feeding;
using MedMgr.Load.Reporting;
using MedMgr.Load.Serving;
using MedMgr.Load.Watching;

namespace MedMgr.Load.Commands;

/// <summary>medmgr-load memory: what the server holds with a full house, displays and traffic.</summary>
internal static class MemoryCommand
{
    private const double Mebi = 1024 * 1024;

    private static readonly Option<int> Count = new("--displays") { Description = "SignalR clients.", DefaultValueFactory = _ => 200 };
    private static readonly Option<double> Rate = new("--rate") { Description = "ADT messages a second once the house is full.", DefaultValueFactory = _ => 100 };
    private static readonly Option<int> Seconds = new("--seconds") { Description = "Of traffic.", DefaultValueFactory = _ => 60 };
    private static readonly Option<double> Filled = new("--filled") { Description = "Share of the beds in service that hold a patient.", DefaultValueFactory = _ => 0.9 };
    private static readonly Option<double> ResidentMax = new("--resident-max") { Description = "Threshold: MiB.", DefaultValueFactory = _ => 300 };

    public static Command Make()
    {
        var command = new Command("memory", "Fills the hospital, opens displays, lets traffic pass and reads the server's resident memory.") { Count, Rate, Seconds, Filled, ResidentMax };
        command.SetAction((parsed, cancellationToken) => Cli.Measure(parsed, "memory", (bench, report) => Run(
            bench, report, parsed.GetValue(Count), parsed.GetValue(Rate), TimeSpan.FromSeconds(parsed.GetValue(Seconds)),
            parsed.GetValue(Filled), parsed.GetValue(ResidentMax), cancellationToken)));
        return command;
    }

    private static async Task Run(
        Bench bench, Report report, int count, double rate, TimeSpan traffic, double filled, double residentMax, CancellationToken cancellationToken)
    {
        using var data = new TemporaryFolder();
        await using var server = await bench.StartServer(data.Path, cancellationToken);
        report.Add("resident, empty hospital", server.Use().ResidentBytes / Mebi, "MiB");
        var acknowledgements = new Acknowledgements();
        var senders = await Watched.Connect(bench, server, acknowledgements, cancellationToken);
        var pairs = BedPair.Of(bench.Hospital, TimeProvider.System.GetUtcNow());

        // In a moving pair one of two beds holds a patient; the others are filled and stay so.
        var moving = (int)(pairs.Count * 2 * (1 - filled));
        var beds = Watched.Beds(bench, pairs);
        foreach (var still in beds.Skip(moving))
        {
            await Fill(bench, senders[0], still.Beds, cancellationToken);
        }

        var boards = new Dictionary<string, WatchedBoard> { [bench.Hospital.Id.Value] = new() };
        await using var displays = await Displays.Open(server.Address, boards, count, cancellationToken);
        var use = new UsageStretch(server.Use);
        await OpenFeed.Run(senders, beds[..moving], null, rate, TimeSpan.Zero, traffic, cancellationToken);
        use.Report(report);
        report.AtMost("resident, full house with displays and traffic", server.Use().ResidentBytes / Mebi, "MiB", residentMax);
        report.AtMost("messages refused", acknowledgements.Refused, "", 0);
        foreach (var sender in senders)
        {
            await sender.DisposeAsync();
        }
    }

    private static async Task Fill(Bench bench, Sender sender, BedPair pair, CancellationToken cancellationToken)
    {
        foreach (var bed in new[] { pair.First, pair.Second })
        {
            var guest = new Visits(pair with { First = bed }, "F" + bed.Id, sender.Name, bench.Hospital.Id.Value, TimeProvider.System);
            await await sender.Post(guest.Make(Step.Admit), cancellationToken);
        }
    }
}
