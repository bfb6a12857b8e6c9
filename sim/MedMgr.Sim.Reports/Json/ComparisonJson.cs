using MedMgr.Sim.Hospital.Results;

namespace MedMgr.Sim.Reports.Json;

/// <summary>Two scenarios on the same chance as one JSON document.</summary>
public static class ComparisonJson
{
    /// <summary>{first, second, seed, replications, says: [sentence], differences: {name: {unit, first, second, difference, ci95, decided}}}. Difference is second minus first.</summary>
    public static string Of(ComparisonResult comparison) => JsonText.Of(json =>
    {
        json.WriteStartObject();
        json.WriteString("first", comparison.First.Scenario);
        json.WriteString("second", comparison.Second.Scenario);
        json.WriteNumber("seed", comparison.First.Seed);
        json.WriteNumber("replications", comparison.First.Replications);
        json.WriteStartArray("says");
        foreach (var sentence in comparison.Says)
        {
            json.WriteStringValue(sentence);
        }

        json.WriteEndArray();
        json.WriteStartObject("differences");
        foreach (var difference in comparison.Differences)
        {
            json.WriteStartObject(difference.Name);
            json.WriteString("unit", difference.Unit);
            json.Number("first", difference.FirstMean);
            json.Number("second", difference.SecondMean);
            json.Number("difference", difference.Paired.Difference.Mean);
            json.Interval("ci95", difference.Paired.Difference);
            json.WriteBoolean("decided", difference.Paired.IsDecided);
            json.WriteString("says", difference.Says);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    });
}
