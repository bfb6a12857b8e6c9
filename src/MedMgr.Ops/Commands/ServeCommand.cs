using System.CommandLine;
using System.Globalization;
using MedMgr.Ops.Hosting;

namespace MedMgr.Ops.Commands;

/// <summary>medmgr serve: the server for real hospitals.</summary>
internal static class ServeCommand
{
    private static readonly Option<DirectoryInfo> Data = new("--data")
    {
        Description = "Folder of the event log. Created when missing.",
        DefaultValueFactory = _ => new DirectoryInfo("medmgr-data"),
    };

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

    private static readonly Option<int> MllpPort = new("--mllp-port")
    {
        Description = "Where to listen for HL7 over MLLP. 0 takes a free port.",
        DefaultValueFactory = _ => 2575,
    };

    private static readonly Option<string> MllpAddress = new("--mllp-address")
    {
        Description = "Address of the MLLP port.",
        DefaultValueFactory = _ => "127.0.0.1",
    };

    private static readonly Option<FileInfo[]> Hospital = new("--hospital")
    {
        Description = "Hospital definition (YAML); may be repeated. Hospitals that the log knows are served without it.",
        AllowMultipleArgumentsPerToken = true,
    };

    public static Command Make()
    {
        var command = new Command("serve", "Runs the server.") { Data, Postgres, Urls, MllpPort, MllpAddress, Hospital };
        Data.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<DirectoryInfo>() is { } folder && File.Exists(folder.FullName))
            {
                result.AddError($"--data {folder} is a file; name a folder.");
            }
        });
        MllpPort.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 0 or > 65535)
            {
                result.AddError($"--mllp-port must be 0 to 65535, not {result.GetValueOrDefault<int>().ToString(CultureInfo.InvariantCulture)}.");
            }
        });
        command.SetAction((parsed, cancellationToken) => Server.Run(
            new ServerOptions(
                parsed.GetRequiredValue(Data).FullName,
                parsed.GetValue(Postgres),
                parsed.GetRequiredValue(Urls),
                parsed.GetRequiredValue(MllpAddress),
                parsed.GetValue(MllpPort),
                [.. (parsed.GetValue(Hospital) ?? []).Select(f => f.FullName)]),
            cancellationToken));
        return command;
    }
}
