using System.Collections.Concurrent;
using System.Reflection;
using Orleans;
using Orleans.Runtime;

namespace MedMgr.Ops.EmbeddedSilo.Runtime;

/// <summary>Which class implements a grain interface.</summary>
internal sealed class GrainClassMap
{
    private static readonly Type[] NotKeys = [typeof(IGrain), typeof(IGrainWithStringKey), typeof(IRemindable)];
    private static readonly ConcurrentDictionary<Assembly, Type[]> ClassesOf = [];

    private static readonly ConcurrentDictionary<string, GrainClassMap> Maps = [];
    private static readonly Lazy<GrainClassMap> WholeProcess = new(static () => new GrainClassMap(Discover()));

    private readonly ILookup<Type, GrainClass> _byInterface;
    private readonly ILookup<GrainType, GrainClass> _byName;
    private readonly ConcurrentDictionary<Type, GrainClass> _resolved = [];

    private GrainClassMap(IEnumerable<Assembly> assemblies)
    {
        var classes = assemblies.Distinct().SelectMany(static assembly => ClassesOf.GetOrAdd(assembly, FindClasses)).Select(GrainClass.Of).ToArray();
        _byInterface = classes
            .SelectMany(grainClass => grainClass.Type.GetInterfaces()
                .Where(type => type.IsAssignableTo(typeof(IGrain)) && !NotKeys.Contains(type))
                .Select(type => (type, grainClass)))
            .ToLookup(pair => pair.type, pair => pair.grainClass);
        _byName = classes.ToLookup(grainClass => grainClass.GrainType);
    }

    /// <summary>The map over these assemblies, or over all that can be found when none is named. Built once for the process.</summary>
    internal static GrainClassMap Over(IList<Assembly> assemblies)
        => assemblies.Count == 0
            ? WholeProcess.Value
            : Maps.GetOrAdd(string.Join('|', assemblies.Select(assembly => assembly.FullName)), static (_, named) => new GrainClassMap(named), assemblies);

    /// <summary>The assemblies that can hold grains: those reachable from the entry point, or loaded, that know this one.</summary>
    private static IEnumerable<Assembly> Discover()
    {
        var own = typeof(Grain).Assembly;
        var seen = new Dictionary<string, Assembly>(StringComparer.Ordinal);
        var open = new Stack<Assembly>(AppDomain.CurrentDomain.GetAssemblies().Where(assembly => !assembly.IsDynamic));
        var entry = Assembly.GetEntryAssembly();
        if (entry is not null)
        {
            open.Push(entry);
        }

        while (open.TryPop(out var assembly))
        {
            if (!seen.TryAdd(assembly.FullName!, assembly) || !(assembly == entry || References(assembly, own)))
            {
                continue;
            }

            foreach (var name in assembly.GetReferencedAssemblies().Where(name => !seen.ContainsKey(name.FullName) && !IsPlatform(name)))
            {
                open.Push(Assembly.Load(name));
            }
        }

        return seen.Values.Where(assembly => References(assembly, own));
    }

    /// <exception cref="ArgumentException">No class implements the interface, or several do and the prefix does not tell them apart.</exception>
    internal GrainClass Implementing(Type interfaceType, string? classNamePrefix)
        => classNamePrefix is null
            ? _resolved.GetOrAdd(interfaceType, static (type, map) => map.Resolve(type, null), this)
            : Resolve(interfaceType, classNamePrefix);

    internal GrainClass? Named(GrainType name) => _byName[name].FirstOrDefault();

    private GrainClass Resolve(Type interfaceType, string? classNamePrefix)
    {
        var found = _byInterface[interfaceType]
            .Where(grainClass => classNamePrefix is null || grainClass.Type.FullName!.StartsWith(classNamePrefix, StringComparison.Ordinal))
            .ToArray();
        return found switch
        {
            [var only] => only,
            [] => throw new ArgumentException($"No grain class implements {interfaceType.FullName}."),
            _ => throw new ArgumentException($"{interfaceType.FullName} is implemented by several grain classes: {string.Join(", ", found.Select(f => f.Type.FullName))}."),
        };
    }

    private static bool References(Assembly assembly, Assembly own)
        => assembly.GetReferencedAssemblies().Any(name => name.Name == own.GetName().Name);

    private static bool IsPlatform(AssemblyName name)
        => name.Name!.StartsWith("System.", StringComparison.Ordinal) || name.Name.StartsWith("Microsoft.", StringComparison.Ordinal);

    private static Type[] FindClasses(Assembly assembly)
        => [.. assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false } && type.IsAssignableTo(typeof(Grain)))];
}
