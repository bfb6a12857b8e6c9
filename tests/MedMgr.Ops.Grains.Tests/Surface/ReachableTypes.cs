using System.Collections;
using System.Collections.Immutable;
using System.Reflection;

namespace MedMgr.Ops.Grains.Tests.Surface;

/// <summary>Every type that a call on a grain can carry, found from the grain interfaces.</summary>
internal static class ReachableTypes
{
    private static readonly HashSet<Type> Known =
    [
        typeof(string), typeof(decimal), typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeOnly), typeof(TimeSpan), typeof(Guid), typeof(CancellationToken),
    ];

    private static readonly HashSet<Type> KnownShapes =
    [
        typeof(ImmutableArray<>), typeof(ImmutableList<>), typeof(ImmutableDictionary<,>), typeof(Nullable<>), typeof(List<>), typeof(Dictionary<,>),
    ];

    public static readonly ImmutableArray<Type> GrainInterfaces =
    [
        .. typeof(HospitalDirectory).Assembly.GetTypes().Where(t => t.IsInterface && t != typeof(IGrain) && t.IsAssignableTo(typeof(IGrain))).OrderBy(t => t.Name, StringComparer.Ordinal),
    ];

    public static readonly ImmutableArray<Type> GrainClasses =
        [.. typeof(HospitalDirectory).Assembly.GetTypes().Where(t => t.IsClass && t.IsAssignableTo(typeof(Grain)))];

    public static IEnumerable<MethodInfo> Methods => GrainInterfaces.SelectMany(i => i.GetMethods());

    /// <summary>Our own types, those that travel as JSON included, without what those are made of.</summary>
    public static readonly ImmutableArray<Type> All = Walk();

    public static bool IsKnown(Type type) =>
        type.IsPrimitive || Known.Contains(type) || type.IsArray || type.IsGenericType && KnownShapes.Contains(type.GetGenericTypeDefinition());

    /// <summary>The fields that hold a type's data: those of its properties and its own.</summary>
    public static IEnumerable<FieldInfo> StoredFields(Type type) =>
        type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly);

    /// <summary>The property that a backing field belongs to, else the field.</summary>
    public static MemberInfo MemberOf(FieldInfo field) =>
        field.Name.StartsWith('<') ? field.DeclaringType!.GetProperty(field.Name[1..field.Name.IndexOf('>', StringComparison.Ordinal)], (BindingFlags)(-1) & ~BindingFlags.IgnoreCase)! : field;

    private static ImmutableArray<Type> Walk()
    {
        var seen = new HashSet<Type>();
        var open = new Stack<Type>();
        foreach (var method in Methods)
        {
            open.Push(method.ReturnType);
            foreach (var parameter in method.GetParameters())
            {
                open.Push(parameter.ParameterType);
            }
        }

        while (open.TryPop(out var type))
        {
            if (type == typeof(Task) || type == typeof(ValueTask) || !seen.Add(type))
            {
                continue;
            }

            foreach (var part in Parts(type))
            {
                open.Push(part);
            }
        }

        return [.. seen.Where(t => !IsKnown(t) && !IsTask(t)).OrderBy(t => t.FullName, StringComparer.Ordinal)];
    }

    private static IEnumerable<Type> Parts(Type type) =>
        type.IsArray ? [type.GetElementType()!]
        : IsKnown(type) || IsTask(type) ? type.GetGenericArguments()
        : type.IsEnum || DomainTypes.TravelAsJson(type) ? []
        : StoredFields(type).Select(f => f.FieldType).Concat(type.BaseType is { } b && b != typeof(object) && b != typeof(ValueType) ? [b] : []);

    private static bool IsTask(Type type) =>
        type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(Task<>) || type.GetGenericTypeDefinition() == typeof(ValueTask<>));
}
