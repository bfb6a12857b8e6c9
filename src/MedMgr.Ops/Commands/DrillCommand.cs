using System.CommandLine;
using System.Globalization;
using MedMgr.Ops.Drills;
using MedMgr.Ops.Hosting;
using MedMgr.Ops.Optimising;
using MedMgr.Ops.Optimizer.Solver;
using MedMgr.Sim.Hospital.Drills;
using MedMgr.Sim.Hospital.Scenarios;
using MedMgr.Sim.Reports.Json;
using MedMgr.Sim.Reports.Pages;

namespace MedMgr.Ops.Commands;

/// <summary>medmgr drill: an exercise against the real system, in a hospital of its own.</summary>
internal static class DrillCommand
{
    private const int UsualHours = 12;
    private const int UsualFrom = 7;
    private const string FreePort = "http://127.0.0.1:0";

    private static readonly Argument<FileInfo> File = new("SCENARIO") { Description = "Scenario (YAML), for example scenarios/flu-season.yaml." };
    private static readonly Option<double> Pace = PaceOption();
    private static readonly Option<int> Hours = HoursOption();
    private static readonly Option<string?> From = FromOption();
    private static readonly Option<ulong?> Seed = SimulationOptions.Seed();
    private static readonly Option<bool> Headless = new("--headless") { Description = "Without people: a policy gives the beds, through the doors of the system. Ends with the drill." };
    private static readonly Option<string?> Policy = PolicyOption();
    private static readonly Option<bool> Paused = new("--paused") { Description = "The drill waits for its lead to let it run." };
    private static readonly Option<FileInfo?> Script = new("--script") { Description = "Injects and objectives planned beforehand (YAML)." };
    private static readonly Option<FileInfo?> Report = new("--report") { Description = "Writes the after-action report: one self-contained HTML file." };
    private static readonly Option<bool> Json = new("--json") { Description = "Prints the after-action report as one JSON document on standard output." };
    private static readonly Option<DirectoryInfo?> Data = new("--data") { Description = "Folder of the drill's event log, empty or new. Default: a temporary one, gone after the drill." };
    private static readonly Option<string?> Urls = new("--urls") { Description = "Where to listen for HTTP and displays. Default: http://127.0.0.1:5090; headless, any free port." };
    private static readonly Option<int?> MllpPort = new("--mllp-port") { Description = "Where to listen for HL7 over MLLP. Default: any free port." };
    private static readonly Option<DirectoryInfo> Recordings = new("--recordings")
    {
        Description = "Folder that the recording goes to: that of your server, so that its walls replay the drill.",
        DefaultValueFactory = _ => new DirectoryInfo(ServerOptions.RecordingsOf("medmgr-data")),
    };

    public static Command Make()
    {
        OptionChecks.InRange(MllpPort, 0, System.Net.IPEndPoint.MaxPort);
        var command = new Command("drill", "Exercises a hospital: simulated patients, the real system, people or a policy who give the beds; ends with an after-action report.")
        {
            File, Pace, Hours, From, Seed, Headless, Policy, Paused, Script, Report, Json, Data, Urls, MllpPort, Recordings,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var headless = parsed.GetValue(Headless);
        if (headless == parsed.GetValue(Policy) is null)
        {
            return Cli.Fail(headless ? "--headless needs --policy greedy or --policy optimiser: somebody has to give the beds." : "--policy is for --headless: without it people give the beds.", 2);
        }

        if (ScenarioArgument.Read(parsed.GetRequiredValue(File)) is not { } scenario || OrderOf(parsed, scenario) is not { } order)
        {
            return 1;
        }

        using var data = DrillData.In(parsed.GetValue(Data)?.FullName);
        if (data.WhyNot is { } whyNot)
        {
            return Cli.Fail(whyNot);
        }

        try
        {
            await using var controls = new DrillControls(order);
            return await Lead(parsed, order, controls, data.Folder, headless, cancellationToken);
        }
        catch (SolverUnavailableException e)
        {
            return Cli.Fail($"The optimiser needs its solver: {e.Message}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Cli.Fail($"The drill could not be kept: {e.Message}");
        }
    }

    private static DrillOrder? OrderOf(ParseResult parsed, Scenario scenario)
    {
        var from = DrillFrom.Read(parsed.GetValue(From)) ?? scenario.Start.ToDateTime(new TimeOnly(UsualFrom, 0));
        var exercised = scenario with { Hospital = DrillPlan.Exercising(scenario.Hospital) };
        var plan = new DrillPlan(exercised, parsed.GetValue(Seed) ?? scenario.Seed, from, parsed.GetValue(Hours));
        var script = DrillScript.None;
        if (parsed.GetValue(Script) is { } file)
        {
            var (read, faults) = DrillScript.Load(file.FullName, plan);
            if (read is null)
            {
                Cli.Fail(string.Join(Environment.NewLine, faults));
                return null;
            }

            script = read;
        }

        var policy = parsed.GetValue(Policy) is { } name ? PolicyNames.One(name) : null;
        var recording = string.Create(CultureInfo.InvariantCulture, $"drill-{scenario.Id}-{TimeProvider.System.GetLocalNow():yyyyMMdd-HHmmss}");
        return new DrillOrder(
            plan, policy, parsed.GetValue(Pace), parsed.GetValue(Paused), script.Injects, script.Objectives.IsEmpty ? UsualObjectives.Of(scenario) : script.Objectives, recording);
    }

    private static async Task<int> Lead(ParseResult parsed, DrillOrder order, DrillControls controls, string data, bool headless, CancellationToken cancellationToken)
    {
        var clock = new DrillClock(order.Plan.Begins, order.Pace);
        var options = new ServerOptions(
            data, Postgres: null, parsed.GetValue(Urls) ?? (headless ? FreePort : "http://127.0.0.1:5090"), "127.0.0.1", parsed.GetValue(MllpPort) ?? 0, [],
            headless ? 0 : SolverServices.WorkersDefault, parsed.GetRequiredValue(Recordings).FullName, KeepsRota: false, KeepsOutlook: !headless, Time: clock, LogsToError: true, IsExercise: true);
        var failure = (string?)null;
        var exitCode = await Server.Run(options, [order.Plan.Hospital], async (app, stop) =>
        {
            var conductor = await DrillConductor.Open(app, order, clock, controls, options.Recordings, stop);
            app.Services.GetRequiredService<DrillDesk>().Open(conductor);
            var ending = CancellationTokenSource.CreateLinkedTokenSource(stop, app.Lifetime.ApplicationStopping).Token;
            var conducting = Task.Run(() => conductor.Run(ending), CancellationToken.None);
            if (!headless)
            {
                Console.Error.WriteLine($"Drill   {app.Urls.First()}/drill");
            }

            _ = Task.Run(() => Finish(conductor, conducting, app, parsed, headless, reason => failure = reason), CancellationToken.None);
        }, announces: !headless && !parsed.GetValue(Json), cancellationToken);
        return exitCode != 0 ? exitCode : failure is null ? 0 : Cli.Fail(failure);
    }

    /// <summary>Writes the report when it is there; without people the program ends with the drill.</summary>
    private static async Task Finish(DrillConductor conductor, Task conducting, WebApplication app, ParseResult parsed, bool headless, Action<string> failed)
    {
        await conductor.Ended;
        try
        {
            if (conductor.State.Report is { } report)
            {
                Write(report, parsed);
                if (conductor.State.Failure is { } failure)
                {
                    failed($"{failure} The report says so too.");
                }
            }
            else
            {
                failed("The drill was stopped before its end: there is no report.");
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            failed($"The report could not be written: {e.Message}");
        }

        if (headless)
        {
            app.Lifetime.StopApplication();
        }

        await conducting;
        await conductor.DisposeAsync();
    }

    private static void Write(AfterAction report, ParseResult parsed)
    {
        if (parsed.GetValue(Report) is { } file)
        {
            System.IO.File.WriteAllText(file.FullName, AfterActionPage.Of(report));
            Console.Error.WriteLine($"Report: {file}");
        }

        if (parsed.GetValue(Json))
        {
            Console.Out.WriteLine(AfterActionJson.Of(report));
        }
        else
        {
            Console.Out.WriteLine($"{report.Title}: {report.ObjectivesMet} of {report.Objectives.Length} objectives met. Recording: {report.Recording}");
        }
    }

    private static Option<double> PaceOption()
    {
        var option = new Option<double>("--pace") { Description = "Minutes of the drill in a minute. 60 is an hour a minute.", DefaultValueFactory = _ => 60 };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }]
                && !(double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var pace) && pace is >= DrillOrder.PaceMin and <= DrillOrder.PaceMax))
            {
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"--pace {text} is no number from {DrillOrder.PaceMin} to {DrillOrder.PaceMax}."));
            }
        });
        return option;
    }

    private static Option<int> HoursOption()
    {
        var option = new Option<int>("--hours") { Description = "How long the drill is, in its own time.", DefaultValueFactory = _ => UsualHours };
        OptionChecks.InRange(option, 1, DrillPlan.HoursMax);
        return option;
    }

    private static Option<string?> FromOption()
    {
        var option = new Option<string?>("--from") { Description = "When the drill begins, by the hospital's clock: 2025-02-05T07:00. Default: 07:00 on the scenario's first day." };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && DrillFrom.Read(text) is null)
            {
                result.AddError($"--from {text} is no full hour such as 2025-02-05T07:00.");
            }
        });
        return option;
    }

    private static Option<string?> PolicyOption()
    {
        var option = new Option<string?>("--policy") { Description = "Of --headless: greedy or optimiser." };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && PolicyNames.One(text) is null)
            {
                result.AddError($"--policy {text} is neither greedy nor optimiser.");
            }
        });
        return option;
    }
}
