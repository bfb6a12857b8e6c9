using System.ComponentModel;
using MedMgr.Ops.Api;
using MedMgr.Ops.Api.Bodies;
using MedMgr.Ops.Api.Description;
using MedMgr.Ops.Api.Problems;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.EventLog;
using MedMgr.Ops.WallBoard.Replay;
using MedMgr.Ops.WallBoard.Replay.Recorded;

namespace MedMgr.Ops.Recordings;

/// <summary>/api/recordings. Stands here and not in the API's project because only the executable knows both the API's words and the recordings.</summary>
internal static class RecordingsEndpoint
{
    public static void MapRecordings(this IEndpointRouteBuilder routes)
    {
        var recordings = routes.MapGuarded().MapGroup("/api/recordings").WithTags("Recordings");
        recordings.MapPost("", Save).Creation<RecordingSummary>(
            "saveRecording", "Saves a span of a hospital's log as a recording with a name", """{ "name": "flu-night", "hospital": "riverside", "from": "2025-01-14T08:00:00Z", "to": "2025-01-15T08:00:00Z" }""");
        recordings.MapGet("", List).Query<IReadOnlyCollection<RecordingSummary>>(
            "listRecordings", "What can be replayed: the logs of the hospitals, simulated runs and drills. /replay/{id} shows one");
    }

    private static async Task<IResult> Save(Body<SaveRecordingBody> body, IRecordings recordings, CancellationToken cancellationToken)
    {
        var (name, hospital, title, from, to) = body.Value;
        try
        {
            return await recordings.SaveAsync(name, hospital, title, from, to, cancellationToken) is { } saved
                ? Results.Json(saved, DomainJson.Options, statusCode: StatusCodes.Status201Created)
                : ApiProblem.Of(new Rejection(RejectionCode.HospitalUnknown, $"There is no hospital {hospital}, or nothing has happened there yet. GET /api/recordings lists what there is."));
        }
        catch (InvalidDataException e)
        {
            return ApiProblem.Make(StatusCodes.Status400BadRequest, "invalid", e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ApiProblem.Make(StatusCodes.Status409Conflict, "not-saved", e.Message);
        }
    }

    private static async Task<IResult> List(IRecordings recordings, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        try
        {
            return Results.Json(await recordings.ListAsync(cancellationToken), DomainJson.Options);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or EventLogException or System.Data.Common.DbException)
        {
            loggers.CreateLogger(typeof(RecordingsEndpoint)).LogError(e, "The recordings can not be listed.");
            return ApiProblem.Make(StatusCodes.Status503ServiceUnavailable, "unavailable", "The recordings can not be read at present; the server's log says more.");
        }
    }
}

internal sealed record SaveRecordingBody(
    [property: Description("Names it in addresses: letters, digits, '-', '_' and '.', not beginning with a dot.")] string Name,
    [property: Description("Whose log.")] HospitalId Hospital,
    [property: Description("The hospital's name if left out.")] string? Title = null,
    [property: Description("The first moment to show; a day before the end if left out.")] DateTimeOffset? From = null,
    [property: Description("The last moment; the latest event if left out.")] DateTimeOffset? To = null);
