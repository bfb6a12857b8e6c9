using System.CommandLine;
using System.Globalization;
using System.Text.Json;

namespace MedMgr.Ops.Commands;

/// <summary>medmgr roster publish: publishes a roster that is in a file on a running server, which checks it.</summary>
internal static class RosterPublishCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly Argument<FileInfo> File = new("FILE") { Description = "Roster (CSV, or .ics), as 'medmgr roster --csv' writes it." };
    private static readonly Option<string> Server = new("--server") { Description = "Address of the running server.", Required = true };
    private static readonly Option<string> Hospital = new("--hospital") { Description = "Id of the hospital.", DefaultValueFactory = _ => "riverside" };
    private static readonly Option<string> Unit = new("--unit") { Description = "Id of the unit, whole: MED-4E.", Required = true };
    private static readonly Option<DateOnly?> From = RosterOptions.Date("--from", "First day. Without it the Monday on or before the first shift.");
    private static readonly Option<DateOnly?> Until = RosterOptions.Date("--until", "Last day. Without it the Sunday on or after the last shift.");
    private static readonly Option<string?> Why = new("--why") { Description = "Kept with the roster." };
    private static readonly Option<string?> By = new("--by") { Description = "Who publishes; kept with the roster." };
    private static readonly Option<string?> Knowing = new("--knowing") { Description = "The version of the unit's rosters that was looked at (\"version\" of the API's answer): after any other change nothing is published." };

    public static Command Make()
    {
        var command = new Command("publish", "Publishes a roster on a running server: it takes the place of what was published for its days.") { File, Server, Hospital, Unit, From, Until, Why, By, Knowing };
        command.SetAction(Run);
        return command;
    }

    private static async Task<int> Run(ParseResult parsed, CancellationToken cancellationToken)
    {
        var file = parsed.GetRequiredValue(File);
        string text;
        try
        {
            text = await System.IO.File.ReadAllTextAsync(file.FullName, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Cli.Fail($"{file}: {e.Message}");
        }

        using var call = new ServerCall(parsed.GetRequiredValue(Server), Patience);
        return await call.Run(async () =>
        {
            var type = file.Extension.Equals(".ics", StringComparison.OrdinalIgnoreCase) ? "text/calendar" : "text/csv";
            var answer = JsonElement.Parse(await call.PostFile(Path(parsed), text, type, Headers(parsed), cancellationToken));
            var roster = answer.GetProperty("roster");
            Console.WriteLine(answer.GetProperty("position").GetInt64() > 0
                ? $"{roster.GetProperty("unit")}: publication {roster.GetProperty("publications")}, version {roster.GetProperty("version")}"
                : $"{roster.GetProperty("unit")}: published already, nothing has changed; version {roster.GetProperty("version")}");
            return 0;
        }, cancellationToken);
    }

    private static string Path(ParseResult parsed)
    {
        var query = new Dictionary<string, string?> { ["from"] = Text(parsed.GetValue(From)), ["until"] = Text(parsed.GetValue(Until)), ["why"] = parsed.GetValue(Why) }
            .Where(q => q.Value is not null).Select(q => $"{q.Key}={Uri.EscapeDataString(q.Value!)}");
        return $"/api/hospitals/{Uri.EscapeDataString(parsed.GetRequiredValue(Hospital))}/rosters/{Uri.EscapeDataString(parsed.GetRequiredValue(Unit))}?{string.Join('&', query)}";
    }

    private static Dictionary<string, string> Headers(ParseResult parsed)
    {
        var headers = new Dictionary<string, string>();
        if (parsed.GetValue(By) is { } by)
        {
            headers["X-Actor"] = by;
        }

        if (parsed.GetValue(Knowing) is { } knowing)
        {
            headers["If-Match"] = $"\"{knowing}\"";
        }

        return headers;
    }

    private static string? Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
