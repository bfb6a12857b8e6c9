using MedMgr.Sim.Hospital.Scenarios;

namespace MedMgr.Ops.Optimising;

/// <summary>Placement policies as the command line names them.</summary>
internal static class PolicyNames
{
    /// <summary>Two names with a comma between them; null for anything else.</summary>
    public static (PlacementPolicyKind First, PlacementPolicyKind Second)? Read(string text) =>
        text.Split(',', StringSplitOptions.TrimEntries) is [var first, var second] && One(first) is { } a && One(second) is { } b ? (a, b) : null;

    /// <summary>The same scenario under each of the two, with the policy in its name.</summary>
    public static (Scenario First, Scenario Second)? Under(Scenario scenario, string text) =>
        Read(text) is var (first, second) ? (Under(scenario, first), Under(scenario, second)) : null;

    private static Scenario Under(Scenario scenario, PlacementPolicyKind policy) => scenario with
    {
        Id = $"{scenario.Id} {Name(policy)}",
        Title = $"{scenario.Title}, {Name(policy)}",
        Placement = scenario.Placement with { Policy = policy },
    };

    /// <summary>Null for a name that is none.</summary>
    public static PlacementPolicyKind? One(string name) => Enum.GetValues<PlacementPolicyKind>().Where(kind => Name(kind) == name).Cast<PlacementPolicyKind?>().FirstOrDefault();

    private static string Name(PlacementPolicyKind kind) => kind.ToString().ToLowerInvariant();
}
