using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace MedMgr.Ops.EmbeddedSilo.Copying;

/// <summary>Copies collections and tuples element by element. Comparers of dictionaries and sets are the default ones.</summary>
[SuppressMessage("Performance", "CA1859:Use concrete types when possible", Justification = "All are bound to one delegate type.")]
internal static class CollectionCopy
{
    private const BindingFlags Own = BindingFlags.Static | BindingFlags.NonPublic;

    /// <summary>By generic definition: the method of this class that copies it.</summary>
    private static readonly Dictionary<Type, string> Known = new()
    {
        [typeof(List<>)] = nameof(CopyList),
        [typeof(HashSet<>)] = nameof(CopyHashSet),
        [typeof(Queue<>)] = nameof(CopyQueue),
        [typeof(Dictionary<,>)] = nameof(CopyDictionary),
        [typeof(ImmutableArray<>)] = nameof(CopyImmutableArray),
        [typeof(ImmutableList<>)] = nameof(CopyImmutableList),
        [typeof(ImmutableHashSet<>)] = nameof(CopyImmutableHashSet),
        [typeof(ImmutableSortedSet<>)] = nameof(CopyImmutableSortedSet),
        [typeof(ImmutableDictionary<,>)] = nameof(CopyImmutableDictionary),
        [typeof(ImmutableSortedDictionary<,>)] = nameof(CopyImmutableSortedDictionary),
        [typeof(KeyValuePair<,>)] = nameof(CopyPair),
        [typeof(ReadOnlyMemory<>)] = nameof(CopyReadOnlyMemory),
    };

    /// <summary>Null when the type is none that is known.</summary>
    internal static Func<object, object>? Of(Type type, MessageCopier copier)
    {
        if (type.IsArray)
        {
            return type.IsSZArray
                ? Bind(nameof(CopyArray), [type.GetElementType()!], copier)
                : throw new NotSerializableException(type, "only arrays of one dimension are known.");
        }

        if (type.IsAssignableTo(typeof(ITuple)) && type.IsValueType && type.IsGenericType)
        {
            return TupleCopy(type, copier);
        }

        if (type.IsGenericType && Known.TryGetValue(type.GetGenericTypeDefinition(), out var method))
        {
            return Bind(method, type.GetGenericArguments(), copier);
        }

        // Frozen collections hide behind internal subclasses.
        return FrozenBase(type) switch
        {
            { } frozen when frozen.GetGenericTypeDefinition() == typeof(FrozenSet<>) => Bind(nameof(CopyFrozenSet), frozen.GetGenericArguments(), copier),
            { } frozen => Bind(nameof(CopyFrozenDictionary), frozen.GetGenericArguments(), copier),
            null => null,
        };
    }

    private static Type? FrozenBase(Type type)
    {
        for (var level = type.BaseType; level is not null; level = level.BaseType)
        {
            if (level.IsGenericType && level.GetGenericTypeDefinition() is var definition
                && (definition == typeof(FrozenSet<>) || definition == typeof(FrozenDictionary<,>)))
            {
                return level;
            }
        }

        return null;
    }

    private static Func<object, object> Bind(string method, Type[] elements, MessageCopier copier)
    {
        var copy = typeof(CollectionCopy).GetMethod(method, Own)!.MakeGenericMethod(elements).CreateDelegate<Func<MessageCopier, object, object>>();
        return value => copy(copier, value);
    }

    private static Func<object, object> TupleCopy(Type type, MessageCopier copier)
    {
        var fields = type.GetFields();
        return source =>
        {
            var copy = RuntimeHelpers.GetUninitializedObject(type);
            foreach (var field in fields)
            {
                field.SetValue(copy, copier.Copy(field.GetValue(source)));
            }

            return copy;
        };
    }

    private static IEnumerable<T> Each<T>(MessageCopier copier, IEnumerable<T> items) => items.Select(item => (T)copier.Copy(item)!);

    private static IEnumerable<KeyValuePair<TKey, TValue>> Each<TKey, TValue>(MessageCopier copier, IEnumerable<KeyValuePair<TKey, TValue>> pairs)
        => pairs.Select(pair => KeyValuePair.Create((TKey)copier.Copy(pair.Key)!, (TValue)copier.Copy(pair.Value)!));

    private static object CopyArray<T>(MessageCopier copier, object value)
        => RuntimeHelpers.IsReferenceOrContainsReferences<T>() || !typeof(T).IsPrimitive ? Each(copier, (T[])value).ToArray() : ((T[])value).Clone();

    private static object CopyList<T>(MessageCopier copier, object value) => Each(copier, (List<T>)value).ToList();

    private static object CopyHashSet<T>(MessageCopier copier, object value) => Each(copier, (HashSet<T>)value).ToHashSet();

    private static object CopyQueue<T>(MessageCopier copier, object value) => new Queue<T>(Each(copier, (Queue<T>)value));

    private static object CopyDictionary<TKey, TValue>(MessageCopier copier, object value)
        where TKey : notnull
        => new Dictionary<TKey, TValue>(Each(copier, (Dictionary<TKey, TValue>)value));

    private static object CopyImmutableArray<T>(MessageCopier copier, object value)
        => ((ImmutableArray<T>)value).IsDefault ? value : Each(copier, (ImmutableArray<T>)value).ToImmutableArray();

    private static object CopyImmutableList<T>(MessageCopier copier, object value) => Each(copier, (ImmutableList<T>)value).ToImmutableList();

    private static object CopyImmutableHashSet<T>(MessageCopier copier, object value) => Each(copier, (ImmutableHashSet<T>)value).ToImmutableHashSet();

    private static object CopyImmutableSortedSet<T>(MessageCopier copier, object value) => Each(copier, (ImmutableSortedSet<T>)value).ToImmutableSortedSet();

    private static object CopyImmutableDictionary<TKey, TValue>(MessageCopier copier, object value)
        where TKey : notnull
        => Each(copier, (ImmutableDictionary<TKey, TValue>)value).ToImmutableDictionary();

    private static object CopyImmutableSortedDictionary<TKey, TValue>(MessageCopier copier, object value)
        where TKey : notnull
        => Each(copier, (ImmutableSortedDictionary<TKey, TValue>)value).ToImmutableSortedDictionary();

    private static object CopyPair<TKey, TValue>(MessageCopier copier, object value) => Each(copier, [(KeyValuePair<TKey, TValue>)value]).Single();

    private static object CopyReadOnlyMemory<T>(MessageCopier copier, object value)
        => new ReadOnlyMemory<T>((T[])CopyArray<T>(copier, ((ReadOnlyMemory<T>)value).ToArray()));

    private static object CopyFrozenSet<T>(MessageCopier copier, object value) => Each(copier, (FrozenSet<T>)value).ToFrozenSet();

    private static object CopyFrozenDictionary<TKey, TValue>(MessageCopier copier, object value)
        where TKey : notnull
        => Each(copier, (FrozenDictionary<TKey, TValue>)value).ToFrozenDictionary();
}
