using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using Orleans.Concurrency;

namespace MedMgr.Ops.EmbeddedSilo.Runtime;

/// <summary>A method of a grain interface, compiled once for the whole process.</summary>
internal abstract class GrainMethod
{
    private static readonly ConcurrentDictionary<MethodInfo, GrainMethod> Known = [];

    private readonly Func<object, object?[], Task?> _invoke;

    protected GrainMethod(MethodInfo method)
    {
        Name = $"{method.DeclaringType!.Name}.{method.Name}";
        TraceMark = StableHash.Of(Name);
        OneWay = method.IsDefined(typeof(OneWayAttribute));
        Sharing = method.IsDefined(typeof(AlwaysInterleaveAttribute)) ? Sharing.WithAll
            : method.IsDefined(typeof(ReadOnlyAttribute)) ? Sharing.WithReaders
            : Sharing.Exclusive;
        var parameters = method.GetParameters();
        TakesCancellation = parameters.Length > 0 && parameters[^1].ParameterType == typeof(CancellationToken);
        CopiedArguments = [.. Enumerable.Range(0, parameters.Length - (TakesCancellation ? 1 : 0))
            .Where(i => !parameters[i].IsDefined(typeof(Orleans.ImmutableAttribute)))];
        _invoke = Compile(method, parameters);
    }

    internal string Name { get; }

    internal ulong TraceMark { get; }

    internal bool OneWay { get; }

    internal Sharing Sharing { get; }

    /// <summary>The last parameter is a <see cref="CancellationToken"/>.</summary>
    internal bool TakesCancellation { get; }

    /// <summary>Positions of the arguments that a copying silo copies.</summary>
    internal int[] CopiedArguments { get; }

    internal static GrainMethod Of(MethodInfo method)
        => Known.TryGetValue(method, out var known) ? known : Known.GetOrAdd(method, Create);

    /// <summary>Calls the target directly, in its turn.</summary>
    internal Task Invoke(object target, object?[] arguments)
        => _invoke(target, arguments) ?? throw new InvalidOperationException($"{Name} returned null instead of a task.");

    /// <summary>Sends a call and returns what the interface promises: a task of the right type.</summary>
    internal abstract object Send(SiloRuntime runtime, ICallTarget target, object?[] arguments);

    private static GrainMethod Create(MethodInfo method)
    {
        if (method.IsGenericMethod)
        {
            throw new NotSupportedException($"{method.DeclaringType!.Name}.{method.Name} is generic; grain methods can not be.");
        }

        var returned = method.ReturnType;
        if (returned == typeof(Task) || returned == typeof(ValueTask))
        {
            return new PlainGrainMethod(method);
        }

        if (returned.IsGenericType && returned.GetGenericTypeDefinition() is var shape && (shape == typeof(Task<>) || shape == typeof(ValueTask<>)))
        {
            return (GrainMethod)Activator.CreateInstance(
                typeof(GrainMethod<>).MakeGenericType(returned.GetGenericArguments()[0]), BindingFlags.Instance | BindingFlags.NonPublic, null, [method], null)!;
        }

        throw new NotSupportedException($"{method.DeclaringType!.Name}.{method.Name} returns {returned.Name}; grain methods return Task or ValueTask.");
    }

    private static Func<object, object?[], Task?> Compile(MethodInfo method, ParameterInfo[] parameters)
    {
        var target = Expression.Parameter(typeof(object));
        var arguments = Expression.Parameter(typeof(object?[]));
        Expression call = Expression.Call(
            Expression.Convert(target, method.DeclaringType!),
            method,
            parameters.Select((parameter, i) => Expression.Convert(Expression.ArrayIndex(arguments, Expression.Constant(i)), parameter.ParameterType)));
        if (method.ReturnType.IsValueType)
        {
            call = Expression.Call(call, nameof(ValueTask.AsTask), null);
        }

        return Expression.Lambda<Func<object, object?[], Task?>>(call, target, arguments).Compile();
    }
}

/// <summary>A method without a result.</summary>
internal sealed class PlainGrainMethod : GrainMethod
{
    private readonly bool _valueTask;

    internal PlainGrainMethod(MethodInfo method)
        : base(method) => _valueTask = method.ReturnType == typeof(ValueTask);

    internal override object Send(SiloRuntime runtime, ICallTarget target, object?[] arguments)
    {
        var call = new GrainCall<Nothing>(this, target, arguments, runtime.Scheduler);
        runtime.Send(call);
        var task = OneWay ? Task.CompletedTask : call.Task;
        return _valueTask ? new ValueTask(task) : task;
    }
}

/// <summary>A method with a result.</summary>
internal sealed class GrainMethod<TResult> : GrainMethod
{
    private readonly bool _valueTask;

    internal GrainMethod(MethodInfo method)
        : base(method)
    {
        _valueTask = method.ReturnType.IsValueType;
        if (OneWay)
        {
            throw new NotSupportedException($"{Name} is one-way and has a result; nobody could receive it.");
        }
    }

    internal override object Send(SiloRuntime runtime, ICallTarget target, object?[] arguments)
    {
        var call = new GrainCall<TResult>(this, target, arguments, runtime.Scheduler);
        runtime.Send(call);
        return _valueTask ? new ValueTask<TResult>(call.Task) : call.Task;
    }
}

/// <summary>The result of a method without one.</summary>
internal readonly record struct Nothing;
