using System.Collections.Immutable;
using MedMgr.Ops.Definitions;
using MedMgr.Ops.Definitions.Yaml;
using MedMgr.Ops.Planner.Library;
using MedMgr.Sim.Hospital.Scenarios;

namespace MedMgr.Ops.Planner.Editing;

/// <summary>A text after its edits, and what is wrong with it.</summary>
/// <param name="Text">With the edits carried out.</param>
/// <param name="NotEdited">Why an edit was not; null when all were.</param>
/// <param name="Faults">What keeps it from being run, each with its line.</param>
public sealed record DraftCheck(string Text, ScenarioDraft Draft, string? NotEdited, ImmutableArray<DefinitionError> Faults)
{
    public Scenario? Scenario => (Draft.Reading as ScenarioReading.Read)?.Scenario;

    internal static DraftCheck Of(ScenarioLibrary library, string id, string text, IEnumerable<DraftEdit> edits)
    {
        string? notEdited = null;
        try
        {
            foreach (var edit in edits)
            {
                text = DraftEditing.Apply(library, id, text, edit);
            }
        }
        catch (YamlEditException e)
        {
            notEdited = e.Message;
        }

        var draft = library.Draft(id, text);
        return new DraftCheck(text, draft, notEdited, draft.Reading is ScenarioReading.Faulty faulty ? faulty.Errors : []);
    }

    /// <summary>What is wrong with the value at a path, in one sentence; null when nothing is.</summary>
    public string? WrongAt(string path) => Faults.FirstOrDefault(f => f.Path == path) is { } fault ? $"It {fault.What}. {fault.HowToFix}" : null;
}
