using System.Diagnostics;
using MedMgr.Ops.Api.Boards;
using MedMgr.Ops.Api.Problems;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.EventLog;
using MedMgr.Ops.Grains.Contracts;
using Microsoft.AspNetCore.Http;

namespace MedMgr.Ops.Api.Commands;

/// <summary>Turns the outcome of a command into the answer, once the board shows what was done.</summary>
internal sealed class Acknowledgement
{
    /// <summary>How long an answer is held back for the board. The change is durable before that.</summary>
    public static readonly TimeSpan BoardWaitMax = TimeSpan.FromSeconds(2);

    private readonly IBoardFeeds _boards;
    private readonly IEventLog _log;

    public Acknowledgement(IBoardFeeds boards, IEventLog log)
    {
        _boards = boards;
        _log = log;
    }

    /// <param name="streams">Where the command leaves its events, if it leaves any: there a repeat is recognised.</param>
    /// <param name="answer">Made of how it ended (Done or Duplicate) and the log position from which on it is true.</param>
    public async Task<IResult> Of<TAnswer>(
        HttpContext http, HospitalId hospital, CommandContext by, Outcome outcome, IEnumerable<string> streams, Func<ReplyKind, long, TAnswer> answer)
    {
        if (by.NamesItsKey && outcome is not { Kind: ReplyKind.Done, Position: > 0 }
            && await PositionUnder(by.Origin.Id, hospital, streams, http.RequestAborted) is { } position)
        {
            outcome = new Outcome(ReplyKind.Duplicate, null, position);
        }

        ApiTelemetry.Ended(hospital, outcome);
        switch (outcome.Kind)
        {
            case ReplyKind.Done:
                break;
            case ReplyKind.Duplicate:
                http.Response.Headers[CommandContext.ReplayedHeader] = "true";
                break;
            case ReplyKind.Rejected:
                return ApiProblem.Of(outcome.Because!);
            case ReplyKind.Conflict:
                return ApiProblem.Of(new Rejection(RejectionCode.LostRace, "Somebody else changed the same thing at this moment. Look at it and try again."));
            default:
                throw new UnreachableException($"No answer for {outcome.Kind}");
        }

        if (outcome.Position > 0)
        {
            await _boards.WaitForAsync(hospital, outcome.Position, BoardWaitMax, http.RequestAborted);
        }

        return Results.Json(answer(outcome.Kind, outcome.Position > 0 ? outcome.Position : _boards.Find(hospital)?.Position ?? 0), DomainJson.Options);
    }

    /// <summary>Where the command was written when it came first. Its grain may no longer know: it remembers the latest only, and decides before it asks.</summary>
    private async Task<long?> PositionUnder(string cause, HospitalId hospital, IEnumerable<string> streams, CancellationToken cancellationToken)
    {
        foreach (var stream in streams)
        {
            var events = await _log.ReadStreamAsync(hospital.Value, stream, cancellationToken: cancellationToken);
            if (events.LastOrDefault(e => e.Cause.Id == cause) is { } written)
            {
                return written.Position;
            }
        }

        return null;
    }
}
