using MedMgr.Ops.Domain;
using MedMgr.Ops.Grains.Contracts;

namespace MedMgr.Ops.Api.Commands;

/// <summary>What the replies of all grains have in common.</summary>
/// <param name="Position">Of the last event written; 0 when none was.</param>
internal readonly record struct Outcome(ReplyKind Kind, Rejection? Because, long Position)
{
    public static Outcome Of(BedReply reply) => new(reply.Kind, reply.Because, reply.Position);

    public static Outcome Of(UnitReply reply) => new(reply.Kind, reply.Because, reply.Position);

    public static Outcome Of(EncounterReply reply) => new(reply.Kind, reply.Because, reply.Position);

    public static Outcome Of(StaffReply reply) => new(reply.Kind, reply.Because, reply.Position);

    public static Outcome Of(HospitalReply reply) => new(reply.Kind, reply.Because, reply.Position);
}
