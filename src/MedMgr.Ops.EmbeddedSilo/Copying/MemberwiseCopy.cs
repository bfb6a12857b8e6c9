using System.Reflection;
using System.Runtime.CompilerServices;
using Orleans;

namespace MedMgr.Ops.EmbeddedSilo.Copying;

/// <summary>Copies the members marked with <see cref="IdAttribute"/>, and no others, into an instance whose constructor has not run.</summary>
internal static class MemberwiseCopy
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    internal static Func<object, object> Of(Type type, MessageCopier copier)
    {
        if (type.IsEnum)
        {
            return static value => value;
        }

        var fields = Levels(type).SelectMany(MarkedFields).ToArray();
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

    private static IEnumerable<Type> Levels(Type type)
    {
        for (var level = type; level is not null && level != typeof(object) && level != typeof(ValueType); level = level.BaseType)
        {
            yield return level.IsDefined(typeof(GenerateSerializerAttribute), inherit: false)
                ? level
                : throw new NotSerializableException(type, $"its base {level.FullName} has no [GenerateSerializer].");
        }
    }

    private static IEnumerable<FieldInfo> MarkedFields(Type level)
    {
        var ids = new HashSet<uint>();
        foreach (var member in level.GetMembers(Declared).Where(member => member is FieldInfo or PropertyInfo))
        {
            if (member.GetCustomAttribute<IdAttribute>() is not { } id)
            {
                continue;
            }

            if (!ids.Add(id.Id))
            {
                throw new NotSerializableException(level, $"two of its members have [Id({id.Id})].");
            }

            yield return member as FieldInfo
                ?? level.GetField($"<{member.Name}>k__BackingField", Declared)
                ?? throw new NotSerializableException(level, $"property {member.Name} has an [Id] but stores nothing.");
        }
    }
}
