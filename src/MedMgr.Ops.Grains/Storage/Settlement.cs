using MedMgr.Ops.Domain;
using MedMgr.Ops.Grains.Contracts;

namespace MedMgr.Ops.Grains.Storage;

/// <summary>How a command ended for the grain that decided it.</summary>
/// <param name="Because">Of a rejection.</param>
/// <param name="Position">Of the log, when something was appended; else 0.</param>
public sealed record Settlement(ReplyKind Kind, Rejection? Because = null, long Position = 0);
