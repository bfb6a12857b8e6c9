using System.Diagnostics.Metrics;
using MedMgr.Ops.Domain;

namespace MedMgr.Ops.Api.Commands;

/// <summary>What the API tells whoever measures it: commands by how they ended.</summary>
public static class ApiTelemetry
{
    public const string Name = "MedMgr.Api";

    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> Commands = Meter.CreateCounter<long>("medmgr.api.commands", "{command}", "Commands by outcome; of refused ones also the rule.");

    internal static void Ended(HospitalId hospital, Outcome outcome) => Commands.Add(
        1,
        new KeyValuePair<string, object?>("medmgr.hospital", hospital.Value),
        new KeyValuePair<string, object?>("medmgr.outcome", outcome.Kind.ToString().ToLowerInvariant()),
        new KeyValuePair<string, object?>("medmgr.rule", outcome.Because is { } refused ? Problems.ApiProblem.NameOf(refused.Code) : ""));
}
