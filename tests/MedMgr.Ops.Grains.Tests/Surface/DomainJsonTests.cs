using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.Grains.Tests.Surface;

namespace MedMgr.Ops.Grains.Tests;

/// <summary>Domain types inside grain messages travel as JSON: what that loses or can not read back is found here.</summary>
public sealed class DomainJsonTests
{
    public static TheoryData<Type> Travelling => [.. ReachableTypes.All.Where(DomainTypes.TravelAsJson)];

    [Theory]
    [MemberData(nameof(Travelling))]
    public void A_domain_type_in_a_grain_message_reads_back_as_it_was_written(Type type)
    {
        var cases = Concrete(type).ToList();
        cases.ShouldNotBeEmpty();
        foreach (var concrete in cases)
        {
            foreach (var full in new[] { true, false })
            {
                var value = Sample.Of(concrete, full);
                var written = JsonSerializer.Serialize(value, type, DomainJson.Options);
                var read = JsonSerializer.Deserialize(written, type, DomainJson.Options);
                read.ShouldNotBeNull().GetType().ShouldBe(concrete);
                JsonSerializer.Serialize(read, type, DomainJson.Options).ShouldBe(written);
            }
        }
    }

    [Fact]
    public void Every_case_of_a_family_is_named_for_JSON()
    {
        var families = typeof(DomainJson).Assembly.GetTypes().Where(t => t.IsAbstract && t.IsDefined(typeof(JsonPolymorphicAttribute), inherit: false)).ToList();
        families.Count.ShouldBeGreaterThan(8);
        foreach (var family in families)
        {
            var named = family.GetCustomAttributes<JsonDerivedTypeAttribute>().ToList();
            Cases(family).Except(named.Select(n => n.DerivedType)).Select(t => $"{family.Name}.{t.Name} has no [JsonDerivedType]").ShouldBeEmpty();
            named.Select(n => n.TypeDiscriminator).ShouldBeUnique();
        }
    }

    [Fact]
    public void Abstract_types_in_grain_messages_are_such_families() =>
        ReachableTypes.All.Where(t => t.IsAbstract && DomainTypes.TravelAsJson(t) && !t.IsDefined(typeof(JsonPolymorphicAttribute), inherit: false)).ShouldBeEmpty();

    private static IEnumerable<Type> Concrete(Type type) => type.IsAbstract ? Cases(type) : [type];

    private static IEnumerable<Type> Cases(Type family) => family.Assembly.GetTypes().Where(t => !t.IsAbstract && t.IsAssignableTo(family));

    /// <summary>Values made from a type alone: with everything told, or with all that may be left out left out.</summary>
    private static class Sample
    {
        private static readonly NullabilityInfoContext Nullability = new();

        public static object Of(Type type, bool full)
        {
            if (type == typeof(string))
            {
                return "x";
            }

            if (type.IsEnum)
            {
                var values = Enum.GetValues(type);
                return values.GetValue(full ? values.Length - 1 : 0)!;
            }

            if (type.IsPrimitive)
            {
                return Convert.ChangeType(full ? 1 : 0, type, System.Globalization.CultureInfo.InvariantCulture);
            }

            if (type == typeof(DateTimeOffset))
            {
                return TestHospital.Start.AddTicks(1);
            }

            if (type == typeof(DateOnly) || type == typeof(TimeOnly))
            {
                return type == typeof(DateOnly) ? new DateOnly(2026, 1, 5) : new TimeOnly(7, 30);
            }

            if (type == typeof(object[]) || type.IsAbstract && !type.IsInterface)
            {
                return Of(Cases(type).First(), full);
            }

            return type.IsGenericType ? OfGeneric(type, full) : Constructed(type, full);
        }

        private static object OfGeneric(Type type, bool full)
        {
            var shape = type.GetGenericTypeDefinition();
            var arguments = type.GetGenericArguments();
            if (shape == typeof(Nullable<>))
            {
                return Of(arguments[0], full);
            }

            if (shape == typeof(ImmutableArray<>))
            {
                var items = Array.CreateInstance(arguments[0], full ? 1 : 0);
                if (full)
                {
                    items.SetValue(Of(arguments[0], full), 0);
                }

                return typeof(ImmutableArray).GetMethods().Single(m => m is { Name: "CreateRange", IsGenericMethod: true } && m.GetGenericArguments().Length == 1 && m.GetParameters().Length == 1 && m.GetParameters()[0].ParameterType.IsInterface)
                    .MakeGenericMethod(arguments[0]).Invoke(null, [items])!;
            }

            if (shape == typeof(IReadOnlyDictionary<,>))
            {
                var dictionary = (System.Collections.IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(arguments))!;
                if (full)
                {
                    dictionary.Add(Of(arguments[0], full), Of(arguments[1], full));
                }

                return dictionary;
            }

            return Constructed(type, full);
        }

        private static object Constructed(Type type, bool full)
        {
            var constructor = type.GetConstructors().OrderByDescending(c => c.GetParameters().Length).First();
            var value = constructor.Invoke([.. constructor.GetParameters().Select(p => MayBeNull(p) && !full ? null : Of(p.ParameterType, full))]);
            foreach (var property in type.GetProperties().Where(p => p.IsDefined(typeof(System.Runtime.CompilerServices.RequiredMemberAttribute))))
            {
                property.SetValue(value, Of(property.PropertyType, full));
            }

            return value;
        }

        private static bool MayBeNull(ParameterInfo parameter) => Nullability.Create(parameter).WriteState == NullabilityState.Nullable;
    }
}
