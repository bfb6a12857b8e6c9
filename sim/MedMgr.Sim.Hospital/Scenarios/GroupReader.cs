using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Definition;

namespace MedMgr.Sim.Hospital.Scenarios;

/// <summary>The kinds of inpatients, checked against what the hospital can offer them.</summary>
internal static class GroupReader
{
    public static ImmutableArray<PatientGroup> Read(Block scenario, HospitalDefinition hospital)
    {
        var groups = ImmutableArray.CreateBuilder<PatientGroup>();
        foreach (var g in scenario.Parts("groups", ScenarioShapes.Group))
        {
            var group = Group(g);
            if (groups.Any(other => other.Id == group.Id))
            {
                g.Wrong("id", $"\"{group.Id}\" is the name of two groups", "Give one of the two another name.");
            }

            CheckAgainst(hospital, g, group, group.Level, group.Capabilities, "level");
            if (group.Then is { } then)
            {
                CheckAgainst(hospital, g, group, then.Level, [], "then");
            }

            groups.Add(group);
        }

        return groups.ToImmutable();
    }

    private static PatientGroup Group(Block g)
    {
        var (ageMin, ageMax) = ScenarioReader.Ages(g, "ages");
        var isolation = g.Part("isolation", ScenarioShapes.Isolation);
        var from = g.Part("from", ScenarioShapes.From);
        double Weight(string source) => from?.Number(source, 0, 1e6) ?? 0;
        return new PatientGroup(
            g.Id("id"), g.Text("service"), g.Word<LevelOfCare>("level"), g.Spread("stayDays"),
            g.Part("then", ScenarioShapes.Then) is { } t ? new NextStage(t.Word<LevelOfCare>("level"), t.Spread("stayDays")) : null,
            g.Share("femaleShare"), ageMin, ageMax, [.. g.Texts("capabilities").Order(StringComparer.Ordinal)],
            isolation is null ? null : new Isolation(isolation.Word<Precautions>("precautions"), isolation.Has("organism") ? isolation.Text("organism") : null),
            isolation?.Share("share") ?? 0, g.Share("deterioratesShare"), g.Share("deathShare"), g.Share("barrierShare"), g.Share("readmissionShare"),
            g.Share("ventilatedShare"),
            new SourceWeights(Weight("emergency"), Weight("elective"), Weight("transfersIn"), Weight("births"), Weight("epidemic"), Weight("casualties")));
    }

    private static void CheckAgainst(
        HospitalDefinition hospital, Block g, PatientGroup group, LevelOfCare level, ImmutableArray<string> capabilities, string key)
    {
        if (level is LevelOfCare.Emergency or LevelOfCare.PostAnaesthesia)
        {
            g.Wrong(key, "is no level of an inpatient", "Name the level of the ward where the patient is to lie: general, telemetry, critical, ...");
            return;
        }

        var accepting = hospital.Units.Where(u => u.Accepts.Contains(level)).ToList();
        if (accepting.Count == 0)
        {
            g.Wrong(key, $"{level} care is given by no unit of {hospital.Name}", "Name a level that a unit accepts.");
        }
        else if (!accepting.Any(u => (u.AgeMin ?? 0) <= group.AgeMin && group.AgeMax <= (u.AgeMax ?? int.MaxValue)))
        {
            g.Wrong("ages", $"{group.AgeMin}-{group.AgeMax}: no unit with {level} care takes all of these ages", "Split the group by age (children and adults).");
        }
        else if (!accepting.Any(u => u.Rooms.Any(r => capabilities.All(c => r.Capabilities.Contains(c)))))
        {
            g.Wrong("capabilities", $"no room with {level} care has {string.Join(" and ", capabilities)}", "Check the capabilities of the rooms in the hospital's file.");
        }
    }
}
