namespace MedMgr.Ops.Definitions;

/// <summary>One thing to mend in a hospital file.</summary>
/// <param name="File">As the caller named it, without its folder.</param>
/// <param name="Line">From 1; where the value stands, or the map that lacks it.</param>
/// <param name="Column">From 1.</param>
/// <param name="Path">Keys and positions from 0, "units[3].ratio.patientsPerNurse"; empty for the whole document.</param>
/// <param name="What">What is wrong, as the end of a sentence whose subject is the path.</param>
/// <param name="HowToFix">What to write instead, as a sentence.</param>
public sealed record DefinitionError(string File, int Line, int Column, string Path, string What, string HowToFix)
{
    /// <summary>"riverside.yaml:41:9 units[3].ratio.patientsPerNurse: must be ... How to fix: ...", which editors turn into a link.</summary>
    public override string ToString() => $"{File}:{Line}:{Column} {(Path.Length == 0 ? "the document" : Path)}: {What}. How to fix: {HowToFix}";
}
