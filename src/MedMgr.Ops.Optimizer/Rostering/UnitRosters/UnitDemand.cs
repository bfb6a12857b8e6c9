using System.Collections.Immutable;
using MedMgr.Ops.Domain.Definition;

namespace MedMgr.Ops.Optimizer.Rostering.UnitRosters;

/// <summary>Patients of one unit as they may come, hour by hour, in several equally likely courses.</summary>
/// <param name="Source">Where the courses come from, for people.</param>
/// <param name="From">The first day.</param>
/// <param name="Courses">Each with one figure for every hour that a clock on the wall shows from midnight of <paramref name="From"/>: (days + 1) x 24, as nights end on the day after.</param>
public sealed record UnitCensus(string Source, DateOnly From, ImmutableArray<ImmutableArray<float>> Courses);

/// <summary>What a shift of one day asks for.</summary>
/// <param name="Shift">Code.</param>
/// <param name="Patients">Most patients at once, at the percentile of the policy.</param>
/// <param name="Nurses">Licensed nurses, the charge nurse among them; at least 1.</param>
/// <param name="Registered">Of them registered nurses, by the skill mix; at least 1, as one is in charge.</param>
public sealed record ShiftNeed(DateOnly Day, string Shift, double Patients, int Nurses, int Registered);

/// <summary>A question: what if there were more patients?</summary>
/// <param name="PlusPercent">More patients, in per cent of those who come.</param>
/// <param name="SurgeBeds">More patients, in occupied surge beds, at every hour.</param>
public sealed record DemandChange(int PlusPercent, int SurgeBeds)
{
    public static readonly DemandChange None = new(0, 0);

    public double Of(double patients) => (patients * (100 + PlusPercent) / 100.0) + SurgeBeds;
}

/// <summary>Nurses that a unit needs, shift by shift.</summary>
/// <param name="Needs">In the order of days and of the policy's shifts.</param>
public sealed record UnitDemand(string Source, ImmutableArray<ShiftNeed> Needs)
{
    /// <param name="days">At least one; the courses must reach over them.</param>
    public static UnitDemand Of(HospitalDefinition hospital, UnitDefinition unit, UnitCensus census, int days, DemandChange? change = null)
    {
        var policy = hospital.RosterPolicy;
        var shareMin = policy.Of(unit.Id).RegisteredShareMin ?? policy.RegisteredShareMin;
        var needs = ImmutableArray.CreateBuilder<ShiftNeed>();
        for (var day = 0; day < days; day++)
        {
            foreach (var shift in policy.ShiftsOf(unit.Id))
            {
                var hours = ((day * 24) + shift.Start.Hour)..((day * 24) + LastHour(shift) + 1);
                var courses = census.Courses.Select(c => c.AsSpan()[hours].ToArray().Select(p => (change ?? DemandChange.None).Of(p)).ToArray()).ToList();
                var nurses = Math.Max(1, (int)Percentile(courses.Select(c => (double)NursesFor(unit.Ratio, c)), policy.DemandPercentile));
                var registered = Math.Max(1, ((nurses * shareMin) + 99) / 100);
                needs.Add(new ShiftNeed(census.From.AddDays(day), shift.Code, Percentile(courses.Select(c => c.Max()), policy.DemandPercentile), nurses, registered));
            }
        }

        return new UnitDemand(census.Source, needs.ToImmutable());
    }

    /// <summary>Nurses whom the law asks for over a shift with these patients, hour by hour.</summary>
    /// <remarks>
    /// At all times: for the fullest hour. Averaged with a maximum: the average over the shift stands for the average over the law's window, and the fullest
    /// hour must keep the maximum.
    /// </remarks>
    public static int NursesFor(NurseRatio ratio, IReadOnlyCollection<double> patients) => ratio.Meaning switch
    {
        RatioMeaning.AtAllTimes => Up(patients.Max() / ratio.PatientsPerNurse),
        RatioMeaning.AveragedWithMaximum => Math.Max(Up(patients.Average() / ratio.PatientsPerNurse), Up(patients.Max() / ratio.PatientsPerNurseMax)),
        _ => throw new InvalidOperationException($"No nurses for {ratio.Meaning}"),
    };

    private static int LastHour(ShiftType shift) => (((shift.Start.Hour + shift.Hours) * 60) + shift.Start.Minute - 1) / 60;

    // Sums of per cents carry errors of the last digit: 5.000000001 patients of one nurse's five are no sixth.
    private static int Up(double nurses) => (int)Math.Ceiling(nurses - 1e-6);

    /// <summary>The smallest value at or below which so many per cent lie.</summary>
    private static double Percentile(IEnumerable<double> values, int percent)
    {
        var sorted = values.Order().ToList();
        return sorted[Math.Max(0, ((sorted.Count * percent) + 99) / 100 - 1)];
    }
}
