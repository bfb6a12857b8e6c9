using System.Collections.Immutable;
using MedMgr.Ops.Optimizer.BedPlacement.HardRules;
using MedMgr.Ops.Optimizer.BedPlacement.Scene;

namespace MedMgr.Ops.Optimizer.BedPlacement;

/// <summary>Why a patient gets no bed: what stands against every bed of the house, by rule, and the nearest way out.</summary>
internal static class WhyUnplaced
{
    public static ImmutableArray<string> Sentences(PlanDraft draft, Patient who)
    {
        var scene = draft.Scene;
        var refused = new Dictionary<string, (int Beds, Refusal First)>(StringComparer.Ordinal);
        foreach (var bed in scene.Beds)
        {
            if (scene.Judge(who, bed).Refusal is { } refusal)
            {
                Note(refusal);
            }
        }

        var sentences = ImmutableArray.CreateBuilder<string>();
        foreach (var beds in scene.ChoicesOf(who).GroupBy(c => c.Bed))
        {
            if (beds.Select(draft.Refuses).FirstOrDefault(r => r is null, beds.Select(draft.Refuses).Last()) is { } refusal)
            {
                Note(refusal);
            }
            else
            {
                sentences.Add($"Bed {beds.Key.Id} could be given, but costs the plan as much as waiting or more ({beds.Min(draft.CostOfAdding)} points against {scene.CostOfWaiting(who)}).");
            }
        }

        foreach (var (rule, (count, first)) in refused.OrderBy(r => r.Value.Beds).ThenBy(r => r.Key, StringComparer.Ordinal))
        {
            var wayOut = first.WouldHaveToChange is { } change ? $" For that bed: {change}." : "";
            sentences.Add($"{rule} rules out {count} bed(s), such as: {first.Because}{wayOut}");
        }

        return sentences.ToImmutable();

        void Note(Refusal refusal) =>
            refused[refusal.Rule] = refused.TryGetValue(refusal.Rule, out var before) ? (before.Beds + 1, before.First) : (1, refusal);
    }
}
