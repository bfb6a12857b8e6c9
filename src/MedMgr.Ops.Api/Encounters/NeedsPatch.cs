using System.Text.Json;
using System.Text.Json.Nodes;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.Domain.Placement;

namespace MedMgr.Ops.Api.Encounters;

/// <summary>Changes some of a patient's needs: a field left out stays as it is, null makes it unknown (RFC 7396).</summary>
internal static class NeedsPatch
{
    /// <param name="patch">Checked to be a <see cref="NeedsBody"/>.</param>
    public static BedNeeds Apply(BedNeeds before, JsonElement patch)
    {
        var merged = JsonSerializer.SerializeToNode(before, DomainJson.Options)!.AsObject();
        foreach (var member in patch.EnumerateObject())
        {
            merged[member.Name] = JsonNode.Parse(member.Value.GetRawText());
        }

        var needs = merged.Deserialize<NeedsBody>(DomainJson.Options)!;
        return new BedNeeds(
            needs.LevelOfCare, needs.Gender ?? Gender.Unknown, needs.Isolation, needs.AgeYears, needs.Capabilities ?? [], needs.Service, needs.Acuity);
    }
}
