using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Board;

namespace MedMgr.Ops.WallBoard.Rendering;

/// <summary>The units as the hospital wants to see them.</summary>
internal static class UnitOrder
{
    /// <param name="first">Stand first, in this order; the others follow as the definition has them.</param>
    public static ImmutableArray<UnitBoard> Of(ImmutableArray<UnitBoard> units, ImmutableArray<UnitId> first) =>
        first.IsEmpty ? units : [.. units.OrderBy(u => first.IndexOf(u.Id) is var at and >= 0 ? at : int.MaxValue)];
}
