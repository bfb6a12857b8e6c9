using System.Collections.Immutable;
using MedMgr.Ops.Definitions;

namespace MedMgr.Sim.Hospital.Scenarios;

/// <summary>What came of reading a scenario file, its base, its plan and its hospital.</summary>
public abstract record ScenarioReading
{
    private ScenarioReading() { }

    public sealed record Read(Scenario Scenario) : ScenarioReading;

    /// <param name="Errors">Every error that could be found, at least one; each names its file.</param>
    public sealed record Faulty(ImmutableArray<DefinitionError> Errors) : ScenarioReading
    {
        /// <summary>One error a line, as a console prints them.</summary>
        public override string ToString() => string.Join(Environment.NewLine, Errors);
    }
}
