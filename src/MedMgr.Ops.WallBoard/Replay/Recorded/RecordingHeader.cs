using System.Text.Json;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Log;

namespace MedMgr.Ops.WallBoard.Replay.Recorded;

/// <summary>The first line of a recording's file.</summary>
/// <param name="From">The first moment to show; null shows everything.</param>
internal sealed record RecordingHeader(HospitalId Hospital, string Title, RecordingKind Kind, DateTimeOffset? From)
{
    public const string Format = "medmgr-recording";
    public const int Version = 1;

    /// <exception cref="InvalidDataException">It is no header of ours.</exception>
    public static RecordingHeader Read(ReadOnlySpan<byte> line)
    {
        Line? read;
        try
        {
            read = JsonSerializer.Deserialize<Line>(line, DomainJson.Options);
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"The first line is no header of a recording: {e.Message}", e);
        }

        if (read?.Format != Format)
        {
            throw new InvalidDataException($"The first line names no \"format\": \"{Format}\". 'medmgr simulate --record FILE' writes recordings.");
        }

        if (read.Version != Version)
        {
            throw new InvalidDataException($"The recording is of version {read.Version}; this program reads version {Version}.");
        }

        if (IdRules.WhatIsWrongWith(read.Hospital) is { } wrong)
        {
            throw new InvalidDataException($"The header's \"hospital\" {wrong}.");
        }

        return new RecordingHeader(
            HospitalId.Of(read.Hospital!), read.Title ?? (read.Scenario is { } scenario ? $"{scenario}, seed {read.Seed}" : read.Hospital!),
            read.Kind ?? RecordingKind.Simulated, read.From);
    }

    private sealed record Line(string? Format, int Version, string? Hospital, string? Scenario, ulong? Seed, string? Title, RecordingKind? Kind, DateTimeOffset? From);
}
