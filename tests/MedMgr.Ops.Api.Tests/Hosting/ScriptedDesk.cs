using System.Collections.Concurrent;
using MedMgr.Ops.Api.Quarantine;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.Domain.Quarantine;
using MedMgr.Ops.EventLog;
using MedMgr.Ops.Grains.Contracts;

namespace MedMgr.Ops.Api.Tests.Hosting;

/// <summary>A quarantine that answers as the test says, and writes what became true.</summary>
internal sealed class ScriptedDesk(IEventLog log) : IQuarantineDesk
{
    /// <summary>What is still wrong with every message of a hospital.</summary>
    public ConcurrentDictionary<HospitalId, ReplayResult.StillFaulty> Faults { get; } = new();

    public Task KeepAsync(HospitalId hospital, QuarantinedMessage message) =>
        Write(hospital, message.Id, 0, "kept", new QuarantineEvent.Kept(message) { At = House.Start });

    public async Task<ReplayResult> ReplayAsync(HospitalId hospital, string id, Origin origin, CancellationToken cancellationToken) =>
        await KeptVersion(hospital, id) is not { } version ? new ReplayResult.Unknown()
        : Faults.TryGetValue(hospital, out var fault) ? fault
        : new ReplayResult.Taken("AA", await Release(hospital, id, version, "replayed: AA", origin));

    public async Task<DiscardResult> DiscardAsync(HospitalId hospital, string id, string why, Origin origin, CancellationToken cancellationToken) =>
        await KeptVersion(hospital, id) is { } version
            ? new DiscardResult.Discarded(await Release(hospital, id, version, why, origin))
            : new DiscardResult.Unknown();

    private async Task<long?> KeptVersion(HospitalId hospital, string id) =>
        await log.ReadStreamAsync(hospital.Value, Streams.Quarantine(id)) is [.., { Type: "quarantine-kept", Version: var version }] ? version : null;

    private Task<long> Release(HospitalId hospital, string id, long version, string how, Origin origin) =>
        Write(hospital, id, version, origin.Id, new QuarantineEvent.Released(how) { At = origin.At });

    private async Task<long> Write(HospitalId hospital, string id, long version, string cause, QuarantineEvent @event) =>
        (await log.AppendAsync(new AppendRequest(
            hospital.Value, new Cause(CauseKind.User, "test", cause), House.Start,
            [new StreamAppend(Streams.Quarantine(id), version, [new NewEvent(EventNames.NameOf(@event), EventNames.ToJson(@event))])])))
        .ShouldBeOfType<AppendResult.Appended>().LastPosition;
}
