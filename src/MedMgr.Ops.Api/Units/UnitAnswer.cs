using System.Collections.Immutable;
using System.ComponentModel;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Units;
using MedMgr.Ops.Grains.Contracts;

namespace MedMgr.Ops.Api.Units;

internal sealed record UnitRecord(
    UnitId Id,
    string Name,
    LevelOfCare LevelOfCare,
    bool Open,
    string? ClosedBecause,
    [property: Description("Patients that the licensed nurses on duty may care for.")] int StaffedCapacity,
    ImmutableArray<OnDuty> OnDuty);

internal sealed record UnitAnswer(ReplyKind Kind, long Position, UnitRecord Unit);
