using MedMgr.Sim.Hospital.Scenarios;

namespace MedMgr.Ops.Commands;

/// <summary>A scenario named on the command line.</summary>
internal static class ScenarioArgument
{
    /// <summary>Null when it can not be used; what is wrong, where and how to fix it has then been said on standard error.</summary>
    public static Scenario? Read(FileInfo file)
    {
        switch (ScenarioFile.Load(file.FullName))
        {
            case ScenarioReading.Read { Scenario: var scenario }:
                return scenario;
            case ScenarioReading.Faulty faulty:
                Cli.Fail(faulty.ToString());
                return null;
            default:
                throw new InvalidOperationException("A reading that is neither read nor faulty");
        }
    }
}
