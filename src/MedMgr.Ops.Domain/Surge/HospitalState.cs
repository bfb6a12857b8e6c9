using System.Collections.Immutable;
using System.Text.Json.Serialization;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Discrepancies;

namespace MedMgr.Ops.Domain.Surge;

/// <summary>What is true of the hospital as a whole.</summary>
/// <param name="SurgeLevel">0 (ordinary) to 4, as the hospital's surge plan names them.</param>
public sealed record HospitalState(HospitalDefinition? Definition, int SurgeLevel, ImmutableArray<Discrepancy> Discrepancies)
{
    public static readonly HospitalState New = new(null, 0, []);
}

[JsonPolymorphic(TypeDiscriminatorPropertyName = "do")]
[JsonDerivedType(typeof(Define), "define")]
[JsonDerivedType(typeof(SetSurgeLevel), "set-surge-level")]
[JsonDerivedType(typeof(RaiseDiscrepancy), "raise-discrepancy")]
[JsonDerivedType(typeof(ResolveDiscrepancy), "resolve-discrepancy")]
[JsonDerivedType(typeof(TakeAlert), "take-alert")]
public abstract record HospitalCommand
{
    private HospitalCommand() { }

    public required DateTimeOffset At { get; init; }

    /// <param name="SameAsBefore">The caller has compared the definition with the one in force.</param>
    public sealed record Define(HospitalDefinition Definition, bool SameAsBefore) : HospitalCommand;

    public sealed record SetSurgeLevel(int Level, string Reason) : HospitalCommand;

    public sealed record RaiseDiscrepancy(Discrepancy Discrepancy) : HospitalCommand;

    public sealed record ResolveDiscrepancy(string Id, string How) : HospitalCommand;

    /// <param name="Stands">The caller has seen it on the board; whether an alert stands is nobody's state but the board's.</param>
    public sealed record TakeAlert(string Alert, string By, bool Stands) : HospitalCommand;
}

[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(Defined), "hospital-defined")]
[JsonDerivedType(typeof(SurgeLevelSet), "hospital-surge-level-set")]
[JsonDerivedType(typeof(DiscrepancyRaised), "hospital-discrepancy-raised")]
[JsonDerivedType(typeof(DiscrepancyResolved), "hospital-discrepancy-resolved")]
[JsonDerivedType(typeof(AlertTaken), "hospital-alert-taken")]
public abstract record HospitalEvent
{
    private HospitalEvent() { }

    public required DateTimeOffset At { get; init; }

    public sealed record Defined(HospitalDefinition Definition) : HospitalEvent;

    public sealed record SurgeLevelSet(int Level, string Reason) : HospitalEvent;

    public sealed record DiscrepancyRaised(Discrepancy Discrepancy) : HospitalEvent;

    public sealed record DiscrepancyResolved(string Id, string How) : HospitalEvent;

    /// <param name="By">Who sees to it.</param>
    public sealed record AlertTaken(string Alert, string By) : HospitalEvent;
}
