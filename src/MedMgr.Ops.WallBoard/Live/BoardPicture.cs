using System.Collections.Immutable;
using MedMgr.Ops.Domain.Board;
using MedMgr.Ops.Domain.Quarantine;

namespace MedMgr.Ops.WallBoard.Live;

/// <summary>All that a wall is drawn from. Two equal pictures give the same markup: nothing in it depends on the present moment.</summary>
/// <param name="Zone">The hospital's; times of day are local to it.</param>
public sealed record BoardPicture(BoardView View, TimeZoneInfo Zone, ImmutableArray<QuarantinedMessage> Quarantine);
