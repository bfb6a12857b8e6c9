using MedMgr.Ops.Domain.Encounters;

namespace MedMgr.Ops.Grains.Contracts;

/// <summary>One visit. Key: "hospital/visit number".</summary>
public interface IEncounterGrain : IGrainWithStringKey
{
    Task<EncounterVersion> Get();

    Task<EncounterReply> Execute(EncounterCommand command, Origin origin);

    /// <summary>Reads the stream again: events of it were appended by a swap, or a race was lost on it.</summary>
    Task<EncounterVersion> Refresh();
}
