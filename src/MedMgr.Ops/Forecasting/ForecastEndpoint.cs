using System.ComponentModel;
using System.Globalization;
using MedMgr.Ops.Api.Problems;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.Grains;
using MedMgr.Sim.Hospital.Results;
using Microsoft.AspNetCore.Http.Metadata;

namespace MedMgr.Ops.Forecasting;

/// <summary>GET /api/hospitals/{hospital}/forecast. Stands here and not in the API's project because only the executable knows both the boards and the simulation.</summary>
internal static class ForecastEndpoint
{
    private const int HoursMax = Sim.Hospital.Forecast.HoursMax;
    private static readonly int[] Errors = [400, 404, 409, 500, 503];

    public static void MapForecast(this IEndpointRouteBuilder routes)
    {
        var route = routes.MapGet("/api/hospitals/{hospital}/forecast", Get).WithTags("Hospital").WithName("getForecast")
            .WithSummary("What the next hours may bring, from the live board: occupancy with its fan, chance of more patients than the nurses may care for, boarders")
            .Produces<ForecastResult>();
        foreach (var status in Errors)
        {
            route.WithMetadata(new ProducesResponseTypeMetadata(status, typeof(ApiProblem), [ApiProblem.ContentType]));
        }
    }

    // Texts and not numbers: what can not be read gets an answer in our words.
    private static async Task<IResult> Get(
        HttpContext http,
        HospitalDirectory hospitals,
        ForecastDesk desk,
        ILoggerFactory loggers,
        [Description("1 to 168; 48 if left out.")] string? hours,
        [Description("Independent runs, 1 to 5000; 1000 if left out.")] string? replications,
        [Description("Names the chance: the same seed and board give the same answer.")] string? seed)
    {
        var name = (string)http.GetRouteValue("hospital")!;
        if (IdRules.WhatIsWrongWith(name) is { } wrong)
        {
            return ApiProblem.OfField("hospital", wrong);
        }

        if (hospitals.Find(HospitalId.Of(name)) is null)
        {
            return ApiProblem.Of(new Rejection(RejectionCode.HospitalUnknown, $"There is no hospital {name}. GET /api/hospitals lists those that there are."));
        }

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
            var question = new ForecastDesk.Question(HospitalId.Of(name), h, n, seed is null ? desk.DefaultSeed : named);
            return desk.Ask(question) is { } forecast
                ? Results.Json(await forecast.WaitAsync(http.RequestAborted), DomainJson.Options)
                : ApiProblem.Make(StatusCodes.Status503ServiceUnavailable, "busy", "Too many different forecasts are asked for at once. Ask again in half a minute.");
        }
        catch (ArgumentException e)
        {
            return ApiProblem.Make(StatusCodes.Status409Conflict, "no-forecast", e.Message);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there any more; the forecast goes on for those who ask next.
            return Results.Empty;
        }
        catch (Exception e) when (e is IOException or InvalidDataException or EventLog.EventLogException)
        {
            loggers.CreateLogger(typeof(ForecastEndpoint)).LogError(e, "No forecast for {Hospital}.", name);
            return ApiProblem.Make(StatusCodes.Status503ServiceUnavailable, "unavailable", "The log or the rates for forecasts can not be read at present; the server's log says more.");
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
