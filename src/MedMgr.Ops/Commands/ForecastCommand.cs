using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using MedMgr.Ops.Domain.Log;
using MedMgr.Sim.Hospital.Results;
using Spectre.Console;

namespace MedMgr.Ops.Commands;

/// <summary>medmgr forecast: asks a server what the next hours may bring.</summary>
internal static class ForecastCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private static readonly Option<string> Server = OptionChecks.Server();

    private static readonly Option<string> Hospital = new("--hospital") { Description = "Id of the hospital.", Required = true };
    private static readonly Option<int> Hours = new("--hours") { Description = "1 to 168.", DefaultValueFactory = _ => 48 };
    private static readonly Option<int> Replications = new("--replications") { Description = "Independent runs.", DefaultValueFactory = _ => 1_000 };
    private static readonly Option<ulong?> Seed = new("--seed") { Description = "Names the chance." };
    private static readonly Option<bool> Json = SimulationOptions.Json();

    public static Command Make()
    {
        var command = new Command("forecast", "Says what the next hours may bring to a hospital, from its live board.") { Server, Hospital, Hours, Replications, Seed, Json };
        OptionChecks.InRange(Hours, 1, Sim.Hospital.Forecast.HoursMax);
        OptionChecks.InRange(Replications, 1, Forecasting.ForecastDesk.ReplicationsMax);
        command.SetAction(Run);
        return command;
    }

    private static async Task<int> Run(ParseResult parsed, CancellationToken cancellationToken)
    {
        var seed = parsed.GetValue(Seed) is { } named ? string.Create(CultureInfo.InvariantCulture, $"&seed={named}") : "";
        var path = string.Create(
            CultureInfo.InvariantCulture,
            $"/api/hospitals/{Uri.EscapeDataString(parsed.GetRequiredValue(Hospital))}/forecast?hours={parsed.GetValue(Hours)}&replications={parsed.GetValue(Replications)}{seed}");
        using var server = new ServerCall(parsed.GetRequiredValue(Server), Patience);
        return await server.Run(
            async () =>
            {
                var text = await server.Get(path, cancellationToken);
                if (parsed.GetValue(Json))
                {
                    Console.Out.WriteLine(text);
                }
                else
                {
                    Print(JsonSerializer.Deserialize<ForecastResult>(text, DomainJson.Options)!);
                }

                return 0;
            },
            cancellationToken);
    }

    private static void Print(ForecastResult forecast)
    {
        var last = forecast.Times.Length - 1;
        Terminal.Output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{forecast.Hospital} from {forecast.From:yyyy-MM-dd HH:mm}, {forecast.Hours} hours, {forecast.Replications} replications; boarders at the end {forecast.Boarders.P50[last]:0} (90 %: {forecast.Boarders.P5[last]:0} to {forecast.Boarders.P95[last]:0})"));
        var table = new Table().Border(TableBorder.Rounded).AddColumn("unit");
        foreach (var column in new[] { "beds", $"occupied in {forecast.Hours} h", "90 %", "staffed", "breach at the end", "breach at any hour" })
        {
            table.AddColumn(new TableColumn(Markup.Escape(column)).RightAligned());
        }

        foreach (var unit in forecast.Units)
        {
            table.AddRow(
                Markup.Escape(unit.Name), N(unit.Beds), N(unit.Occupied.P50[last]), Markup.Escape($"{N(unit.Occupied.P5[last])} to {N(unit.Occupied.P95[last])}"),
                N(unit.StaffedCapacity[last]), P(unit.BreachProbability[last]), P(unit.BreachWithinHorizon));
        }

        Terminal.Output.Write(table);
        Terminal.Output.WriteLine("Breach: more patients and claims than the nurses on duty may care for.");
    }

    private static string N(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    private static string P(double share) => (100.0 * share).ToString("0", CultureInfo.InvariantCulture) + " %";
}
