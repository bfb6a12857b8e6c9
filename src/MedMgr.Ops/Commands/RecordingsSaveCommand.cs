using System.CommandLine;
using System.Text.Json;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.WallBoard.Replay.Recorded;

namespace MedMgr.Ops.Commands;

/// <summary>medmgr recordings save: keeps a span of a running server's log as a recording with a name.</summary>
internal static class RecordingsSaveCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private static readonly Argument<string> Name = new("NAME") { Description = "Names the recording in addresses." };
    private static readonly Option<string> Server = new("--server") { Description = "Address of the running server.", Required = true };
    private static readonly Option<string> Hospital = new("--hospital") { Description = "Id of the hospital.", DefaultValueFactory = _ => "riverside" };
    private static readonly Option<DateTimeOffset?> From = new("--from") { Description = "First moment, as 2025-01-14T08:00:00Z. Default: a day before the end." };
    private static readonly Option<DateTimeOffset?> To = new("--to") { Description = "Last moment. Default: the latest event." };
    private static readonly Option<string?> Title = new("--title") { Description = "Default: the hospital's name." };

    public static Command Make()
    {
        var save = new Command("save", "Saves a span of a running server's log in its folder of recordings.") { Name, Server, Hospital, From, To, Title };
        save.SetAction(Save);
        return save;
    }

    private static async Task<int> Save(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var call = new ServerCall(parsed.GetRequiredValue(Server), Patience);
        return await call.Run(async () =>
        {
            var body = new
            {
                Name = parsed.GetRequiredValue(Name), Hospital = parsed.GetRequiredValue(Hospital), Title = parsed.GetValue(Title), From = parsed.GetValue(From), To = parsed.GetValue(To),
            };
            var saved = JsonSerializer.Deserialize<RecordingSummary>(await call.Post("/api/recordings", body, cancellationToken), DomainJson.Options)!;
            Console.WriteLine(RecordingsCommand.Row(saved));
            Console.WriteLine($"Replay  /replay/{saved.Id}");
            return 0;
        }, cancellationToken);
    }
}
