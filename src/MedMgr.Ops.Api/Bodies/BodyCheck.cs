using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using MedMgr.Ops.Domain.Log;

namespace MedMgr.Ops.Api.Bodies;

/// <summary>Holds a body against the record that it is to become, and says of each field what is wrong and how to mend it.</summary>
internal sealed class BodyCheck
{
    private readonly Dictionary<string, ImmutableArray<string>> _errors = new(StringComparer.Ordinal);

    private BodyCheck() { }

    /// <returns>By path, as in "override.reason"; empty when the body can be read.</returns>
    public static IReadOnlyDictionary<string, ImmutableArray<string>> ErrorsIn(JsonElement body, Type type)
    {
        var check = new BodyCheck();
        check.Object(body, TypeOf(type), "");
        return check._errors;
    }

    /// <summary>Whether a body of this type has a field that must be there.</summary>
    public static bool Requires(Type type) => TypeOf(type).Properties.Any(IsRequired);

    private void Object(JsonElement element, JsonTypeInfo type, string path)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            Add(path, type.Properties.Count == 0 ? "must be an object" : $"must be an object with the fields {Names(type)}");
            return;
        }

        foreach (var missing in type.Properties.Where(p => IsRequired(p) && !element.TryGetProperty(p.Name, out _)))
        {
            Add(At(path, missing.Name), $"is missing: it must be {FieldValues.Expected(missing.PropertyType)}");
        }

        foreach (var member in element.EnumerateObject())
        {
            if (type.Properties.FirstOrDefault(p => p.Name == member.Name) is { } property)
            {
                Member(member.Value, property, At(path, member.Name));
            }
            else
            {
                Add(At(path, member.Name), type.Properties.Count == 0 ? "is not known here: this command takes no fields" : $"is not known here: the fields are {Names(type)}");
            }
        }
    }

    private void Member(JsonElement value, JsonPropertyInfo property, string path)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            if (!property.IsSetNullable)
            {
                Add(path, $"is null: it must be {FieldValues.Expected(property.PropertyType)}");
            }

            return;
        }

        if (LongestOf(property) is { } longest && FieldValues.TextOf(value) is { } document)
        {
            if (document.Length > longest)
            {
                Add(path, $"has {document.Length} characters, at most {longest} are allowed");
            }

            return;
        }

        Value(value, property.PropertyType, path);
        if (value.ValueKind == JsonValueKind.Number && RangeOf(property) is { } range && !range.IsValid(value.GetDouble()))
        {
            Add(path, $"is {value.GetRawText()}: it must be from {range.Minimum} to {range.Maximum}");
        }
    }

    private void Value(JsonElement value, Type declared, string path)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        switch (TypeOf(type))
        {
            case { Kind: JsonTypeInfoKind.Object } fields:
                Object(value, fields, path);
                break;
            case { Kind: JsonTypeInfoKind.Enumerable, ElementType: { } element } when value.ValueKind == JsonValueKind.Array:
                var index = 0;
                foreach (var item in value.EnumerateArray())
                {
                    Value(item, element, $"{path}[{index++}]");
                }

                break;
            case { Kind: JsonTypeInfoKind.Enumerable }:
                Add(path, $"must be {FieldValues.Expected(type)}");
                break;
            default:
                if (FieldValues.WhatIsWrong(value, type) is { } wrong)
                {
                    Add(path, wrong);
                }

                break;
        }
    }

    private void Add(string path, string what) =>
        _errors[path] = _errors.TryGetValue(path, out var before) ? before.Add(what) : [what];

    private static bool IsRequired(JsonPropertyInfo property) => property.AssociatedParameter is { HasDefaultValue: false };

    private static RangeAttribute? RangeOf(JsonPropertyInfo property) =>
        property.AttributeProvider?.GetCustomAttributes(typeof(RangeAttribute), inherit: false).OfType<RangeAttribute>().FirstOrDefault();

    /// <summary>A document and not a sentence, which may also be empty: its property says how long it may be.</summary>
    private static int? LongestOf(JsonPropertyInfo property) =>
        property.AttributeProvider?.GetCustomAttributes(typeof(MaxLengthAttribute), inherit: false).OfType<MaxLengthAttribute>().FirstOrDefault()?.Length;

    private static string Names(JsonTypeInfo type) => string.Join(", ", type.Properties.Select(p => p.Name));

    private static string At(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static JsonTypeInfo TypeOf(Type type) => DomainJson.Options.GetTypeInfo(type);
}
