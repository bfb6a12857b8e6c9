using MedMgr.Sim.Hospital.Results;

namespace MedMgr.Sim.Reports.Json;

/// <summary>A forecast as one JSON document.</summary>
public static class ForecastJson
{
    /// <param name="rates">The scenario whose rates were used.</param>
    public static string Of(ForecastResult forecast, string rates) => JsonText.Of(json =>
    {
        json.WriteStartObject();
        json.WriteString("hospital", forecast.Hospital);
        json.WriteString("from", forecast.From);
        json.WriteNumber("hours", forecast.Hours);
        json.WriteNumber("seed", forecast.Seed);
        json.WriteNumber("replications", forecast.Replications);
        json.WriteString("rates", rates);
        RunJson.WriteTimes(json, forecast.Times);
        json.WriteStartObject("series");
        RunJson.WriteSeries(json, "occupied", forecast.Occupied);
        RunJson.WriteSeries(json, "boarders", forecast.Boarders);
        RunJson.WriteSeries(json, "nedocs", forecast.Nedocs);
        json.WriteEndObject();
        json.WriteStartObject("byUnit");
        foreach (var unit in forecast.Units)
        {
            json.WriteStartObject(unit.Unit);
            json.WriteString("name", unit.Name);
            json.WriteNumber("beds", unit.Beds);
            json.Number("breachWithinHorizon", unit.BreachWithinHorizon);
            RunJson.WriteSeries(json, "occupied", unit.Occupied);
            json.Curve("staffedCapacity", unit.StaffedCapacity);
            json.Curve("breachProbability", unit.BreachProbability);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    });
}
