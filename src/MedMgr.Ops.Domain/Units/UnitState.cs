using System.Collections.Immutable;
using System.Text.Json.Serialization;
using MedMgr.Ops.Domain.Definition;

namespace MedMgr.Ops.Domain.Units;

/// <summary>A member of staff who works on the unit now.</summary>
/// <param name="Until">Planned end of the shift.</param>
public sealed record OnDuty(StaffId Staff, StaffRole Role, DateTimeOffset Since, DateTimeOffset Until)
{
    /// <summary>Only licensed nurses count for nurse ratios.</summary>
    public bool CountsForRatio => Role is StaffRole.RegisteredNurse or StaffRole.PracticalNurse;
}

/// <param name="ClosedBecause">Null while the unit is open.</param>
/// <param name="OnDuty">By staff id, in the order of arrival.</param>
public sealed record UnitState(string? ClosedBecause, ImmutableArray<OnDuty> OnDuty)
{
    public static readonly UnitState New = new(null, []);

    public bool IsOpen => ClosedBecause is null;

    public int NursesOnDuty => OnDuty.Count(p => p.CountsForRatio);
}

[JsonPolymorphic(TypeDiscriminatorPropertyName = "do")]
[JsonDerivedType(typeof(StaffArrives), "staff-arrives")]
[JsonDerivedType(typeof(StaffLeaves), "staff-leaves")]
[JsonDerivedType(typeof(Close), "close")]
[JsonDerivedType(typeof(Open), "open")]
public abstract record UnitCommand
{
    private UnitCommand() { }

    public required DateTimeOffset At { get; init; }

    public sealed record StaffArrives(OnDuty Person) : UnitCommand;

    public sealed record StaffLeaves(StaffId Staff) : UnitCommand;

    public sealed record Close(string Reason) : UnitCommand;

    public sealed record Open : UnitCommand;
}

[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(StaffArrived), "unit-staff-arrived")]
[JsonDerivedType(typeof(StaffLeft), "unit-staff-left")]
[JsonDerivedType(typeof(Closed), "unit-closed")]
[JsonDerivedType(typeof(Opened), "unit-opened")]
public abstract record UnitEvent
{
    private UnitEvent() { }

    public required DateTimeOffset At { get; init; }

    public sealed record StaffArrived(OnDuty Person) : UnitEvent;

    public sealed record StaffLeft(StaffId Staff) : UnitEvent;

    public sealed record Closed(string Reason) : UnitEvent;

    public sealed record Opened : UnitEvent;
}
