using System.ComponentModel;
using System.Globalization;
using MedMgr.Ops.Api;
using MedMgr.Ops.Api.Description;
using MedMgr.Ops.Api.Hospitals;
using MedMgr.Ops.Api.Problems;
using MedMgr.Ops.Domain.Log;
using MedMgr.Sim.Hospital.Results;
using Microsoft.AspNetCore.Http.Metadata;

namespace MedMgr.Ops.Forecasting;

/// <summary>GET /api/hospitals/{hospital}/forecast. Stands here and not in the API's project because only the executable knows both the boards and the simulation.</summary>
internal static class ForecastEndpoint
{
    private const int HoursMax = Sim.Hospital.Forecast.HoursMax;

    public static void MapForecast(this IEndpointRouteBuilder routes) =>
        routes.MapGuarded().MapGet("/api/hospitals/{hospital}/forecast", Get).WithTags("Hospital").Query<ForecastResult>(
                "getForecast", "What the next hours may bring, from the live board: occupancy with its fan, chance of more patients than the nurses may care for, boarders")
            .WithMetadata(new ProducesResponseTypeMetadata(StatusCodes.Status409Conflict, typeof(ApiProblem), [ApiProblem.ContentType]));

    // Texts and not numbers: what can not be read gets an answer in our words.
    private static async Task<IResult> Get(
        HttpContext http,
        RequestedBoard board,
        ForecastDesk desk,
        ILoggerFactory loggers,
        [Description("1 to 168; 48 if left out.")] string? hours,
        [Description("Independent runs, 1 to 5000; 1000 if left out.")] string? replications,
        [Description("Names the chance: the same seed and board give the same answer.")] string? seed)
    {
        if (Number(hours, 48, HoursMax) is not { } h)
        {
            return ApiProblem.OfField("hours", $"is a whole number from 1 to {HoursMax}");
        }

        if (Number(replications, 1_000, ForecastDesk.ReplicationsMax) is not { } n)
        {
            return ApiProblem.OfField("replications", $"is a whole number from 1 to {ForecastDesk.ReplicationsMax}");
        }

        var named = 0UL;
        if (seed is not null && !ulong.TryParse(seed, NumberStyles.None, CultureInfo.InvariantCulture, out named))
        {
            return ApiProblem.OfField("seed", "is a whole number from 0 to 18446744073709551615");
        }

        try
        {
            var question = new ForecastDesk.Question(board.View.Hospital, h, n, seed is null ? desk.DefaultSeed : named);
            return desk.Ask(question) is { } forecast
                ? Results.Json(await forecast.WaitAsync(http.RequestAborted), DomainJson.Options)
                : ApiProblem.Make(StatusCodes.Status503ServiceUnavailable, "busy", "Too many different forecasts are asked for at once. Ask again in half a minute.");
        }
        catch (ArgumentException e)
        {
            return ApiProblem.Make(StatusCodes.Status409Conflict, "no-forecast", e.Message);
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            loggers.CreateLogger(typeof(ForecastEndpoint)).LogError(e, "No forecast for {Hospital}.", board.View.Hospital);
            return ApiProblem.Make(StatusCodes.Status503ServiceUnavailable, "unavailable", "The rates for forecasts can not be read at present; the server's log says more.");
        }
    }

    private static int? Number(string? text, int ifAbsent, int most)
    {
        if (text is null)
        {
            return ifAbsent;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most ? number : null;
    }
}
