using System.Collections.Immutable;
using MedMgr.Ops.Definitions.Reading;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Surge;

namespace MedMgr.Sim.Hospital.Scenarios;

/// <summary>The surge plan, in the scenario or in a file of its own.</summary>
internal static class PlanReader
{
    public static SurgePlan? Read(Block scenario, HospitalDefinition hospital)
    {
        if (scenario.Part("plan", ScenarioShapes.Plan) is not { } p)
        {
            return null;
        }

        var levels = ImmutableArray.CreateBuilder<SurgeLevel>();
        foreach (var l in p.Parts("levels", ScenarioShapes.Level))
        {
            var level = new SurgeLevel(
                l.Whole("level", 1, HospitalRules.SurgeLevelMax, 1), l.Text("name"), Triggers(l), l.Whole("afterHours", 0, 168), Actions(l, hospital));
            if (levels.Count > 0 && level.Level <= levels[^1].Level)
            {
                l.Wrong("level", $"{level.Level} follows {levels[^1].Level}", "Write the levels in ascending order, each once.");
            }

            levels.Add(level);
        }

        return new SurgePlan(p.Text("name"), levels.ToImmutable(), p.Number("stepDownAt", 0, 1, 0.85), p.Whole("holdHours", 0, 720, 8));
    }

    private static SurgeTriggers Triggers(Block level)
    {
        if (level.Part("when", ScenarioShapes.When) is not { } w)
        {
            return new SurgeTriggers(null, null, null, null, null);
        }

        var triggers = new SurgeTriggers(
            w.MaybeNumber("nedocs", 0, 1000), w.MaybeNumber("boarders", 0, 10_000), w.MaybeNumber("occupancy", 0, 2), w.MaybeNumber("nursesMissing", 0, 10_000),
            w.MaybeNumber("waitingRoom", 0, 10_000));
        if (triggers == new SurgeTriggers(null, null, null, null, null))
        {
            level.Wrong("when", "names no trigger", "Give at least one: {nedocs: 140, boarders: 12, occupancy: 0.95, nursesMissing: 6, waitingRoom: 25}.");
        }

        return triggers;
    }

    private static SurgeActions Actions(Block level, HospitalDefinition hospital)
    {
        if (level.Part("do", ScenarioShapes.Do) is not { } d)
        {
            return new SurgeActions([], 0, 0, false, ImmutableDictionary<UnitId, int>.Empty, 0, false);
        }

        var known = hospital.Units.Select(u => u.Id.Value).ToList();
        var open = ImmutableArray.CreateBuilder<UnitId>();
        foreach (var name in d.Names("openSurgeBeds"))
        {
            if (!known.Contains(name.Text))
            {
                d.Unknown(name.Written, name.Text, known);
            }

            open.Add(UnitId.Of(name.Text));
        }

        var agency = ImmutableDictionary.CreateBuilder<UnitId, int>();
        foreach (var (name, value) in d.Entries("agencyNurses"))
        {
            if (!known.Contains(name.Text))
            {
                d.Unknown(new Field(name, value.Path), name.Text, known);
            }

            agency[UnitId.Of(name.Text)] = (int)(d.NumberOf(value, 0, 1000) ?? 0);
        }

        return new SurgeActions(
            open.ToImmutable(), d.Share("cancelElectives"), d.Whole("loungePlaces", 0, 1000), d.Flag("floatStaff"), agency.ToImmutable(),
            d.Number("agencyLeadHours", 0, 720), d.Flag("divert"));
    }
}
