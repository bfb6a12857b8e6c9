using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Domain.Quarantine;
using MedMgr.Ops.Domain.Rosters;
using MedMgr.Ops.Domain.Staffing;
using MedMgr.Ops.Domain.Surge;
using MedMgr.Ops.Domain.Units;

namespace MedMgr.Ops.Domain.Log;

/// <summary>The names under which events stand in the log, taken from the explicit lists on the event families, and their JSON.</summary>
public static class EventNames
{
    public static readonly IReadOnlyList<Type> Families =
        [typeof(BedEvent), typeof(UnitEvent), typeof(StaffEvent), typeof(EncounterEvent), typeof(HospitalEvent), typeof(QuarantineEvent), typeof(RosterEvent)];

    private static readonly FrozenDictionary<string, Type> Types = Families
        .SelectMany(f => f.GetCustomAttributes<JsonDerivedTypeAttribute>())
        .ToFrozenDictionary(a => (string)a.TypeDiscriminator!, a => a.DerivedType);

    private static readonly FrozenDictionary<Type, string> Names = Types.ToFrozenDictionary(x => x.Value, x => x.Key);

    public static string NameOf(object @event) => NameOf(@event.GetType());

    public static string NameOf(Type eventType) => Names[eventType];

    public static byte[] ToJson(object @event) => JsonSerializer.SerializeToUtf8Bytes(@event, @event.GetType(), DomainJson.Options);

    /// <exception cref="JsonException">The payload is not what the name promises, or the name is unknown: a log written by a newer version.</exception>
    public static object FromJson(string name, ReadOnlySpan<byte> payload) =>
        Types.TryGetValue(name, out var type)
            ? JsonSerializer.Deserialize(payload, type, DomainJson.Options) ?? throw new JsonException($"Event {name} is null.")
            : throw new JsonException($"Unknown event name '{name}'.");
}
