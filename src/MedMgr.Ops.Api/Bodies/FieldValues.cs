using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Log;

namespace MedMgr.Ops.Api.Bodies;

/// <summary>What the single values of bodies may be, in words.</summary>
internal static partial class FieldValues
{
    /// <summary>Reasons and the like are a sentence or two.</summary>
    public const int TextLengthMax = 1000;

    /// <summary>"one of contact, droplet", "a time such as …": what stands behind "must be".</summary>
    public static string Expected(Type declared)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        return type switch
        {
            { IsEnum: true } => $"one of {string.Join(", ", NamesOf(type))}",
            _ when IsId(type) => $"an id: text of 1 to {IdRules.LengthMax} characters",
            _ when type == typeof(string) => $"text of 1 to {TextLengthMax} characters",
            _ when type == typeof(int) => "a whole number",
            _ when type == typeof(double) => "a number",
            _ when type == typeof(bool) => "true or false",
            _ when type == typeof(EncounterChoice) => EncounterChoice.Expected,
            _ when type == typeof(DateOnly) => "a date such as 2026-01-05",
            _ when type == typeof(DateTimeOffset) => "a time with its offset such as 2026-01-05T07:30:00-08:00 or 2026-01-05T15:30:00Z",
            _ when DomainJson.Options.GetTypeInfo(type).ElementType is { } element => $"a list, each {Expected(element)}",
            _ => $"an object with the fields {string.Join(", ", DomainJson.Options.GetTypeInfo(type).Properties.Select(p => p.Name))}",
        };
    }

    /// <summary>Null when the value may stand in a field of the type.</summary>
    public static string? WhatIsWrong(JsonElement value, Type type)
    {
        if (type == typeof(int))
        {
            return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out _) ? null : MustBe(value, type);
        }

        if (type == typeof(double))
        {
            return value.ValueKind == JsonValueKind.Number && double.IsFinite(value.GetDouble()) ? null : MustBe(value, type);
        }

        if (type == typeof(bool))
        {
            return value.ValueKind is JsonValueKind.True or JsonValueKind.False ? null : MustBe(value, type);
        }

        if (type == typeof(EncounterChoice))
        {
            return EncounterChoice.CanBe(value) ? null : MustBe(value, type);
        }

        if (value.ValueKind != JsonValueKind.String || TextOf(value) is not { } text)
        {
            return MustBe(value, type);
        }

        return type switch
        {
            { IsEnum: true } => NamesOf(type).Contains(text) ? null : MustBe(value, type),
            _ when IsId(type) => IdRules.WhatIsWrongWith(text),
            _ when type == typeof(string) => string.IsNullOrWhiteSpace(text) ? "is empty: say it in words"
                : text.Length > TextLengthMax ? $"has {text.Length} characters, at most {TextLengthMax} are allowed"
                : null,
            _ when type == typeof(DateOnly) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? null : MustBe(value, type),
            _ when type == typeof(DateTimeOffset) => EndsWithOffset().IsMatch(text) && value.TryGetDateTimeOffset(out _) ? null : MustBe(value, type),
            _ => throw new InvalidOperationException($"Bodies hold no {type.Name}: say here how to check one."),
        };
    }

    private static string MustBe(JsonElement value, Type type)
    {
        var shown = value.ValueKind == JsonValueKind.String ? TextOf(value) ?? "no valid Unicode text" : value.GetRawText();
        return string.Create(CultureInfo.InvariantCulture, $"is {(shown.Length > 40 ? shown[..40] + "…" : shown)}: it must be {Expected(type)}");
    }

    /// <summary>Null when it is no text.</summary>
    public static string? TextOf(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, as in "\ud800", is JSON but no text.
            return null;
        }
    }

    private static IEnumerable<string> NamesOf(Type type) =>
        Enum.GetValues(type).Cast<object>().Select(v => JsonSerializer.SerializeToElement(v, type, DomainJson.Options).GetString()!);

    private static bool IsId(Type type) => type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IId<>));

    // Without an offset a time would mean the server's own zone.
    [GeneratedRegex(@"(Z|[+-]\d\d:\d\d)$")]
    private static partial Regex EndsWithOffset();
}
