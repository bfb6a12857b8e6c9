using System.Collections.Immutable;
using MedMgr.Sim.Engine.Randomness;

namespace MedMgr.Sim.Hospital.Validation.Models;

/// <summary>One kind of patient of the stroke model. Stays and gaps in days; ToRehab and so on are shares.</summary>
/// <param name="AcuteGapDays">Mean time between arrivals at the acute unit; null: none.</param>
/// <param name="RehabGapDays">Of those who come to rehabilitation from elsewhere; null: none.</param>
internal sealed record StrokeGroup(
    string Name,
    double? AcuteGapDays,
    double? RehabGapDays,
    double ToRehab,
    double ToEarlyDischarge,
    Distribution AcuteBeforeRehab,
    Distribution AcuteBeforeEarlyDischarge,
    Distribution AcuteBeforeOther,
    double RehabToEarlyDischarge,
    Distribution RehabBeforeEarlyDischarge,
    Distribution RehabBeforeOther)
{
    /// <summary>Parameters of Monks et al. (2016) as in pydesrap_stroke; lognormal stays by mean and standard deviation.</summary>
    public static readonly ImmutableArray<StrokeGroup> Published =
    [
        new("stroke", 1.2, 21.8, 0.24, 0.13, Days(7.4, 8.61), Days(4.6, 4.8), Days(7.0, 8.7), 0.40, Days(30.3, 23.1), Days(28.4, 27.2)),
        Simple("TIA", 9.3, null, 0.01, 0.01, Days(1.8, 2.3), Days(18.7, 23.5)),
        Simple("complex neurological", 3.6, 31.7, 0.11, 0.05, Days(4.0, 5.0), Days(27.6, 28.4)),
        Simple("other", 3.2, 28.6, 0.05, 0.10, Days(3.8, 5.2), Days(16.1, 14.1)),
    ];

    /// <summary>Mean acute patients by Little's law.</summary>
    public static double AcuteLoad(ImmutableArray<StrokeGroup> groups) => groups.Sum(g => g.AcuteRate * (
        (g.ToRehab * g.AcuteBeforeRehab.Mean) + (g.ToEarlyDischarge * g.AcuteBeforeEarlyDischarge.Mean)
        + ((1.0 - g.ToRehab - g.ToEarlyDischarge) * g.AcuteBeforeOther.Mean)));

    /// <summary>Mean patients in rehabilitation by Little's law: those from elsewhere and those from the acute unit.</summary>
    public static double RehabLoad(ImmutableArray<StrokeGroup> groups) => groups.Sum(g => (g.RehabRate + (g.AcuteRate * g.ToRehab)) * (
        (g.RehabToEarlyDischarge * g.RehabBeforeEarlyDischarge.Mean) + ((1.0 - g.RehabToEarlyDischarge) * g.RehabBeforeOther.Mean)));

    private double AcuteRate => AcuteGapDays is { } gap ? 1.0 / gap : 0.0;

    private double RehabRate => RehabGapDays is { } gap ? 1.0 / gap : 0.0;

    private static StrokeGroup Simple(string name, double? acuteGap, double? rehabGap, double toRehab, double toEarlyDischarge, Distribution acute, Distribution rehab) =>
        new(name, acuteGap, rehabGap, toRehab, toEarlyDischarge, acute, acute, acute, 0.0, rehab, rehab);

    private static Distribution Days(double mean, double standardDeviation) => Distribution.LogNormal(mean, standardDeviation);
}
