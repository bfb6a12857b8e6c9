using System.Text.Json;
using MedMgr.Sim.Hospital.Drills;

namespace MedMgr.Sim.Reports.Json;

/// <summary>The after-action report of a drill as one JSON document.</summary>
public static class AfterActionJson
{
    private const int WaitsMax = 50;

    /// <summary>
    /// {title, exercise: true, drill: {scenario, hospital, seed, from, to, hours, pace, decider, ...}, objectivesMet, objectives: [...], measures: {name: {unit, says, drill, greedy, optimiser}},
    /// times, curves: {name: {unit, drill, greedy, optimiser}}, waits: the longest, injects, timeline, improvements, fidelity, recording, notes}.
    /// </summary>
    public static string Of(AfterAction report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return JsonText.Of(json =>
        {
            json.WriteStartObject();
            json.WriteString("title", report.Title);
            json.WriteBoolean("exercise", true);
            Drill(json, report);
            json.WriteNumber("objectivesMet", report.ObjectivesMet);
            Each(json, "objectives", report.Objectives, Objective);
            Measures(json, report);
            Curves(json, report);
            Each(json, "waits", report.Drill.Waits.OrderByDescending(w => w.Hours).Take(WaitsMax), Wait);
            Each(json, "injects", report.Injects, (one, inject) =>
            {
                one.WriteString("at", inject.At);
                one.WriteString("kind", inject.What.Kind);
                one.WriteString("says", inject.What.Says);
                one.WriteString("by", inject.By);
            });
            Each(json, "timeline", report.Timeline, (one, entry) =>
            {
                one.WriteString("at", entry.At);
                one.WriteString("kind", DrillWords.Of(entry.Kind));
                one.WriteString("who", entry.Who);
                one.WriteString("what", entry.What);
                one.WriteString("because", entry.Because);
            });
            Each(json, "improvements", report.Improvements, (one, item) =>
            {
                one.WriteString("capability", item.Capability);
                one.WriteString("issue", item.Issue);
                one.WriteString("action", item.Action);
                one.WriteString("owner", item.Owner);
                one.WriteString("due", item.Due?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
                one.WriteString("source", item.Source);
            });
            Fidelity(json, report);
            json.WriteString("recording", report.Recording);
            json.WriteStartArray("notes");
            foreach (var note in report.Notes)
            {
                json.WriteStringValue(note);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static void Drill(Utf8JsonWriter json, AfterAction report)
    {
        json.WriteStartObject("drill");
        json.WriteString("scenario", report.Scenario);
        json.WriteString("hospital", report.Hospital);
        json.WriteString("hospitalName", report.HospitalName);
        json.WriteNumber("seed", report.Seed);
        json.WriteString("from", report.Drill.From);
        json.WriteString("to", report.Drill.To);
        json.Number("hours", (report.Drill.To - report.Drill.From).TotalHours);
        json.Number("pace", report.Pace);
        json.WriteString("decider", report.Decider);
        json.WriteBoolean("endedEarly", report.EndedEarly);
        json.WriteEndObject();
    }

    private static void Objective(Utf8JsonWriter json, ObjectiveResult result)
    {
        json.WriteString("id", result.Objective.Id);
        json.WriteString("title", result.Objective.Title);
        json.WriteString("capability", result.Objective.Capability);
        json.WriteString("assignedTo", result.Objective.AssignedTo);
        json.WriteString("measure", result.Objective.Measure);
        json.WriteString("unit", result.Unit);
        json.Number("measured", result.Measured ?? double.NaN);
        json.Number("limit", result.Limit ?? double.NaN);
        if (result.Met is { } met)
        {
            json.WriteBoolean("met", met);
        }
        else
        {
            json.WriteNull("met");
        }

        json.WriteString("rating", result.Rating is { } rating ? DrillWords.Letter(rating) : null);
        json.WriteString("ratedBy", result.Says?.By);
        json.WriteString("comment", result.Says?.Comment);
    }

    private static void Measures(Utf8JsonWriter json, AfterAction report)
    {
        json.WriteStartObject("measures");
        foreach (var measure in report.Drill.Measures)
        {
            json.WriteStartObject(measure.Name);
            json.WriteString("unit", measure.Unit);
            json.WriteString("says", measure.Says);
            json.Number("drill", measure.Value);
            foreach (var control in report.Controls.Where(c => c.Figures[measure.Name] is not null))
            {
                json.Number(control.Name, control.Figures[measure.Name]!.Value);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void Curves(Utf8JsonWriter json, AfterAction report)
    {
        json.WriteStartArray("times");
        foreach (var time in report.Drill.Times)
        {
            json.WriteStringValue(time);
        }

        json.WriteEndArray();
        json.WriteStartObject("curves");
        foreach (var curve in report.Drill.Curves)
        {
            json.WriteStartObject(curve.Name);
            json.WriteString("unit", curve.Unit);
            json.Curve("drill", curve.Values);
            foreach (var control in report.Controls)
            {
                json.Curve(control.Name, control.Figures.Curves.First(c => c.Name == curve.Name).Values);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void Wait(Utf8JsonWriter json, Wait wait)
    {
        json.WriteString("visit", wait.Visit.Value);
        json.WriteString("from", wait.From?.Value);
        json.WriteString("level", wait.Level?.ToString());
        json.WriteString("since", wait.Since);
        Moment(json, "assigned", wait.Assigned);
        Moment(json, "until", wait.Until);
        json.Number("hours", wait.Hours);
        json.WriteBoolean("boards", wait.Boards);
        json.WriteString("bed", wait.Bed?.Value);
    }

    private static void Moment(Utf8JsonWriter json, string name, DateTimeOffset? at)
    {
        if (at is { } moment)
        {
            json.WriteString(name, moment);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static void Fidelity(Utf8JsonWriter json, AfterAction report)
    {
        json.WriteStartObject("fidelity");
        json.WriteNumber("actions", report.Actions);
        json.WriteNumber("refusals", report.Refusals);
        json.WriteNumber("timesCompared", report.TimesCompared);
        json.WriteNumber("bedsThatDiffered", report.BedsThatDiffered);
        json.Number("secondsHeld", report.HeldSeconds);
        json.WriteEndObject();
    }

    private static void Each<T>(Utf8JsonWriter json, string name, IEnumerable<T> all, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (var one in all)
        {
            json.WriteStartObject();
            write(json, one);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
