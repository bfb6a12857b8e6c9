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
    /// <summary>What is still wrong with every message; null: nothing.</summary>
    public ReplayResult.StillFaulty? Fault { get; set; }

    public Task KeepAsync(QuarantinedMessage message) => Write(message.Id, 0, "kept", new QuarantineEvent.Kept(message) { At = House.Start });

    public async Task<ReplayResult> ReplayAsync(HospitalId hospital, string id, Origin origin, CancellationToken cancellationToken) =>
        await Release(id, "replayed: AA", origin) is { } position ? Fault is { } fault ? fault : new ReplayResult.Taken("AA", position) : new ReplayResult.Unknown();

    public async Task<DiscardResult> DiscardAsync(HospitalId hospital, string id, string why, Origin origin, CancellationToken cancellationToken) =>
        await Release(id, why, origin) is { } position ? new DiscardResult.Discarded(position) : new DiscardResult.Unknown();

    private async Task<long?> Release(string id, string how, Origin origin) =>
        await log.ReadStreamAsync(House.Id.Value, Streams.Quarantine(id)) is not [.., { Type: "quarantine-kept", Version: var version }] ? null
        : Fault is not null ? 0
        : await Write(id, version, origin.Id, new QuarantineEvent.Released(how) { At = origin.At });

    private async Task<long> Write(string id, long version, string cause, QuarantineEvent @event) =>
        (await log.AppendAsync(new AppendRequest(
            House.Id.Value, new Cause(CauseKind.User, "test", cause), House.Start,
            [new StreamAppend(Streams.Quarantine(id), version, [new NewEvent(EventNames.NameOf(@event), EventNames.ToJson(@event))])])))
        .ShouldBeOfType<AppendResult.Appended>().LastPosition;
}
