using MedMgr.Ops.Domain.Log;

namespace MedMgr.Ops.Grains;

/// <summary>Domain types carry no serializer attributes: inside grain messages they travel as JSON (docs/adr/0005).</summary>
public static class DomainTypes
{
    public static bool TravelAsJson(Type type) =>
        type.Namespace is { } name && (name == DomainNamespace || name.StartsWith(DomainNamespace + ".", StringComparison.Ordinal));

    private static readonly string DomainNamespace = typeof(DomainJson).Assembly.GetName().Name!;
}
