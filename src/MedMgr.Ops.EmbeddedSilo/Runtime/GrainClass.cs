using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace MedMgr.Ops.EmbeddedSilo.Runtime;

/// <summary>A grain class: how to make one, what it implements. Known once for the whole process.</summary>
internal sealed class GrainClass
{
    private static readonly ConditionalWeakTable<Type, GrainClass> Known = [];

    private readonly Lazy<Func<Activation, Grain>> _construct;

    private GrainClass(Type type)
    {
        Type = type;
        var name = type.Name.EndsWith(nameof(Grain), StringComparison.Ordinal) ? type.Name[..^nameof(Grain).Length] : type.Name;
        GrainType = GrainType.Create(name.ToLowerInvariant());
        Reentrant = type.IsDefined(typeof(ReentrantAttribute));
        _construct = new(() => CompileConstructor(type));
    }

    internal Type Type { get; }

    internal GrainType GrainType { get; }

    internal bool Reentrant { get; }

    internal static GrainClass Of(Type type) => Known.GetValue(type, static type => new GrainClass(type));

    internal Grain Construct(Activation activation) => _construct.Value(activation);

    public override string ToString() => Type.FullName!;

    private static Func<Activation, Grain> CompileConstructor(Type type)
    {
        if (type.GetConstructors() is not [var constructor])
        {
            throw new InvalidOperationException($"Grain class {type.FullName} needs exactly one public constructor.");
        }

        var activation = Expression.Parameter(typeof(Activation));
        var arguments = constructor.GetParameters().Select(parameter => Expression.Convert(Resolve(parameter, activation), parameter.ParameterType));
        return Expression.Lambda<Func<Activation, Grain>>(Expression.New(constructor, arguments), activation).Compile();
    }

    private static Expression Resolve(ParameterInfo parameter, ParameterExpression activation)
    {
        var services = Expression.Property(activation, nameof(Activation.ActivationServices));
        var type = parameter.ParameterType;
        if (parameter.GetCustomAttribute<PersistentStateAttribute>() is { } state)
        {
            return type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IPersistentState<>)
                ? Expression.Call(
                    activation, nameof(Activation.AttachState), type.GetGenericArguments(),
                    Expression.Constant(state.StateName), Expression.Constant(state.StorageName ?? GrainStorageNames.Default))
                : throw new InvalidOperationException($"[PersistentState] on '{parameter.Name}' of {parameter.Member.DeclaringType!.FullName}: the parameter must be an IPersistentState<T>.");
        }

        if (type == typeof(IGrainContext))
        {
            return activation;
        }

        if (parameter.GetCustomAttribute<FromKeyedServicesAttribute>() is { } keyed)
        {
            return Expression.Call(
                typeof(ServiceProviderKeyedServiceExtensions), nameof(ServiceProviderKeyedServiceExtensions.GetRequiredKeyedService), null,
                services, Expression.Constant(type), Expression.Constant(keyed.Key, typeof(object)));
        }

        return parameter.HasDefaultValue
            ? Expression.Coalesce(
                Expression.Call(services, nameof(IServiceProvider.GetService), null, Expression.Constant(type)),
                Expression.Convert(Expression.Constant(parameter.DefaultValue, type), typeof(object)))
            : Expression.Call(
                typeof(ServiceProviderServiceExtensions), nameof(ServiceProviderServiceExtensions.GetRequiredService), null,
                services, Expression.Constant(type));
    }
}

/// <summary>Names with a meaning of their own.</summary>
internal static class GrainStorageNames
{
    internal const string Default = "Default";
}
