using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Domain.Units;

namespace MedMgr.Ops.Grains.Contracts;

/// <summary>One unit: the only way to its beds. Key: "hospital/unit".</summary>
public interface IUnitGrain : IGrainWithStringKey
{
    Task<UnitReply> Get();

    Task<BedVersion> GetBed(BedId bed);

    /// <summary>What bed, room and unit say to a placement that a sending system reports.</summary>
    Task<TakeAssessment> Assess(TakeBed take, EncounterId encounter);

    /// <summary>Checks room and unit, then has the bed decide and append, with the companions.</summary>
    Task<BedReply> Take(TakeBed take, EncounterId encounter, Origin origin, ImmutableArray<Companion> companions);

    Task<BedReply> ExecuteBed(BedId bed, BedCommand command, Origin origin);

    Task<BedProposal> ProposeBed(BedId bed, ImmutableArray<BedCommand> commands);

    /// <summary>What these beds proposed has become durable, under this origin.</summary>
    Task AdoptBeds(ImmutableArray<BedVersion> beds, Origin origin);

    Task RefreshBeds(ImmutableArray<BedId> beds);

    /// <summary>A bed status that a sending system reports (HL7 table 0116), as far as it can be true.</summary>
    Task<BedReply> ReportBedStatus(BedId bed, BedStatusCode status, Origin origin);

    Task<UnitReply> Execute(UnitCommand command, Origin origin, ImmutableArray<Companion> companions);

    /// <summary>What the command would write; the caller appends it with other streams and then calls <see cref="Refresh"/>.</summary>
    Task<Companion?> Propose(UnitCommand command);

    Task Refresh();

    /// <summary>Opens or closes surge beds, all in one transaction.</summary>
    /// <param name="beds">Empty: all surge beds of the unit (to open), all empty open ones (to close).</param>
    Task<UnitReply> SetSurgeBeds(ImmutableArray<BedId> beds, bool open, string reason, Origin origin);

    /// <summary>What the rules of a swap look at.</summary>
    Task<UnitView> View();
}
