using System.ComponentModel;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Grains.Contracts;

namespace MedMgr.Ops.Api.Beds;

internal sealed record BedRecord(
    BedId Id,
    UnitId Unit,
    RoomId Room,
    BedStatus Status,
    [property: Description("Set on the bed itself; what its occupant needs stands with the occupant.")] Isolation? Precautions,
    [property: Description("The status with all that belongs to it: who, since when, why.")] BedState State);

internal sealed record BedAnswer(ReplyKind Kind, long Position, BedRecord Bed);
