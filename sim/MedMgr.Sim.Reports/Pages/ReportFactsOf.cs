using System.Collections.Immutable;
using System.Globalization;
using MedMgr.Sim.Hospital.Epidemics;
using MedMgr.Sim.Hospital.Results;
using MedMgr.Sim.Hospital.Scenarios;

namespace MedMgr.Sim.Reports.Pages;

/// <summary>What a report says of the scenario it was made from.</summary>
public static class ReportFactsOf
{
    /// <param name="files">The scenario's files, by <see cref="Files"/> or as they were kept.</param>
    /// <param name="version">Of the program.</param>
    public static ReportFacts Scenario(Scenario scenario, RunResult run, ImmutableArray<SourceFile> files, string version)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(run);
        return new(
            scenario.Hospital.Name,
            [.. Assumptions(scenario)],
            files,
            version,
            string.Create(CultureInfo.InvariantCulture, $"medmgr simulate {files[0].Name} --replications {run.Replications} --seed {run.Seed} --report FILE"));
    }

    private static IEnumerable<Assumption> Assumptions(Scenario s)
    {
        var beds = s.Hospital.Units.SelectMany(u => u.Rooms).SelectMany(r => r.Beds).ToList();
        yield return new("Hospital", $"{s.Hospital.Name}: {s.Hospital.Units.Length} units, {beds.Count} beds ({beds.Count(b => b.Surge)} of them surge beds), {s.Hospital.Staff.Length} staff");
        yield return new("Warm-up", $"{s.WarmUpDays} days before the first measured day, simulated and forgotten");
        yield return new("ED arrivals without the epidemic", $"{N(s.Emergency.ArrivalsPerDay)} a day, {P(s.Emergency.AmbulanceShare)} by ambulance; patience in the waiting room {N(s.Emergency.PatienceMinutes)} minutes on average");
        yield return new("Epidemic", OfEpidemic(s.Epidemic));
        yield return new("Kinds of inpatients", string.Join(", ", s.Groups.Select(g => $"{g.Id} ({N(g.StayDays.Mean)} days, {P(g.DeathShare)} die)")));
        yield return new("Theatre list", s.Elective is { } e ? $"{e.PerWeekday.Sum()} operations a week" : "none");
        yield return new("Transfers in", s.TransfersIn is { } t ? $"{N(t.PerDay)} a day" : "none");
        yield return new("Births", s.Births is { } b ? $"{N(b.PerDay)} women a day" : "none");
        yield return new("Delayed discharges", $"those who meet a barrier stay {N(s.Discharge.BarrierDays)} days longer on average");
        yield return new("Housekeeping", $"{N(s.Housekeeping.WardMinutes.Mean)} minutes for a ward bed, {N(s.Housekeeping.IsolationMinutes.Mean)} after an isolated patient");
        yield return new("Staff sickness", $"{P(s.Staff.Absence)} of planned shifts, {P(s.Staff.CoveredShare)} of them covered at once" + (s.Staff.Extra > 0 ? $"; {P(s.Staff.Extra)} more from day {N(s.Staff.ExtraFromDay)} to day {N(s.Staff.ExtraToDay)}" : ""));
        yield return new("Diversion", s.Diversion is { } d ? $"on at NEDOCS {N(d.NedocsOn)}, off at {N(d.NedocsOff)}; {P(d.DivertedShare)} of ambulances go elsewhere" : "none");
        foreach (var casualty in s.MassCasualties)
        {
            yield return new("Mass casualty", $"{casualty.Patients} patients on day {N(casualty.Day)} within {N(casualty.WithinMinutes)} minutes");
        }

        foreach (var closure in s.WardClosures)
        {
            yield return new("Ward closure", $"{closure.Unit} from day {N(closure.FromDay)} for {N(closure.Days)} days: {closure.Reason}");
        }

        yield return new("Surge plan", s.Plan is { } plan ? $"{plan.Name}: " + string.Join("; ", plan.Levels.Select(l => $"level {l.Level} {l.Name}")) : "none");
    }

    private static string OfEpidemic(Epidemic? epidemic) => epidemic switch
    {
        null => "none",
        Epidemic.Weekly w => $"weekly series of {w.Admissions.Length} weeks to {w.FirstWeekEnds.AddDays(7 * (w.Admissions.Length - 1)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}, times {N(w.Multiplier)}, scaled to a catchment of {N(w.Catchment)} people",
        Epidemic.Sir sir => $"SIR as in CHIME from {sir.Begins.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}, doubling in {N(sir.Inputs.DoublingDays)} days, contacts reduced by {P(sir.Inputs.ContactReduction)}",
        _ => throw new InvalidOperationException($"No words for {epidemic.GetType().Name}"),
    };

    /// <summary>The scenario, what it extends and its plan, nearest first: a reader wants the sources beside the rates.</summary>
    /// <exception cref="IOException">One of them can not be read.</exception>
    public static ImmutableArray<SourceFile> Files(string path) => Files(path, null, ScenarioFolders.Anywhere);

    /// <inheritdoc cref="Files(string)"/>
    /// <param name="text">Of the scenario's own file; null to read it.</param>
    /// <param name="folders">Where the others may lie.</param>
    public static ImmutableArray<SourceFile> Files(string path, string? text, ScenarioFolders folders) =>
        [.. ScenarioDraft.Read(text ?? File.ReadAllText(path), path, folders).FilesRead.Select(f => new SourceFile(Path.GetFileName(f), f == path && text is not null ? text : File.ReadAllText(f)))];

    private static string N(double value) => value.ToString(Math.Abs(value) >= 1000 ? "#,##0" : "0.##", CultureInfo.InvariantCulture);

    private static string P(double share) => (100.0 * share).ToString("0.#", CultureInfo.InvariantCulture) + " %";
}
