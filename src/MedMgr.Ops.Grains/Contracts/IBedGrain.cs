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

    /// <summary>As <see cref="Propose"/>, off the log and not from memory, for a command that is remembered by no stream but those of the beds it changes.</summary>
    /// <returns>Null when the bed has taken events of this origin already.</returns>
    Task<BedProposal?> ProposeOnce(ImmutableArray<BedCommand> commands, Origin origin);

    /// <summary>A proposal has become durable, under this origin.</summary>
    Task<BedVersion> Adopt(BedVersion after, Origin origin);

    /// <summary>Reads the stream again: somebody lost a race on it.</summary>
    Task<BedVersion> Refresh();
}
