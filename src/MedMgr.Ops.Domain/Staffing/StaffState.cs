using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace MedMgr.Ops.Domain.Staffing;

/// <param name="Until">Planned end while the shift runs, true end once it is over.</param>
public sealed record Shift(UnitId Unit, DateTimeOffset Since, DateTimeOffset Until);

/// <param name="Current">Null while off duty.</param>
/// <param name="Past">Shifts that ended within the last 7 days before the newest event, oldest first.</param>
public sealed record StaffState(Shift? Current, ImmutableArray<Shift> Past)
{
    public static readonly StaffState New = new(null, []);
}

[JsonPolymorphic(TypeDiscriminatorPropertyName = "do")]
[JsonDerivedType(typeof(StartShift), "start-shift")]
[JsonDerivedType(typeof(EndShift), "end-shift")]
[JsonDerivedType(typeof(Float), "float")]
public abstract record StaffCommand
{
    private StaffCommand() { }

    public required DateTimeOffset At { get; init; }

    /// <param name="Until">Planned end.</param>
    /// <param name="Why">Of somebody who is called in; null for a planned shift.</param>
    public sealed record StartShift(UnitId Unit, DateTimeOffset Until, Override? Override = null, string? Why = null) : StaffCommand;

    public sealed record EndShift(string Why) : StaffCommand;

    /// <summary>Goes on with the same shift on another unit.</summary>
    public sealed record Float(UnitId To, Override? Override = null, string? Why = null) : StaffCommand;
}

[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(ShiftStarted), "staff-shift-started")]
[JsonDerivedType(typeof(ShiftEnded), "staff-shift-ended")]
[JsonDerivedType(typeof(Floated), "staff-floated")]
public abstract record StaffEvent
{
    private StaffEvent() { }

    public required DateTimeOffset At { get; init; }

    public sealed record ShiftStarted(UnitId Unit, DateTimeOffset Until, Override? Override = null, string? Why = null) : StaffEvent;

    public sealed record ShiftEnded(string Why) : StaffEvent;

    public sealed record Floated(UnitId From, UnitId To, Override? Override = null, string? Why = null) : StaffEvent;
}
