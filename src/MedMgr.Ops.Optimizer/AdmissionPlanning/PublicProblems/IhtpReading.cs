using System.Collections.Immutable;

namespace MedMgr.Ops.Optimizer.AdmissionPlanning.PublicProblems;

/// <summary>What came of reading a file of the competition.</summary>
/// <typeparam name="T">A problem or a plan.</typeparam>
public abstract record IhtpReading<T>
{
    private IhtpReading() { }

    /// <param name="Value">Complete and consistent in itself.</param>
    public sealed record Read(T Value) : IhtpReading<T>;

    /// <param name="Errors">Every error that could be found, at least one, in the order of reading.</param>
    public sealed record Faulty(ImmutableArray<IhtpError> Errors) : IhtpReading<T>
    {
        /// <summary>One error a line, as a console prints them.</summary>
        public override string ToString() => string.Join(Environment.NewLine, Errors);
    }
}

/// <summary>One thing to mend in a file.</summary>
/// <param name="Path">Keys and positions from 0, "patients[3].surgeon_id"; empty for the whole document.</param>
/// <param name="What">What is wrong and what is expected, as the end of a sentence whose subject is the path.</param>
public sealed record IhtpError(string Path, string What)
{
    /// <summary>"patients[3].surgeon_id: …".</summary>
    public override string ToString() => $"{(Path.Length == 0 ? "the document" : Path)}: {What}";
}
