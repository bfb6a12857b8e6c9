using System.Text.Json;
using MedMgr.Sim.Hospital.Results;

namespace MedMgr.Sim.Reports.Json;

/// <summary>A run as one JSON document.</summary>
public static class RunJson
{
    /// <summary>{scenario, title, seed, replications, start, hours, measures: {name: {mean, ci95: [low, high], unit, says}}, byUnit: {unit: {name, measures}}, times, series: {name: {unit, mean, p5, ...}}}.</summary>
    public static string Of(RunResult run) => JsonText.Of(json =>
    {
        json.WriteStartObject();
        json.WriteString("scenario", run.Scenario);
        json.WriteString("title", run.Title);
        json.WriteNumber("seed", run.Seed);
        json.WriteNumber("replications", run.Replications);
        json.WriteString("start", run.Start);
        json.Number("hours", run.Hours);
        WriteMeasures(json, run.Measures);
        json.WriteStartObject("byUnit");
        foreach (var unit in run.ByUnit)
        {
            json.WriteStartObject(unit.Unit);
            json.WriteString("name", unit.Name);
            WriteMeasures(json, unit.Measures);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        WriteTimes(json, run.Times);
        json.WriteStartObject("series");
        foreach (var series in run.Series)
        {
            WriteSeries(json, series.Name, series);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    });

    private static void WriteTimes(Utf8JsonWriter json, IEnumerable<DateTimeOffset> times)
    {
        json.WriteStartArray("times");
        foreach (var time in times)
        {
            json.WriteStringValue(time);
        }

        json.WriteEndArray();
    }

    private static void WriteSeries(Utf8JsonWriter json, string name, Series series)
    {
        json.WriteStartObject(name);
        json.WriteString("unit", series.Unit);
        json.Curve("mean", series.Mean);
        json.Curve("p5", series.P5);
        json.Curve("p25", series.P25);
        json.Curve("p50", series.P50);
        json.Curve("p75", series.P75);
        json.Curve("p95", series.P95);
        json.WriteEndObject();
    }

    private static void WriteMeasures(Utf8JsonWriter json, IEnumerable<Measure> measures)
    {
        json.WriteStartObject("measures");
        foreach (var measure in measures)
        {
            json.WriteStartObject(measure.Name);
            json.Number("mean", measure.Estimate.Mean);
            json.Interval("ci95", measure.Estimate);
            json.WriteString("unit", measure.Unit);
            json.WriteString("says", measure.Says);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
