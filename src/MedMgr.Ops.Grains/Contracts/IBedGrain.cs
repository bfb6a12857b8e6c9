using System.Collections.Immutable;
using MedMgr.Ops.Domain.Beds;

namespace MedMgr.Ops.Grains.Contracts;

/// <summary>One bed. Key: "hospital/bed". Called by its unit only, so that the unit's view of its rooms stays true.</summary>
public interface IBedGrain : IGrainWithStringKey
{
    Task<BedVersion> Get();

    /// <summary>Decides and appends, together with the companions, in one transaction: the moment at which a placement becomes true.</summary>
    Task<BedReply> Execute(BedCommand command, Origin origin, ImmutableArray<Companion> companions);

    /// <summary>A bed status that a sending system reports (HL7 table 0116), as far as it can be true; rejected where it contradicts what is known.</summary>
    Task<BedReply> ReportStatus(BedStatusCode status, Origin origin);

    /// <summary>What the commands, one after the other, would write. The caller appends it with other streams and then calls <see cref="Adopt"/>.</summary>
    Task<BedProposal> Propose(ImmutableArray<BedCommand> commands);

    /// <summary>A proposal has become durable.</summary>
    Task<BedVersion> Adopt(BedVersion after);

    /// <summary>Reads the stream again: somebody lost a race on it.</summary>
    Task<BedVersion> Refresh();
}
