using System.Collections.Concurrent;
using System.Text.Json;
using MedMgr.Ops.EmbeddedSilo.Runtime;
using Orleans;
using Orleans.Runtime;

namespace MedMgr.Ops.EmbeddedSilo.Copying;

/// <summary>
/// Copies values as if they went to another silo and back: what would be lost or refused on that way is lost or refused here.
/// </summary>
/// <remarks>
/// Types with <see cref="GenerateSerializerAttribute"/> go member by member through their <see cref="IdAttribute"/> members without running
/// a constructor, also when they are <see cref="ImmutableAttribute"/>; types with only the latter go by reference. Safe for concurrent use.
/// </remarks>
internal sealed class MessageCopier
{
    private static readonly ConcurrentDictionary<(Func<Type, bool>, JsonSerializerOptions), MessageCopier> Shared = [];

    private readonly ConcurrentDictionary<Type, Func<object, object>> _ways = [];
    private readonly Func<Type, bool> _travelsAsJson;
    private readonly JsonSerializerOptions _json;

    private MessageCopier(Func<Type, bool> travelsAsJson, JsonSerializerOptions json)
    {
        _travelsAsJson = travelsAsJson;
        _json = json;
    }

    /// <summary>The copier for these rules: one for the whole process, so that many short-lived silos learn the types once.</summary>
    internal static MessageCopier For(EmbeddedSiloOptions options)
        => Shared.GetOrAdd((options.TravelsAsJson, options.JsonOptions), static rules => new MessageCopier(rules.Item1, rules.Item2));

    /// <exception cref="NotSerializableException">The value, or something in it, is of a type that could not travel.</exception>
    internal object? Copy(object? value)
    {
        if (value is null)
        {
            return null;
        }

        var type = value.GetType();
        return (_ways.TryGetValue(type, out var way) ? way : _ways.GetOrAdd(type, FindWay))(value);
    }

    private Func<object, object> FindWay(Type type)
        => type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false) ? MemberwiseCopy.Of(type, this)
            : GoesByReference(type) ? static value => value
            : CollectionCopy.Of(type, this)
            ?? (_travelsAsJson(type) ? ThroughJson(type)
            : throw new NotSerializableException(type, "it has no [GenerateSerializer], is no known collection and is not said to travel as JSON."));

    private static bool GoesByReference(Type type)
        => type.IsPrimitive || type.IsEnum || KnownImmutable.Contains(type)
            || type.IsDefined(typeof(ImmutableAttribute), inherit: false)
            || type.IsAssignableTo(typeof(IAddressable)) || type.IsAssignableTo(typeof(Exception));

    private static readonly HashSet<Type> KnownImmutable =
    [
        typeof(string), typeof(decimal), typeof(DateTime), typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeOnly), typeof(TimeSpan),
        typeof(Guid), typeof(Uri), typeof(Version), typeof(Int128), typeof(UInt128), typeof(CancellationToken),
        typeof(GrainId), typeof(GrainType), typeof(IdSpan), typeof(TickStatus), typeof(Nothing),
    ];

    private Func<object, object> ThroughJson(Type type) => value =>
    {
        try
        {
            return JsonSerializer.Deserialize(JsonSerializer.SerializeToUtf8Bytes(value, type, _json), type, _json)!;
        }
        catch (Exception failure) when (failure is JsonException or NotSupportedException)
        {
            throw new NotSerializableException(type, $"its JSON does not read back ({failure.Message})", failure);
        }
    };
}
