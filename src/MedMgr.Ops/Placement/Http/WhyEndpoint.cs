using System.Collections.Immutable;
using System.ComponentModel;
using MedMgr.Ops.Api.Description;
using MedMgr.Ops.Api.Problems;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.Optimizer.BedPlacement;

namespace MedMgr.Ops.Placement.Http;

/// <summary>GET …/plans/{plan}/why: why this bed, why not that one, and what would have to change.</summary>
internal static class WhyEndpoint
{
    public static void MapExplanations(this IEndpointRouteBuilder placement) => placement.MapGet("/plans/{plan}/why", Explain)
        .Query<WhyAnswer>("explainPlan", "Why a patient gets the bed that the plan gives, or none; with a bed named, why not that one");

    // Texts and not ids: what can be none gets an answer in our words.
    private static IResult Explain(
        RequestedPlan requested,
        [Description("Whom it is about.")] string? encounter,
        [Description("Why not this bed? Left out: why the one that the plan gives.")] string? bed)
    {
        if ((encounter is null ? "is missing: name the visit, as in ?encounter=V-1001" : IdRules.WhatIsWrongWith(encounter)) is { } wrongVisit)
        {
            return ApiProblem.OfField("encounter", wrongVisit);
        }

        if ((bed is null ? null : IdRules.WhatIsWrongWith(bed)) is { } wrongBed)
        {
            return ApiProblem.OfField("bed", wrongBed);
        }

        var kept = requested.Kept;
        var revision = kept.Newest;
        var who = EncounterId.Of(encounter!);
        var gets = revision.Plan.StepOf(who)?.Bed;
        if (bed is not null)
        {
            var answer = Explanation.WhyNot(kept.Question, revision.Plan, who, BedId.Of(bed));
            return answer.Verdict switch
            {
                WhyNotVerdict.NoSuchPatient => Unknown(RejectionCode.EncounterUnknown, answer.Sentences),
                WhyNotVerdict.NoSuchBed => Unknown(RejectionCode.BedUnknown, answer.Sentences),
                _ => Answer(new WhyAnswer(kept.Id, revision.Number, who, gets, BedId.Of(bed), answer.Verdict, answer.Rule, answer.Sentences, answer.CostDifference)),
            };
        }

        return Explanation.WhyThis(kept.Question, revision.Plan, who) is { IsEmpty: false } sentences
            ? Answer(new WhyAnswer(kept.Id, revision.Number, who, gets, null, null, null, sentences, null))
            : Unknown(RejectionCode.EncounterUnknown, [$"{who} neither waited for a bed nor could be moved when plan {kept.Id} was made."]);
    }

    private static IResult Answer(WhyAnswer answer) => Results.Json(answer, DomainJson.Options);

    private static ApiProblem Unknown(RejectionCode code, ImmutableArray<string> sentences) => ApiProblem.Of(new Rejection(code, string.Join(" ", sentences)));
}

internal sealed record WhyAnswer(
    string Plan,
    int Revision,
    EncounterId Encounter,
    [property: Description("The bed that the plan gives; null for none.")] BedId? Gets,
    [property: Description("The bed that was asked about.")] BedId? Bed,
    [property: Description("Of that bed: what kind of reason speaks.")] WhyNotVerdict? Verdict,
    [property: Description("The hard rule that stands against that bed.")] string? Rule,
    [property: Description("In sentences, with what would have to change where there is a way.")] ImmutableArray<string> Why,
    [property: Description("Points that the plan would cost more with that bed.")] long? CostDifference);
