using System.CommandLine;
using System.Net.Http.Json;
using System.Text.Json;

namespace MedMgr.Ops.Commands;

/// <summary>medmgr quarantine: messages that could not be used, over the server's API.</summary>
internal static class QuarantineCommand
{
    private static readonly Option<string> Server = OptionChecks.Server();

    private static readonly Option<string> Hospital = new("--hospital") { Description = "Id of the hospital.", Required = true };
    private static readonly Argument<string[]> Ids = new("ID") { Arity = ArgumentArity.ZeroOrMore, Description = "Entries; none means all." };

    public static Command Make()
    {
        var list = new Command("list", "Lists the messages in quarantine.") { Server, Hospital };
        list.SetAction((parsed, cancellationToken) => Call(parsed, List, cancellationToken));
        var replay = new Command("replay", "Tries messages again. Exit code 0 when every one was accepted.") { Server, Hospital, Ids };
        replay.SetAction((parsed, cancellationToken) => Call(parsed, (http, path, token) => Replay(http, path, parsed.GetValue(Ids) ?? [], token), cancellationToken));
        return new Command("quarantine", "Messages that could not be used.") { list, replay };
    }

    private static async Task<int> Call(ParseResult parsed, Func<HttpClient, string, CancellationToken, Task<int>> work, CancellationToken cancellationToken)
    {
        var server = new Uri(parsed.GetRequiredValue(Server));
        using var http = new HttpClient { BaseAddress = server };
        try
        {
            return await work(http, $"/api/hospitals/{Uri.EscapeDataString(parsed.GetRequiredValue(Hospital))}/quarantine", cancellationToken);
        }
        catch (HttpRequestException e)
        {
            return Cli.Fail($"{server}: {e.Message}");
        }
    }

    private static async Task<int> List(HttpClient http, string path, CancellationToken cancellationToken)
    {
        foreach (var entry in await Entries(http, path, cancellationToken))
        {
            var field = entry.TryGetProperty("segment", out var segment) ? $" {segment}{(entry.TryGetProperty("field", out var f) ? "-" + f : "")}" : "";
            Console.WriteLine($"{entry.GetProperty("id")} {entry.GetProperty("receivedAt")}{field}: {entry.GetProperty("reason")}");
        }

        return 0;
    }

    private static async Task<int> Replay(HttpClient http, string path, string[] ids, CancellationToken cancellationToken)
    {
        var entries = ids.Length > 0 ? ids : [.. (await Entries(http, path, cancellationToken)).Select(e => e.GetProperty("id").GetString()!)];
        var failed = 0;
        foreach (var id in entries)
        {
            using var response = await http.PostAsync($"{path}/{Uri.EscapeDataString(id)}/replay", null, cancellationToken);
            failed += response.IsSuccessStatusCode ? 0 : 1;
            Console.WriteLine($"{id}: {(response.IsSuccessStatusCode ? "accepted" : await response.Content.ReadAsStringAsync(cancellationToken))}");
        }

        Console.WriteLine($"{entries.Length - failed} accepted, {failed} still in quarantine");
        return failed == 0 ? 0 : 1;
    }

    private static async Task<JsonElement[]> Entries(HttpClient http, string path, CancellationToken cancellationToken) =>
        await http.GetFromJsonAsync<JsonElement[]>(path, cancellationToken) ?? [];
}
