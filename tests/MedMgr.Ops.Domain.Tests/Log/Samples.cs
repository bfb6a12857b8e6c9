using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json.Serialization;
using MedMgr.Ops.Domain.Tests.Wards;

namespace MedMgr.Ops.Domain.Tests.Log;

/// <summary>Makes one value of any Domain type with every field filled, so that a field that JSON loses shows.</summary>
internal static class Samples
{
    public static object Of(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            return Of(inner);
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>))
        {
            var item = type.GenericTypeArguments[0];
            var items = Array.CreateInstance(item, 1);
            ((IList)items)[0] = Of(item);
            return typeof(ImmutableArray).GetMethods().Single(m => m is { Name: nameof(ImmutableArray.Create) } && m.GetParameters() is [{ ParameterType.IsArray: true }])
                .MakeGenericMethod(item).Invoke(null, [items])!;
        }

        if (type.IsAbstract && type.GetCustomAttributes<JsonDerivedTypeAttribute>().FirstOrDefault() is { } first)
        {
            return Of(first.DerivedType);
        }

        return type switch
        {
            _ when type == typeof(string) => "text with \"quotes\" & ümläut",
            _ when type == typeof(int) => 7,
            _ when type == typeof(bool) => true,
            _ when type == typeof(DateTimeOffset) => Ward.Start.AddTicks(1234567).ToOffset(TimeSpan.FromHours(-8)),
            _ when type == typeof(DateOnly) => new DateOnly(2026, 2, 28),
            _ when type == typeof(TimeOnly) => new TimeOnly(7, 30),
            _ when type.IsEnum => Enum.GetValues(type).GetValue(Enum.GetValues(type).Length - 1)!,
            _ => Constructed(type),
        };
    }

    private static object Constructed(Type type)
    {
        var constructor = type.GetConstructors().Where(c => c.GetParameters() is not [{ } only] || only.ParameterType != type).MaxBy(c => c.GetParameters().Length)!;
        var made = constructor.Invoke([.. constructor.GetParameters().Select(p => Of(p.ParameterType))]);
        foreach (var property in type.GetProperties().Where(p => p.Name is "At" or "AtIsTold"))
        {
            property.SetValue(made, Of(property.PropertyType));
        }

        return made;
    }
}
