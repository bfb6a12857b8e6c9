using System.CommandLine;
using MedMgr.Load.Driving;
using MedMgr.Load.Reporting;
using MedMgr.Load.Season;
using MedMgr.Load.Serving;
using MedMgr.Sim.Hospital.Scenarios;

namespace MedMgr.Load.Commands;

/// <summary>medmgr-load flu-season: the busiest hours of a scenario, times K, on a running server.</summary>
internal static class FluSeasonCommand
{
    /// <summary>The knee is told to this share.</summary>
    private const double KneeWithin = 0.1;

    private static readonly Option<Uri?> TargetUrl = new("--target")
    {
        Description = "Address of the server, as http://127.0.0.1:5080. Left out: a server of its own.",
        CustomParser = result =>
        {
            if (Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttp)
            {
                return address;
            }

            result.AddError($"--target {result.Tokens[0].Value}: write an address as http://127.0.0.1:5080.");
            return null;
        },
    };
    private static readonly Option<string?> Mllp = new("--mllp") { Description = "Where that server takes HL7 messages, HOST:PORT." };
    private static readonly Option<int> Hospitals = Whole("--hospitals", "Of a server of its own: riverside and copies of it.", 1, 1, 100);
    private static readonly Option<int> Displays = Whole("--displays", "SignalR clients, spread over the hospitals; the first of each reads the JSON board.", 200, 1, 20_000);
    private static readonly Option<double> Factor = Number("--factor", "K: at 1 the season's busiest hour passes in a minute, as in the demo; at 20 twenty times as many patients come.", 1, 0.01, 100_000);
    private static readonly Option<double?> Rate = new("--rate") { Description = "Instead of --factor: ADT messages a second over all hospitals." };
    private static readonly Option<double> Pace = Number("--pace", "Simulated minutes in a minute at factor 1; 1 is a real season, 60 the demo's.", 60, 0.1, 3600);
    private static readonly Option<bool> Steady = new("--steady") { Description = "Stays in the busiest hour instead of going on through the day." };
    private static readonly Option<int> Seconds = Whole("--seconds", "Measured, after the ramp.", 30, 1, 7 * 24 * 3600);
    private static readonly Option<int> Ramp = Whole("--ramp", "Seconds in which the rate rises and the load's patients fill their beds; not measured.", 8, 0, 600);
    private static readonly Option<double> ConsoleShare = Number("--console-share", "Of cleanings and placements, those entered at the console over HTTP; the others are told by messages.", 0.25, 0, 1);
    private static readonly Option<FileInfo?> ScenarioOption = new("--scenario") { Description = "Scenario (YAML). Default: flu-season.yaml beside the server." };
    private static readonly Option<int> Seed = Whole("--seed", "Of the arrivals.", 7, int.MinValue, int.MaxValue);
    private static readonly Option<FileInfo?> HtmlFile = new("--html") { Description = "Writes the report as a page that needs nothing else." };
    private static readonly Option<bool> Knee = new("--knee") { Description = "Doubles the factor until a threshold breaks, then halves the interval: the last good K, and what limits." };
    private static readonly Option<double> P99Max = Number("--p99-max", "Threshold: from the intended sending to a display, ms.", 150, 0, double.MaxValue);
    private static readonly Option<int> MissingMax = Whole("--missing-max", "Threshold: frames missing or repeated, over all displays.", 0, 0, int.MaxValue);
    private static readonly Option<int> UnseenMax = Whole("--unseen-max", "Threshold: messages that a display never showed.", 0, 0, int.MaxValue);
    private static readonly Option<int> ErrorsMax = Whole("--errors-max", "Threshold: refused messages, broken connections, faults of the server.", 0, 0, int.MaxValue);
    private static readonly Option<double> RateMin = Number("--rate-min", "Threshold: ADT messages a second; 0 for none.", 0, 0, double.MaxValue);

    public static Command Make()
    {
        var command = new Command("flu-season", "Patients of a flu season times K over MLLP, people at the console over HTTP, displays that watch. Nobody waits for an answer.")
        {
            TargetUrl, Mllp, Hospitals, Displays, Factor, Rate, Pace, Steady, Seconds, Ramp, ConsoleShare, ScenarioOption, Seed, HtmlFile, Knee, P99Max, MissingMax, UnseenMax, ErrorsMax, RateMin,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(TargetUrl) is null != result.GetResult(Mllp) is null)
            {
                result.AddError("--target and --mllp belong together: name where the server listens for both, or neither.");
            }
        });
        command.SetAction((parsed, cancellationToken) => Cli.Guard(() => Run(parsed, cancellationToken)));
        return command;
    }

    private static async Task<int> Run(ParseResult parsed, CancellationToken cancellationToken)
    {
        var bench = parsed.GetValue(TargetUrl) is null || parsed.GetValue(ScenarioOption) is null ? Cli.BenchOf(parsed) : null;
        var rate = new SeasonRate(ShapeOf(parsed, bench), parsed.GetValue(Factor), parsed.GetValue(Pace), parsed.GetValue(ConsoleShare), parsed.GetValue(Steady) || parsed.GetValue(Rate) is not null);
        using var data = new TemporaryFolder();
        await using var target = await TargetOf(parsed, bench, data, cancellationToken);
        if (parsed.GetValue(Rate) is { } wanted)
        {
            using var http = new HttpClient { BaseAddress = target.Address };
            rate = rate.AtMessages(wanted / (await target.Hospitals(http, cancellationToken)).Count);
        }

        var plan = new SeasonPlan(
            rate, parsed.GetValue(Displays), TimeSpan.FromSeconds(parsed.GetValue(Ramp)), TimeSpan.FromSeconds(parsed.GetValue(Seconds)), parsed.GetValue(Seed));
        var limits = new SeasonLimits(
            parsed.GetValue(P99Max), parsed.GetValue(MissingMax), parsed.GetValue(UnseenMax), parsed.GetValue(ErrorsMax), parsed.GetValue(RateMin));
        var result = await LiveView.Watch(tell => parsed.GetValue(Knee)
            ? FindKnee(target, plan, limits, tell, cancellationToken)
            : SeasonRun.Make(target, plan, limits, tell, cancellationToken));
        if (parsed.GetValue(HtmlFile) is { } page)
        {
            await File.WriteAllTextAsync(page.FullName, SeasonPage.Of(result), cancellationToken);
        }

        Console.WriteLine(parsed.GetValue(Cli.Json) ? result.ToJson() : SeasonTable.Of(result));
        return result.Passed ? 0 : 1;
    }

    private static async Task<SeasonResult> FindKnee(Target target, SeasonPlan plan, SeasonLimits limits, Action<LiveSecond> tell, CancellationToken cancellationToken)
    {
        var search = new KneeSearch(plan.Rate.Factor, KneeWithin, most: plan.Rate.Factor * 4096);
        var steps = new List<KneeStep>();
        SeasonResult? last = null, good = null, bad = null;
        while (search.Next is { } factor)
        {
            last = await SeasonRun.Make(target, plan with { Rate = plan.Rate with { Factor = factor } }, limits, tell, cancellationToken);
            steps.Add(new KneeStep(
                Math.Round(factor, 2), last.Messages.PerSecond, last.LatencyMs.P99, last.Frames.Missing + last.Frames.Repeated, last.Errors.Count, last.Server?.Cores, last.Client.Cores,
                last.Messages.LateMs.P99, last.Passed));
            search.Went(last.Passed);
            (good, bad) = last.Passed ? (last, bad) : (good, last);
        }

        var limit = bad is null ? "no threshold broke" : SeasonVerdict.Limit(bad);
        var found = new KneeFound(good?.Asked.Factor, good?.Messages.PerSecond, bad?.Asked.Factor, bad?.Messages.PerSecond, limit, steps);
        return (good ?? last!) with { Knee = found };
    }

    private static async Task<Target> TargetOf(ParseResult parsed, Bench? bench, TemporaryFolder data, CancellationToken cancellationToken) =>
        parsed.GetValue(TargetUrl) is { } address
            ? await Target.At(address, parsed.GetRequiredValue(Mllp)!, cancellationToken)
            : Target.Of(await bench!.StartServer(data.Path, parsed.GetValue(Hospitals), cancellationToken));

    private static SeasonShape ShapeOf(ParseResult parsed, Bench? bench)
    {
        var file = parsed.GetValue(ScenarioOption)?.FullName ?? Path.Combine(Path.GetDirectoryName(bench!.ServerDll)!, "scenarios", "flu-season.yaml");
        return ScenarioFile.Load(file) switch
        {
            ScenarioReading.Read read => SeasonShape.Of(read.Scenario),
            var faulty => throw new BenchException(faulty.ToString()!),
        };
    }

    private static Option<int> Whole(string name, string description, int usual, int min, int max)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => usual };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && int.TryParse(result.Tokens[0].Value, out var given) && (given < min || given > max))
            {
                result.AddError($"{name} {given}: write a whole number from {min} to {max}.");
            }
        });
        return option;
    }

    private static Option<double> Number(string name, string description, double usual, double min, double max)
    {
        var option = new Option<double>(name) { Description = description, DefaultValueFactory = _ => usual };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && double.TryParse(result.Tokens[0].Value, System.Globalization.CultureInfo.InvariantCulture, out var given) && !(given >= min && given <= max))
            {
                result.AddError($"{name} {given}: write a number from {min} to {max}.");
            }
        });
        return option;
    }
}
