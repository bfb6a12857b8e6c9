using System.Collections.Immutable;
using System.Text.Json;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Log;

namespace MedMgr.Ops.Rosters.Drafts;

/// <summary>Drafts, and the terms of what was published, as files: they outlive the server. A file is whole or it is not there.</summary>
internal sealed class DraftFolder(string path)
{
    private const string Drafts = "draft-";
    private const string Terms = "terms-";

    public ImmutableArray<RosterDraft> ReadDrafts() => Directory.Exists(path)
        ? [.. Directory.EnumerateFiles(path, $"{Drafts}*.json").Order(StringComparer.Ordinal).Select(Read<RosterDraft>)]
        : [];

    public void Write(RosterDraft draft) => Write(FileOf(draft.Id), draft);

    public void Delete(string draft) => File.Delete(FileOf(draft));

    /// <param name="number">Of the publication.</param>
    /// <returns>Null when that roster was published without any.</returns>
    public RosterTerms? ReadTerms(HospitalId hospital, UnitId unit, int number) =>
        File.Exists(FileOf(hospital, unit)) && Read<PublishedTerms>(FileOf(hospital, unit)) is var kept && kept.Number == number ? kept.Terms : null;

    public void Write(HospitalId hospital, UnitId unit, int number, RosterTerms terms) => Write(FileOf(hospital, unit), new PublishedTerms(number, terms));

    private static T Read<T>(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(File.ReadAllText(file), DomainJson.Options)!;
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{file} can not be read: {e.Message} Mend it, or move it away to start without it.", e);
        }
    }

    private void Write<T>(string file, T value)
    {
        Directory.CreateDirectory(path);
        var part = file + ".part";
        using (var stream = new FileStream(part, FileMode.Create, FileAccess.Write))
        {
            JsonSerializer.Serialize(stream, value, DomainJson.Options);
            stream.Flush(flushToDisk: true);
        }

        File.Move(part, file, overwrite: true);
    }

    private string FileOf(string draft) => Path.Combine(path, $"{Drafts}{draft}.json");

    private string FileOf(HospitalId hospital, UnitId unit) => Path.Combine(path, $"{Terms}{Uri.EscapeDataString(hospital.Value)}~{Uri.EscapeDataString(unit.Value)}.json");

    private sealed record PublishedTerms(int Number, RosterTerms Terms);
}
