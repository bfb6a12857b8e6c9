using System.Globalization;
using MedMgr.Ops.Domain;

namespace MedMgr.Ops.WallBoard.Replay.Recorded;

/// <summary>What names a recording in an address: the name of a file, or <c>live:HOSPITAL</c>, or <c>live:HOSPITAL:FROM:TO</c> with times as 20250114T083000Z.</summary>
internal abstract record RecordingReference
{
    public const string LivePrefix = "live:";

    private const string TimeFormat = "yyyyMMdd'T'HHmmss'Z'";
    private const int NameLengthMax = 100;

    private RecordingReference()
    {
    }

    public abstract string Id { get; }

    public sealed override string ToString() => Id;

    /// <summary>A file of the recordings folder.</summary>
    /// <param name="Name">Without its ending.</param>
    public sealed record OfFile(string Name) : RecordingReference
    {
        public override string Id => Name;
    }

    /// <summary>A hospital's log; a whole span, or without times whatever the reader chooses of it.</summary>
    public sealed record OfLog(HospitalId Hospital, DateTimeOffset? From, DateTimeOffset? To) : RecordingReference
    {
        public override string Id => From is { } from && To is { } to ? $"{LivePrefix}{Hospital}:{Text(from)}:{Text(to)}" : LivePrefix + Hospital;
    }

    /// <summary>Null when the text names neither.</summary>
    public static RecordingReference? Parse(string? id)
    {
        if (id is null)
        {
            return null;
        }

        if (!id.StartsWith(LivePrefix, StringComparison.Ordinal))
        {
            return IsFileName(id) ? new OfFile(id) : null;
        }

        // From the right: a hospital's id may hold colons, a time does not.
        var rest = id[LivePrefix.Length..];
        if (rest.Split(':') is [.. var name, var first, var last] && Time(first) is { } from && Time(last) is { } to)
        {
            return from < to ? Live(string.Join(':', name), from, to) : null;
        }

        return Live(rest, null, null);
    }

    /// <summary>Letters, digits, '-', '_' and '.', not beginning with a dot: the same on every file system, and in an address as it is.</summary>
    public static bool IsFileName(string name) =>
        name.Length is > 0 and <= NameLengthMax && name[0] != '.' && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');

    private static OfLog? Live(string hospital, DateTimeOffset? from, DateTimeOffset? to) =>
        IdRules.WhatIsWrongWith(hospital) is null ? new OfLog(HospitalId.Of(hospital), from, to) : null;

    private static string Text(DateTimeOffset at) => at.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);

    private static DateTimeOffset? Time(string text) =>
        DateTimeOffset.TryParseExact(text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : null;
}
