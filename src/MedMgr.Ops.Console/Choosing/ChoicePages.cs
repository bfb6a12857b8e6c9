using System.Collections.Immutable;
using System.Text.Json;
using MedMgr.Ops.Consoles.Live;
using MedMgr.Ops.Consoles.Rendering;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.Pages.Pieces;
using Microsoft.AspNetCore.Http;

namespace MedMgr.Ops.Consoles.Choosing;

/// <summary>GET /console/{hospital}/choice/{encounter}: one patient at a glance, and for every bed whether it could take the patient, with the rule that refuses.</summary>
internal sealed class ChoicePages
{
    private const string Ok = "ok";
    private const string Overridable = "override";
    private const string No = "no";

    private readonly ConsoleFeeds _consoles;
    private readonly PieceRenderer _renderer;

    public ChoicePages(ConsoleFeeds consoles, PieceRenderer renderer) => (_consoles, _renderer) = (consoles, renderer);

    public async Task<IResult> Show(HttpContext http, string hospital, string encounter)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (IdRules.WhatIsWrongWith(hospital) is not null || _consoles.Of(HospitalId.Of(hospital)) is not { } feed)
        {
            return Results.Problem($"There is no hospital {hospital} here.", statusCode: StatusCodes.Status404NotFound);
        }

        await feed.Ready.WaitAsync(http.RequestAborted);
        var picture = (feed.Displays > 0 ? feed.Newest : await feed.Fresh(http.RequestAborted)).Picture;
        if (IdRules.WhatIsWrongWith(encounter) is not null || EncounterId.Of(encounter) is var id && !picture.Encounters.ContainsKey(id))
        {
            return Results.Problem($"{encounter} is neither here nor expected any more.", statusCode: StatusCodes.Status404NotFound);
        }

        var visit = picture.Encounters[EncounterId.Of(encounter)];
        var verdicts = BedVerdict.Of(picture, EncounterId.Of(encounter), visit);
        var parameters = new Dictionary<string, object?>
        {
            [nameof(Choice.Picture)] = picture,
            [nameof(Choice.Encounter)] = EncounterId.Of(encounter),
            [nameof(Choice.Visit)] = visit,
            [nameof(Choice.Verdicts)] = verdicts,
        };
        var markup = await _renderer.Render([new Piece(Choice.ElementId, typeof(Choice), parameters)]);
        return Results.Json(new Answer(
            markup[Choice.ElementId], visit.Request is null ? "transfer" : "assign",
            verdicts.ToImmutableDictionary(v => v.Bed.Value, v => v.WillDo ? new Verdict(Ok, "") : new Verdict(v.CanBeOverridden ? Overridable : No, v.Says))), DomainJson.Options);
    }

    /// <param name="How">The endpoint of the visit that takes a bed: "assign" for one who asked for a bed, else "transfer".</param>
    private sealed record Answer(string Html, string How, ImmutableDictionary<string, Verdict> Beds);

    /// <param name="Is">"ok", "override" or "no".</param>
    /// <param name="Says">Why not, in the rules' words.</param>
    private sealed record Verdict(string Is, string Says);
}
