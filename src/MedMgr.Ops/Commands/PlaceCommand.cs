using System.CommandLine;
using System.Globalization;
using System.Net.ServerSentEvents;
using System.Text.Json;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.Placement.Http;
using MedMgr.Ops.Placement.Plans;

namespace MedMgr.Ops.Commands;

/// <summary>medmgr place: asks a server who should go into which bed.</summary>
internal static class PlaceCommand
{
    /// <summary>Beyond the search itself.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static readonly Option<string> Server = OptionChecks.Server();
    private static readonly Option<string> Hospital = new("--hospital") { Description = "Id of the hospital.", Required = true };

    private static readonly Option<int> Seconds = new("--seconds")
    {
        Description = "Time for the search for a better plan than the quick one; 0 for none.", DefaultValueFactory = _ => PlacementAsk.SecondsDefault,
    };

    private static readonly Option<bool> Surge = new("--surge") { Description = "The plan may open surge beds and call nurses in." };
    private static readonly Option<string?> Why = new("--why") { Description = "Instead of the plan: why this patient gets its bed or none; as VISIT:BED why not that bed." };
    private static readonly Option<bool> Json = SimulationOptions.Json();

    public static Command Make()
    {
        OptionChecks.InRange(Seconds, 0, PlacementAsk.SecondsMax);
        var command = new Command("place", "Says who should go into which bed, from the live board, and why.") { Server, Hospital, Seconds, Surge, Why, Json };
        command.SetAction(Run);
        return command;
    }

    private static async Task<int> Run(ParseResult parsed, CancellationToken cancellationToken)
    {
        var seconds = parsed.GetValue(Seconds);
        using var server = new ServerCall(parsed.GetRequiredValue(Server), TimeSpan.FromSeconds(seconds) + Patience);
        return await server.Run(
            async () =>
            {
                var plans = $"/api/hospitals/{Uri.EscapeDataString(parsed.GetRequiredValue(Hospital))}/placement/plans";
                var text = await server.Post(plans, new PlanBody(seconds, Surge: parsed.GetValue(Surge), Wait: PlanWait.Greedy), cancellationToken);
                var plan = Read(text);
                if (plan.Search.State == SearchState.Searching)
                {
                    (plan, text) = await Terminal.WithStatus(Says(plan), say => Follow(server, $"{plans}/{plan.Id}/improvements", say, cancellationToken));
                }

                if (parsed.GetValue(Why) is { } why)
                {
                    return await Explain(server, $"{plans}/{plan.Id}/why", why, parsed.GetValue(Json), cancellationToken);
                }

                if (parsed.GetValue(Json))
                {
                    Console.Out.WriteLine(text);
                }
                else
                {
                    PlanTable.Print(plan);
                }

                return 0;
            },
            cancellationToken);
    }

    /// <summary>Reads improvements until the last one.</summary>
    private static async Task<(PlanAnswer Plan, string Text)> Follow(ServerCall server, string path, Action<string> say, CancellationToken cancellationToken)
    {
        await using var stream = await server.Follow(path, cancellationToken);
        await foreach (var improvement in SseParser.Create(stream).EnumerateAsync(cancellationToken))
        {
            var plan = Read(improvement.Data);
            if (plan.Search.State != SearchState.Searching)
            {
                return (plan, improvement.Data);
            }

            say(Says(plan));
        }

        throw new RefusedException("The server ended before the plan was finished. Ask again.");
    }

    private static async Task<int> Explain(ServerCall server, string path, string why, bool json, CancellationToken cancellationToken)
    {
        // An id of a visit may hold a colon of its own, an id of a bed after the last one rarely does.
        var colon = why.LastIndexOf(':');
        var query = colon < 0
            ? $"?encounter={Uri.EscapeDataString(why)}"
            : $"?encounter={Uri.EscapeDataString(why[..colon])}&bed={Uri.EscapeDataString(why[(colon + 1)..])}";
        var text = await server.Get(path + query, cancellationToken);
        if (json)
        {
            Console.Out.WriteLine(text);
        }
        else
        {
            PlanTable.Print(JsonSerializer.Deserialize<WhyAnswer>(text, DomainJson.Options)!);
        }

        return 0;
    }

    private static PlanAnswer Read(string text) => JsonSerializer.Deserialize<PlanAnswer>(text, DomainJson.Options)!;

    private static string Says(PlanAnswer plan)
    {
        var found = plan.Search.Found is { } cost && cost < plan.Objective ? $"found {cost:#,##0}" : "looking for better";
        var bound = plan.Search.Bound is { } least and > 0 ? $", none below {least:#,##0}" : "";
        return string.Create(CultureInfo.InvariantCulture, $"quick plan: {PlanTable.Counted(plan)}, {plan.Objective:#,##0} points; {found}{bound}");
    }
}
