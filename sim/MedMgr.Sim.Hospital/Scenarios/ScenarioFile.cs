using MedMgr.Ops.Definitions;
using MedMgr.Ops.Definitions.Reading;

namespace MedMgr.Sim.Hospital.Scenarios;

/// <summary>A scenario as YAML, documented in the head of scenarios/winter-week.yaml and in scenario.schema.json.</summary>
/// <remarks>
/// A scenario may extend another: then it gives only what differs, key by key (lists are replaced whole). The surge plan may stand in a file of its own.
/// </remarks>
public static class ScenarioFile
{
    /// <summary>UTF-8 bytes of one file.</summary>
    public const int BytesMax = 1024 * 1024;

    /// <summary>Reads the file with everything it names (base, plan, hospital); what can not be read is an error like any other, not an exception.</summary>
    public static ScenarioReading Load(string path) => Load(path, ScenarioFolders.Anywhere);

    /// <inheritdoc cref="Load(string)"/>
    /// <param name="folders">Where the files that it names may lie.</param>
    public static ScenarioReading Load(string path, ScenarioFolders folders) => ReadingOf(new ScenarioTree(path, null, folders));

    internal static ScenarioReading ReadingOf(ScenarioTree tree)
    {
        if (tree.Merged is not { } document || tree.Problems.Any)
        {
            return new ScenarioReading.Faulty(tree.Faults);
        }

        if (tree.HospitalPath is not { } hospitalPath)
        {
            Fields.Of(new Field(document, ""), ScenarioShapes.Scenario, tree.Problems);
            return new ScenarioReading.Faulty(tree.Faults);
        }

        switch (HospitalFile.Load(hospitalPath))
        {
            case HospitalReading.Faulty house:
                return new ScenarioReading.Faulty([.. tree.Faults, .. house.Errors]);
            case HospitalReading.Read house:
                var scenario = ScenarioReader.Read(document, house.Hospital, tree.Problems);
                return tree.Problems.Any || scenario is null ? new ScenarioReading.Faulty(tree.Faults) : new ScenarioReading.Read(scenario);
            default:
                throw new InvalidOperationException("A hospital was read in a way that is not known here.");
        }
    }
}
