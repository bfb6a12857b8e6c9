using System.Collections.Immutable;
using System.Text.Json;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.Domain.Rosters;

namespace MedMgr.Ops.Optimizer.Rostering.UnitRosters.Formats;

/// <summary>Kinds of shifts by the names under which the API shows them.</summary>
public static class ShiftKinds
{
    public static ImmutableArray<string> Names { get; } = [.. Enum.GetValues<ShiftKind>().Select(NameOf)];

    public static string NameOf(ShiftKind kind) => JsonSerializer.SerializeToElement(kind, DomainJson.Options).GetString()!;

    /// <returns>Null for a name that is none.</returns>
    public static ShiftKind? Parse(string name) => Names.IndexOf(name.ToLowerInvariant()) is var at and >= 0 ? Enum.GetValues<ShiftKind>()[at] : null;
}
