using System.Collections.Immutable;
using MedMgr.Ops.Domain.Definition;

namespace MedMgr.Ops.Definitions;

/// <summary>What came of reading a hospital file.</summary>
public abstract record HospitalReading
{
    private HospitalReading() { }

    public sealed record Read(HospitalDefinition Hospital) : HospitalReading;

    /// <param name="Errors">Every error that could be found, at least one, in the order of the file.</param>
    public sealed record Faulty(ImmutableArray<DefinitionError> Errors) : HospitalReading
    {
        /// <summary>One error a line, as a console prints them.</summary>
        public override string ToString() => string.Join(Environment.NewLine, Errors);
    }
}
