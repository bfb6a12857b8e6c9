using MedMgr.Ops.Domain.Definition;

namespace MedMgr.Ops.Optimizer.Rostering.UnitRosters;

/// <summary>One line of the roster problem: a nurse of the unit, or a place that somebody from elsewhere can take on one type of shift.</summary>
internal abstract record RosterPost
{
    private RosterPost() { }

    /// <summary>A nurse of the unit.</summary>
    public sealed record Own(StaffDefinition Person) : RosterPost;

    /// <summary>A nurse of a sister unit; who it is, is decided once the roster stands.</summary>
    /// <param name="Number">From 1; the number of places on a shift is the policy's limit.</param>
    public sealed record Float(int Shift, int Number) : RosterPost;

    /// <summary>A nurse whom an agency sends.</summary>
    /// <param name="Number">From 1.</param>
    public sealed record Agency(int Shift, int Number) : RosterPost;
}
