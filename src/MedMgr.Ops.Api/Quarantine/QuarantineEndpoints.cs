using System.ComponentModel;
using System.Diagnostics;
using MedMgr.Ops.Api.Boards;
using MedMgr.Ops.Api.Bodies;
using MedMgr.Ops.Api.Commands;
using MedMgr.Ops.Api.Description;
using MedMgr.Ops.Api.Hospitals;
using MedMgr.Ops.Api.Problems;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.Domain.Quarantine;
using MedMgr.Ops.Grains.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace MedMgr.Ops.Api.Quarantine;

/// <summary>Messages that could not be used, kept whole until a person has dealt with them.</summary>
internal static class QuarantineEndpoints
{
    private const string Parameter = "message";

    public static void MapQuarantine(this IEndpointRouteBuilder routes)
    {
        var all = routes.MapGroup("/api/hospitals/{hospital}/quarantine").WithTags("Quarantine");
        all.MapGet("", (RequestedBoard board, IBoardFeeds boards) => Results.Json(boards.Quarantine(board.View.Hospital), DomainJson.Options))
            .Query<IReadOnlyList<QuarantinedMessage>>("listQuarantine", "Messages that could not be used, oldest first");
        all.MapPost("/{message}/replay", Replay)
            .Command<QuarantineAnswer>("replayQuarantined", "Takes the message in again, after what was missing has been mended");
        all.MapPost("/{message}/discard", Discard)
            .Command<QuarantineAnswer>("discardQuarantined", "Takes the message out of the list unused; the log keeps it", """{ "reason": "test message" }""");
    }

    private static async Task<IResult> Replay(HttpContext http, RequestedHospital hospital, Body<NothingBody> _, CommandContext by, IQuarantineDesk desk)
    {
        var id = PathIds.Text(http, Parameter);
        return await desk.ReplayAsync(hospital.Id, id, by.Origin, http.RequestAborted) switch
        {
            ReplayResult.Taken taken => await Acknowledge(hospital, by, new Outcome(ReplyKind.Done, null, taken.Position), id, taken.Acknowledgement),
            ReplayResult.StillFaulty faulty => ApiProblem.Make(StatusCodes.Status409Conflict, "message-faulty", InWords(faulty)),
            ReplayResult.Unknown => await Acknowledge(hospital, by, Unknown(id), id, acknowledgement: null),
            var other => throw new UnreachableException($"No answer for {other}"),
        };
    }

    private static async Task<IResult> Discard(HttpContext http, RequestedHospital hospital, Body<RequiredReasonBody> body, CommandContext by, IQuarantineDesk desk)
    {
        var id = PathIds.Text(http, Parameter);
        var outcome = await desk.DiscardAsync(hospital.Id, id, body.Value.Reason, by.Origin, http.RequestAborted) switch
        {
            DiscardResult.Discarded discarded => new Outcome(ReplyKind.Done, null, discarded.Position),
            DiscardResult.Unknown => Unknown(id),
            var other => throw new UnreachableException($"No answer for {other}"),
        };
        return await Acknowledge(hospital, by, outcome, id, acknowledgement: null);
    }

    private static Task<IResult> Acknowledge(RequestedHospital hospital, CommandContext by, Outcome outcome, string id, string? acknowledgement) =>
        hospital.Acknowledge(by, outcome, [Streams.Quarantine(id)], (kind, position) => new QuarantineAnswer(kind, position, id, acknowledgement));

    private static Outcome Unknown(string id) =>
        new(ReplyKind.Rejected, new Rejection(RejectionCode.QuarantineUnknown, $"No message {id} is in quarantine."), 0);

    private static string InWords(ReplayResult.StillFaulty faulty) =>
        $"The message can still not be used: {faulty.Reason}"
        + (faulty.Segment is { } segment ? $" ({segment}{(faulty.Field is { } field ? $"-{field}" : "")})" : "");
}

internal sealed record QuarantineAnswer(
    ReplyKind Kind,
    long Position,
    [property: Description("The id of what is no longer in quarantine.")] string Message,
    [property: Description("Of a replay: what the sender would have got.")] string? Acknowledgement);
