namespace MedMgr.Sim.Hospital.Scenarios;

/// <summary>A scenario as YAML, documented in the head of scenarios/winter-week.yaml and in scenario.schema.json.</summary>
public static class ScenarioFile
{
    /// <summary>Reads the file with everything it names (base, plan, hospital); what can not be read is an error like any other, not an exception.</summary>
    public static ScenarioReading Load(string path) => throw new NotImplementedException(path);
}
