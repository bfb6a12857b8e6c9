using MedMgr.Sim.Hospital.Validation;

namespace MedMgr.Sim.Reports.Json;

/// <summary>The validation suite as one JSON document.</summary>
public static class ValidationJson
{
    /// <summary>[{case, theory, simulated, ci95: [low, high], pass, model, evidence, replications, source}].</summary>
    public static string Of(IEnumerable<ValidationCase> cases) => JsonText.Of(json =>
    {
        json.WriteStartArray();
        foreach (var one in cases)
        {
            json.WriteStartObject();
            json.WriteString("case", one.Case);
            json.Number("theory", one.Theory);
            json.Number("simulated", one.Simulated);
            json.Interval("ci95", one.Low, one.High);
            json.WriteBoolean("pass", one.Pass);
            json.WriteString("model", one.Model);
            json.WriteString("evidence", Words.Of(one.Evidence));
            json.WriteNumber("replications", one.Replications);
            json.WriteString("source", one.Source);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });
}
