namespace MedMgr.Ops.Optimizer.Rostering.PublicProblems;

/// <summary>A file in the Curtois format says something that can not be meant.</summary>
public sealed class CurtoisFormatException : Exception
{
    /// <param name="line">Line of the file, from 1.</param>
    /// <param name="says">What is wrong and what was expected.</param>
    public CurtoisFormatException(int line, string says)
        : base($"line {line}: {says}") => Line = line;

    /// <summary>Line of the file, from 1.</summary>
    public int Line { get; }
}
