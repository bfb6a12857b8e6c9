using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Staffing;

namespace MedMgr.Ops.Consoles.Pictures;

/// <summary>The nurses of this shift and the next, and who could help where some are missing.</summary>
/// <param name="Units">In the order of the board.</param>
/// <param name="Help">For each unit that lacks nurses now or after the next handover.</param>
/// <param name="NextHandover">Null when none is near.</param>
public sealed record ConsoleStaffing(ImmutableArray<UnitStaffing> Units, ImmutableArray<UnitHelp> Help, DateTimeOffset? NextHandover);

/// <param name="Float">Who could come from another unit at once; the best few.</param>
/// <param name="CallIn">Who could be called in; the best few.</param>
public sealed record UnitHelp(UnitId Unit, ImmutableArray<StaffOption> Float, ImmutableArray<StaffOption> CallIn);
