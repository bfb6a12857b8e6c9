using System.Collections.Immutable;
using MedMgr.Ops.Domain.Board;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Quarantine;
using MedMgr.Ops.Domain.Staffing;

namespace MedMgr.Ops.WallBoard.Live;

/// <summary>All that a wall is drawn from. Two equal pictures give the same markup: nothing in it depends on the present moment.</summary>
/// <param name="Zone">The hospital's; times of day are local to it.</param>
public sealed record BoardPicture(BoardView View, TimeZoneInfo Zone, ImmutableArray<QuarantinedMessage> Quarantine)
{
    public WallDefinition Wall { get; init; } = WallDefinition.Default;

    /// <summary>Null when no standing pattern has a handover within twelve hours.</summary>
    public NextShift? NextShift { get; init; }

    /// <summary>Null while nobody has made one.</summary>
    public Outlook? Outlook { get; init; }

    /// <summary>So old that the wall says so.</summary>
    public bool OutlookIsOld { get; init; }

    /// <summary>Of the past: nobody makes forecasts there, and a log holds none.</summary>
    public bool IsReplay { get; init; }

    /// <summary>The log is still being read; what the view shows is not the board of now.</summary>
    public bool IsLoading { get; init; }
}
