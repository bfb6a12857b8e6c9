using MedMgr.Ops.Domain.Rosters;

namespace MedMgr.Ops.Grains.Contracts;

/// <summary>The published rosters of one unit. Key: "hospital/unit".</summary>
public interface IRosterGrain : IGrainWithStringKey
{
    Task<RosterReply> Get();

    Task<RosterReply> Execute(RosterCommand command, Origin origin);
}
