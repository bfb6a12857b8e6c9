using System.Collections.Immutable;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.EventLog;
using MedMgr.Ops.Grains.Contracts;

namespace MedMgr.Ops.Grains.Storage;

/// <summary>Between grain messages and the log.</summary>
internal static class Companions
{
    public static Companion Of<TEvent>(string stream, long expectedVersion, ImmutableArray<TEvent> events) where TEvent : class =>
        new(stream, expectedVersion, [.. events.Select(e => new CompanionEvent(EventNames.NameOf(e), EventNames.ToJson(e)))]);

    public static StreamAppend ToStreamAppend(Companion companion) =>
        new(companion.Stream, companion.ExpectedVersion, [.. companion.Events.Select(e => new NewEvent(e.Name, e.Payload))]);

    public static Cause CauseOf(Origin origin) => new(
        origin.Kind switch
        {
            OriginKind.User => CauseKind.User,
            OriginKind.Interface => CauseKind.Interface,
            OriginKind.Scenario => CauseKind.Scenario,
            OriginKind.Reconciler => CauseKind.Reconciler,
            OriginKind.System => CauseKind.System,
            _ => throw new InvalidOperationException($"No cause for {origin.Kind}"),
        },
        origin.Actor,
        origin.Id);
}
