using System.Collections.Immutable;

namespace MedMgr.Ops.Domain.Units;

/// <summary>From <paramref name="Since"/> on, the unit had so many patients and licensed nurses.</summary>
public readonly record struct LoadStep(DateTimeOffset Since, int Patients, int Nurses);

/// <summary>Patients and nurses of a unit over the last hours, as steps in time order: what an averaged nurse ratio is judged by.</summary>
public sealed record LoadHistory(ImmutableArray<LoadStep> Steps)
{
    public static readonly LoadHistory Empty = new([]);

    /// <summary>Notes the load from <paramref name="at"/> on and forgets what ended more than <paramref name="keep"/> before it.</summary>
    public LoadHistory Note(DateTimeOffset at, int patients, int nurses, TimeSpan keep)
    {
        var steps = Steps;
        if (!steps.IsEmpty)
        {
            var last = steps[^1];
            if (last.Patients == patients && last.Nurses == nurses)
            {
                return this;
            }

            // A message that tells of an earlier moment changes the present load only: the past was judged as it was known.
            at = at < last.Since ? last.Since : at;
            steps = at == last.Since ? steps.RemoveAt(steps.Length - 1) : steps;
        }

        var horizon = at - keep;
        var first = 0;
        while (first + 1 < steps.Length && steps[first + 1].Since <= horizon)
        {
            first++;
        }

        return new LoadHistory(steps.RemoveRange(0, first).Add(new LoadStep(at, patients, nurses)));
    }

    /// <summary>Patient-hours and nurse-hours between two moments; time before the first note counts as nothing.</summary>
    public (double PatientHours, double NurseHours) Between(DateTimeOffset from, DateTimeOffset to)
    {
        double patients = 0, nurses = 0;
        for (var i = 0; i < Steps.Length; i++)
        {
            var begin = Steps[i].Since > from ? Steps[i].Since : from;
            var end = i + 1 < Steps.Length && Steps[i + 1].Since < to ? Steps[i + 1].Since : to;
            var hours = (end - begin).TotalHours;
            if (hours > 0)
            {
                patients += Steps[i].Patients * hours;
                nurses += Steps[i].Nurses * hours;
            }
        }

        return (patients, nurses);
    }
}
