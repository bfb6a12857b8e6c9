using System.Collections.Immutable;
using System.CommandLine;
using System.Net;
using MedMgr.Ops.Hosting;
using MedMgr.Ops.Optimising;

namespace MedMgr.Ops.Commands;

/// <summary>medmgr serve: the server for real hospitals. Its options serve the demo as well.</summary>
internal static class ServeCommand
{
    private static readonly Option<DirectoryInfo> Data = DataOption();

    private static readonly Option<string?> Postgres = new("--postgres")
    {
        Description = "Connection string: keeps the event log in PostgreSQL instead of SQLite. Also MEDMGR_POSTGRES.",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("MEDMGR_POSTGRES"),
    };

    private static readonly Option<string> Urls = new("--urls")
    {
        Description = "Where to listen for HTTP and displays; several divided by semicolons.",
        DefaultValueFactory = _ => "http://127.0.0.1:5080",
    };

    private static readonly Option<int> MllpPort = MllpPortOption();

    private static readonly Option<string> MllpAddress = MllpAddressOption();

    private static readonly Option<int> SolverWorkers = SolverWorkersOption();

    private static readonly Option<DirectoryInfo?> Recordings = new("--recordings")
    {
        Description = "Folder of recordings to replay. Default: recordings in the data folder.",
    };

    private static readonly Option<DirectoryInfo?> ScenariosFolder = ScenariosOption();

    private static readonly Option<FileInfo[]> Hospital = new("--hospital")
    {
        Description = "Hospital definition (YAML); may be repeated. Hospitals that the log knows are served without it.",
        AllowMultipleArgumentsPerToken = true,
    };

    public static Command Make()
    {
        var command = new Command("serve", "Runs the server.") { Hospital };
        AddOptionsTo(command);
        OwnershipOptions.AddTo(command);
        command.SetAction((parsed, cancellationToken) => Server.Run(
            OptionsOf(parsed, [.. (parsed.GetValue(Hospital) ?? []).Select(f => f.FullName)]) with
            {
                Ours = OwnershipOptions.Ours(parsed),
                Peers = OwnershipOptions.Peers(parsed),
            },
            cancellationToken));
        return command;
    }

    public static void AddOptionsTo(Command command)
    {
        command.Options.Add(Data);
        command.Options.Add(Postgres);
        command.Options.Add(Urls);
        command.Options.Add(MllpPort);
        command.Options.Add(MllpAddress);
        command.Options.Add(SolverWorkers);
        command.Options.Add(Recordings);
        command.Options.Add(ScenariosFolder);
    }

    public static ServerOptions OptionsOf(ParseResult parsed, ImmutableArray<string> hospitals) => new(
        parsed.GetRequiredValue(Data).FullName,
        parsed.GetValue(Postgres),
        parsed.GetRequiredValue(Urls),
        parsed.GetRequiredValue(MllpAddress),
        parsed.GetValue(MllpPort),
        hospitals,
        parsed.GetValue(SolverWorkers),
        parsed.GetValue(Recordings)?.FullName,
        parsed.GetValue(ScenariosFolder)?.FullName);

    /// <summary>Each command has its own copy.</summary>
    public static Option<DirectoryInfo> DataOption()
    {
        var option = new Option<DirectoryInfo>("--data")
        {
            Description = "Folder of the event log. Created when missing.",
            DefaultValueFactory = _ => new DirectoryInfo("medmgr-data"),
        };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<DirectoryInfo>() is { } folder && File.Exists(folder.FullName))
            {
                result.AddError($"--data {folder} is a file; name a folder.");
            }
        });
        return option;
    }

    private static Option<DirectoryInfo?> ScenariosOption()
    {
        var option = new Option<DirectoryInfo?>("--scenarios")
        {
            Description = "Folder of the scenarios that planners begin with; it is only read. Default: those that came with the program. Their own are kept in the data folder.",
        };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<DirectoryInfo?>() is { Exists: false } folder)
            {
                result.AddError($"--scenarios {folder}: there is no such folder.");
            }
        });
        return option;
    }

    private static Option<int> MllpPortOption()
    {
        var option = new Option<int>("--mllp-port")
        {
            Description = "Where to listen for HL7 over MLLP. 0 takes a free port.",
            DefaultValueFactory = _ => 2575,
        };
        OptionChecks.InRange(option, 0, IPEndPoint.MaxPort);
        return option;
    }

    private static Option<int> SolverWorkersOption()
    {
        var option = new Option<int>("--solver-workers")
        {
            Description = "Processes that search for better plans than the quick ones; 0 for none. Half of the processors if left out.",
            DefaultValueFactory = _ => SolverServices.WorkersDefault,
        };
        OptionChecks.InRange(option, 0, SolverServices.WorkersMax);
        return option;
    }

    private static Option<string> MllpAddressOption()
    {
        var option = new Option<string>("--mllp-address")
        {
            Description = "IP address of the MLLP port.",
            DefaultValueFactory = _ => "127.0.0.1",
        };
        option.Validators.Add(result =>
        {
            if (!IPAddress.TryParse(result.GetValueOrDefault<string>(), out _))
            {
                result.AddError($"--mllp-address {result.GetValueOrDefault<string>()} is no IP address, for example 0.0.0.0 for all.");
            }
        });
        return option;
    }
}
