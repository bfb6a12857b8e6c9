using System.Collections.Immutable;

namespace MedMgr.Ops.Optimizer.Rostering.UnitRosters.Formats;

/// <summary>One thing to mend in a file that somebody brings.</summary>
/// <param name="File">As the caller named it.</param>
/// <param name="Line">From 1.</param>
/// <param name="Field">Column or property; empty for the line as a whole.</param>
/// <param name="What">What is wrong, as the end of a sentence whose subject is the field.</param>
/// <param name="HowToFix">What to write instead, as a sentence.</param>
public sealed record FormatFault(string File, int Line, string Field, string What, string HowToFix)
{
    /// <summary>"roster.csv:12 staff: there is no ... How to fix: ...", which editors turn into a link.</summary>
    public override string ToString() => $"{File}:{Line} {(Field.Length == 0 ? "the line" : Field)}: {What}. How to fix: {HowToFix}";
}

/// <summary>What came of reading a file: either all of it, or everything that is wrong with it.</summary>
public abstract record FormatReading<T>
{
    private FormatReading() { }

    public sealed record Read(ImmutableArray<T> Items) : FormatReading<T>;

    /// <param name="Faults">At least one, in the order of the lines.</param>
    public sealed record Faulty(ImmutableArray<FormatFault> Faults) : FormatReading<T>
    {
        /// <summary>One fault a line.</summary>
        public override string ToString() => string.Join(Environment.NewLine, Faults);
    }
}
