using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Placement;
using MedMgr.Sim.Engine.Numerics;
using MedMgr.Sim.Hospital.Scenarios;

namespace MedMgr.Sim.Hospital.Model;

/// <summary>A scenario worked out into what every replication only reads: rules as tables, rota as a list, rates by the hour.</summary>
internal sealed class Blueprint
{
    public const string Ventilator = "ventilator";
    private const int Levels = 13;

    private readonly sbyte[][] _fit;

    /// <param name="begin">Simulated hour 0.</param>
    /// <param name="from">The run begins here, in simulated hours.</param>
    /// <param name="counted">From here on statistics count.</param>
    /// <param name="hours">The run ends here; a whole hour.</param>
    /// <param name="sampleEvery">Hours between two looks for the series.</param>
    /// <param name="isolations">Besides those of the groups: of the patients on a board.</param>
    /// <param name="capabilities">Likewise.</param>
    /// <param name="dayZero">Day 0, hour 0 of what a scenario dates by measured days; <paramref name="counted"/> unless the run is measured from another hour on.</param>
    public Blueprint(
        Scenario scenario, HospitalDefinition hospital, DateTimeOffset begin, double from, double counted, int hours, int sampleEvery,
        IEnumerable<Isolation> isolations, IEnumerable<ImmutableArray<string>> capabilities, double? dayZero = null)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(hospital.TimeZone);
        Scenario = scenario;
        (From, Counted, End, SampleEvery, DayZero) = (from, counted, hours, sampleEvery, dayZero ?? counted);
        Clock = new LocalClock(zone, begin, hours);
        House = new House(hospital);
        Groups = [.. scenario.Groups.Select(g => new GroupPlan(g))];
        Rules = new RuleTables(
            House, [.. scenario.Groups.Select(g => g.Isolation).OfType<Isolation>(), .. isolations],
            [.. scenario.Groups.Select(g => g.Capabilities), .. scenario.Groups.Select(g => WithVentilator(g.Capabilities)), WithVentilator([]), .. capabilities]);
        foreach (var group in Groups)
        {
            group.IsolationIndex = Rules.IsolationOf(group.Group.Isolation);
            group.CapabilitiesIndex = Rules.CapabilitiesOf(group.Group.Capabilities);
            group.VentilatedIndex = Rules.CapabilitiesOf(WithVentilator(group.Group.Capabilities));
        }

        VentilatorOnly = Rules.CapabilitiesOf(WithVentilator([]));
        Rota = new Rota(House, Clock, zone, from, hours, scenario.Staff.SpellDays);
        _fit = [.. scenario.Groups.SelectMany(g => Enumerable.Range(0, Levels).Select(level => House.Units.Select(u => Fit(u, g.Service, (LevelOfCare)level)).ToArray()))];
        Sources = new SourceTables(scenario, Clock, DayZero);
        Wards = [.. Enumerable.Range(0, House.Units.Length).Where(u => !House.IsEd[u] && !House.IsRecovery[u])];
        var surge = House.Beds.Select((b, i) => (b.Surge, Unit: House.BedUnit[i])).Where(b => b.Surge).Select(b => b.Unit).ToHashSet();
        HasSurgeBeds = [.. Enumerable.Range(0, House.Units.Length).Select(surge.Contains)];
    }

    public Scenario Scenario { get; }

    public double From { get; }

    public double Counted { get; }

    public double End { get; }

    public double DayZero { get; }

    public int SampleEvery { get; }

    public int Samples => (int)((End - Counted) / SampleEvery);

    public LocalClock Clock { get; }

    public House House { get; }

    public RuleTables Rules { get; }

    public GroupPlan[] Groups { get; }

    public Rota Rota { get; }

    public SourceTables Sources { get; }

    /// <summary>Units of inpatients: neither ED nor recovery.</summary>
    public int[] Wards { get; }

    public bool[] HasSurgeBeds { get; }

    public int VentilatorOnly { get; }

    /// <summary>How well a unit suits: 0 its own, 1 its level but another service's, 2 to 4 a higher level, -1 not at all or only for its own.</summary>
    public sbyte Fit(int group, LevelOfCare level, int unit) => _fit[(group * Levels) + (int)level][unit];

    /// <summary>What the patient needs of a bed, in Domain's words.</summary>
    public BedNeeds NeedsOf(ref Patient p) =>
        new(p.Level, p.Gender, Rules.Isolations[p.Isolation], p.Age, Rules.Capabilities[p.Capabilities], Groups[p.Group].Group.Service, p.Acuity);

    private static ImmutableArray<string> WithVentilator(ImmutableArray<string> capabilities) =>
        [.. capabilities.Append(Ventilator).Distinct().Order(StringComparer.Ordinal)];

    private static sbyte Fit(UnitDefinition unit, string service, LevelOfCare level)
    {
        if (!unit.Accepts.Contains(level))
        {
            return -1;
        }

        if (unit.LevelOfCare == level)
        {
            return (sbyte)(unit.Services.IsEmpty || unit.Services.Contains(service) ? 0 : 1);
        }

        // Critical care stays for those who need it, whatever its licence would allow.
        var steps = unit.LevelOfCare - level;
        return unit.LevelOfCare is LevelOfCare.Critical or LevelOfCare.PaediatricCritical ? (sbyte)-1 : (sbyte)(steps > 0 && steps <= 3 ? 1 + steps : 1);
    }
}

/// <summary>A lognormal in hours, by its logarithm.</summary>
internal readonly record struct LogNormalHours(double MeanOfLog, double SdOfLog)
{
    public static LogNormalHours Of(Spread spread, double hoursPerUnit)
    {
        var ratio = spread.Mean > 0 ? spread.Sd / spread.Mean : 0;
        var variance = Portable.Log(1.0 + (ratio * ratio));
        return new LogNormalHours(Portable.Log(Math.Max(1e-9, spread.Mean * hoursPerUnit)) - (0.5 * variance), Math.Sqrt(variance));
    }
}

/// <summary>A group with its tables.</summary>
internal sealed class GroupPlan(PatientGroup group)
{
    public PatientGroup Group { get; } = group;

    public LogNormalHours Stay { get; } = LogNormalHours.Of(group.StayDays, 24);

    public LogNormalHours ThenStay { get; } = group.Then is { } then ? LogNormalHours.Of(then.StayDays, 24) : default;

    public int IsolationIndex { get; set; }

    public int CapabilitiesIndex { get; set; }

    public int VentilatedIndex { get; set; }
}
