using MedMgr.Ops.Api.Problems;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.EventLog;
using MedMgr.Ops.WallBoard.Replay;
using MedMgr.Ops.WallBoard.Replay.Recorded;
using Microsoft.AspNetCore.Http.Metadata;

namespace MedMgr.Ops.Recordings;

/// <summary>GET /api/recordings. Stands here and not in the API's project because only the executable knows both the API's words and the recordings.</summary>
internal static class RecordingsEndpoint
{
    public static void MapRecordings(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/recordings", List).WithTags("Recordings").WithName("listRecordings")
            .WithSummary("What can be replayed: the logs of the hospitals, simulated runs and drills. /replay/{id} shows one")
            .Produces<IReadOnlyCollection<RecordingSummary>>()
            .WithMetadata(new ProducesResponseTypeMetadata(StatusCodes.Status503ServiceUnavailable, typeof(ApiProblem), [ApiProblem.ContentType]));

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
