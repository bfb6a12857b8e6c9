using System.Collections.Immutable;
using System.Globalization;
using MedMgr.Ops.Definitions.Reading;
using MedMgr.Ops.Definitions.Yaml;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Sim.Hospital.Epidemics;

namespace MedMgr.Sim.Hospital.Scenarios;

/// <summary>The whole scenario, block by block.</summary>
/// <remarks>Where something is wrong the readers go on with a harmless value; the caller throws the result away once there is any problem.</remarks>
internal static class ScenarioReader
{
    public static Scenario? Read(YamlNode document, HospitalDefinition hospital, Problems problems)
    {
        if (Block.Of(new Field(document, ""), ScenarioShapes.Scenario, problems) is not { } s)
        {
            return null;
        }

        var groups = GroupReader.Read(s, hospital);
        var scenario = new Scenario(
            s.Id("id"), s.Text("title"), hospital, s.Day("start"), s.Whole("days", 1, 366, 7), s.Whole("warmUpDays", 0, 366), (ulong)s.Whole("seed", 0, int.MaxValue),
            s.Whole("replications", 1, 100_000, 1), Emergency(s), groups, Elective(s), TransfersIn(s), Births(s), Discharge(s), Placement(s), Housekeeping(s), Staff(s),
            Diversion(s), Supplies(s), Cost(s), EpidemicOf(s), Casualties(s), Closures(s, hospital), PlanReader.Read(s, hospital));
        Require(s, "elective", scenario.Elective is not null, groups.Any(g => g.Weights.Elective > 0), "from: {elective: ...}");
        Require(s, "transfersIn", scenario.TransfersIn is not null, groups.Any(g => g.Weights.TransfersIn > 0), "from: {transfersIn: ...}");
        Require(s, "births", scenario.Births is not null, groups.Any(g => g.Weights.Births > 0), "from: {births: ...}");
        Require(s, "epidemic", scenario.Epidemic is not null, groups.Any(g => g.Weights.Epidemic > 0), "from: {epidemic: ...}");
        Require(s, "massCasualties", scenario.MassCasualties.Length > 0, groups.Any(g => g.Weights.Casualties > 0), "from: {casualties: ...}");
        Require(s, "emergency", true, groups.Any(g => g.Weights.Emergency > 0), "from: {emergency: ...}");
        if (!hospital.Units.Any(u => u.LevelOfCare == LevelOfCare.Emergency))
        {
            s.Wrong("hospital", "has no emergency unit", "Add a unit with \"level: emergency\" to the hospital's file.");
        }

        if (scenario.Elective is not null && !hospital.Units.Any(u => u.LevelOfCare == LevelOfCare.PostAnaesthesia))
        {
            s.Wrong("elective", "needs a recovery room, and the hospital has none", "Add a unit with \"level: post-anaesthesia\", or leave the theatre list out.");
        }

        return scenario;
    }

    private static void Require(Block s, string source, bool used, bool groups, string how)
    {
        if (used && !groups)
        {
            s.Wrong(source, "brings patients, but no group says that it comes from there", $"Give at least one group `{how}`.");
        }
    }

    private static EmergencyRates Emergency(Block s)
    {
        if (s.Part("emergency", ScenarioShapes.Emergency) is not { } e)
        {
            return new EmergencyRates(1, Flat(24), Flat(7), 0, Flat(5), Flat(5), Flat(5), [], 1);
        }

        var stay = e.Part("stayMinutes", ScenarioShapes.SpreadByAcuity);
        var means = stay?.Numbers("mean", 5, 1, 10_000) ?? Flat(5);
        var sds = stay?.Numbers("sd", 5, 0, 10_000) ?? Flat(5);
        var factors = e.Numbers("weekdayFactors", 7, 0, 10);
        return new EmergencyRates(
            e.Number("arrivalsPerDay", 0, 10_000, 1), e.Shares("hourShares", 24), [.. factors.Select(f => f * 7 / factors.Sum())], e.Share("ambulanceShare"),
            e.Shares("acuityWalkIn", 5), e.Shares("acuityAmbulance", 5), e.Numbers("admittedByAcuity", 5, 0, 1), [.. means.Zip(sds, (m, sd) => new Spread(m, sd))],
            e.Number("patienceMinutes", 1, 100_000, 300));
    }

    private static ElectiveRates? Elective(Block s) => s.Part("elective", ScenarioShapes.Elective) is { } e
        ? new ElectiveRates(
            [.. e.Numbers("perWeekday", 7, 0, 500).Select(n => (int)n)], e.Number("overHour", 0, 23, 9), e.Number("spreadHours", 0, 15), e.Spread("recoveryMinutes"))
        : null;

    private static TransferRates? TransfersIn(Block s) => s.Part("transfersIn", ScenarioShapes.TransfersIn) is { } t
        ? new TransferRates(t.Number("perDay", 0, 1000), t.Number("patienceHours", 0.1, 1000, 24))
        : null;

    private static BirthRates? Births(Block s) => s.Part("births", ScenarioShapes.Births) is { } b
        ? new BirthRates(b.Number("perDay", 0, 1000), b.Number("patienceHours", 0.1, 1000, 3))
        : null;

    private static DischargeRates Discharge(Block s) => s.Part("discharge", ScenarioShapes.Discharge) is { } d
        ? new DischargeRates(d.Shares("hourShares", 24), d.Number("orderLeadHours", 0.01, 48, 4), d.Number("barrierDays", 0, 365, 3))
        : new DischargeRates(Flat(24), 1, 1);

    private static PlacementTimes Placement(Block s) => s.Part("placement", ScenarioShapes.Placement) is { } p
        ? new PlacementTimes(
            p.Spread("transportMinutes"), p.Number("outlierAfterHours", 0, 10_000, 4), p.Number("overLevelAfterHours", 0, 10_000, 8), p.Spread("criticalDays"),
            p.Has("policy") ? p.Word<PlacementPolicyKind>("policy") : PlacementPolicyKind.Greedy)
        : new PlacementTimes(default, 0, 0, default);

    private static HousekeepingRates Housekeeping(Block s) => s.Part("housekeeping", ScenarioShapes.Housekeeping) is { } h
        ? new HousekeepingRates(
            h.Spread("wardMinutes"), h.Spread("isolationMinutes"), h.Number("turnoverMinutes", 0, 1000, 12), h.Share("crewShare"), h.Whole("crewMin", 1, 1000, 3))
        : new HousekeepingRates(default, default, 0, 0, 1);

    private static AbsenceRates Staff(Block s)
    {
        if (s.Part("staff", ScenarioShapes.Staff) is not { } a)
        {
            return new AbsenceRates(0, 1, 0, 0, 0, 0, 0);
        }

        var extra = a.Part("extra", ScenarioShapes.Extra);
        return new AbsenceRates(
            a.Share("absence"), a.Number("spellDays", 0.1, 365, 4), a.Share("coveredShare"), a.Number("epidemicFactor", 0, 10), extra?.Share("share") ?? 0,
            extra?.Number("fromDay", -366, 366) ?? 0, extra?.Number("toDay", -366, 366) ?? 0);
    }

    private static DiversionRule? Diversion(Block s)
    {
        if (s.Part("diversion", ScenarioShapes.Diversion) is not { } d)
        {
            return null;
        }

        var rule = new DiversionRule(d.Number("nedocsOn", 0, 1000, 180), d.Number("nedocsOff", 0, 1000, 140), d.Share("divertedShare"));
        if (rule.NedocsOff > rule.NedocsOn)
        {
            d.Wrong("nedocsOff", "is higher than nedocsOn", "Diversion must end at a lower score than it begins.");
        }

        return rule;
    }

    private static SupplyRates Supplies(Block s) => s.Part("supplies", ScenarioShapes.Supplies) is { } u
        ? new SupplyRates(
            u.Number("n95PerDay", 0, 1000), u.Number("respiratorsPerDropletDay", 0, 1000), u.Number("gownsPerDay", 0, 1000), u.Share("oseltamivirShare"),
            u.Number("n95Stock", 0, 1e9), u.Number("gownStock", 0, 1e9), u.Number("oseltamivirStock", 0, 1e9), u.Whole("ventilators", 0, 10_000))
        : new SupplyRates(0, 0, 0, 0, 0, 0, 0, 0);

    private static CostRates Cost(Block s) => s.Part("cost", ScenarioShapes.Cost) is { } c
        ? new CostRates(
            c.Number("nurseHour", 0, 10_000), c.Number("agencyHour", 0, 10_000), c.Number("surgeBedDay", 0, 1e6), c.Number("cancelledElective", 0, 1e6),
            c.Number("diversionHour", 0, 1e6), c.Number("boardingHour", 0, 1e6), c.Number("leftUnseen", 0, 1e6))
        : new CostRates(0, 0, 0, 0, 0, 0, 0);

    private static Epidemic? EpidemicOf(Block s)
    {
        if (s.Part("epidemic", ScenarioShapes.Epidemic) is not { } e)
        {
            return null;
        }

        var visits = e.Number("edVisitsPerAdmission", 0, 1000);
        if (e.Has("weekly") == e.Has("sir"))
        {
            e.Wrong("weekly", e.Has("sir") ? "is given beside sir" : "is missing", "Give either `weekly:` (a season's admissions) or `sir:` (a new pathogen).");
            return null;
        }

        if (e.Part("weekly", ScenarioShapes.Weekly) is { } w)
        {
            return new Epidemic.Weekly(
                w.Day("firstWeekEnds"), w.Numbers("admissions", 0, 0, 1e9), w.Number("population", 1, 1e11, 1), w.Number("multiplier", 0, 1000, 1), visits,
                w.Number("catchment", 1, 1e9, 1));
        }

        return e.Part("sir", ScenarioShapes.Sir) is { } r
            ? new Epidemic.Sir(
                r.Day("begins"),
                new ChimeInputs(
                    r.Number("population", 1, 1e10, 1), r.Number("currentHospitalized", 0.001, 1e9, 1), r.Number("marketShare", 0.0001, 1, 1),
                    r.Number("doublingDays", 0.1, 1000, 5), r.Share("contactReduction"), r.Number("infectiousDays", 0.1, 1000, 14), 366,
                    r.Number("hospitalizedShare", 0.00001, 1, 0.01), 1, 0, 1, 0, 1),
                visits)
            : null;
    }

    private static ImmutableArray<MassCasualty> Casualties(Block s) =>
    [
        .. s.Parts("massCasualties", ScenarioShapes.MassCasualty).Select(m => new MassCasualty(
            m.Number("day", 0, 366), m.Number("hour", 0, 24), m.Whole("patients", 1, 10_000, 1), m.Number("withinMinutes", 1, 10_000, 60), m.Shares("acuity", 5),
            m.Numbers("admittedByAcuity", 5, 0, 1))),
    ];

    private static ImmutableArray<WardClosure> Closures(Block s, HospitalDefinition hospital) =>
    [
        .. s.Parts("wardClosures", ScenarioShapes.WardClosure).Select(c => new WardClosure(
            UnitOf(c, "unit", hospital), c.Number("fromDay", 0, 366), c.Number("days", 0.01, 366, 1), c.Text("reason"))),
    ];

    public static UnitId UnitOf(Block block, string key, HospitalDefinition hospital)
    {
        var name = block.Text(key);
        if (name.Length > 0 && hospital.Units.All(u => u.Id.Value != name))
        {
            block.Unknown(block.Find(key)!.Value, name, [.. hospital.Units.Select(u => u.Id.Value)]);
        }

        return UnitId.Of(name);
    }

    /// <summary>"18-95".</summary>
    public static (int Min, int Max) Ages(Block block, string key)
    {
        var parts = block.Text(key).Split('-');
        if (parts.Length == 2 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var min)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var max) && min <= max && max <= 120)
        {
            return (min, max);
        }

        if (block.Has(key))
        {
            block.Wrong(key, $"\"{block.Text(key)}\" is no range of ages", "Write the youngest and the oldest in years: 18-95.");
        }

        return (18, 95);
    }

    private static ImmutableArray<double> Flat(int count) => [.. Enumerable.Repeat(1.0 / count, count)];
}
