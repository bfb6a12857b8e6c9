using System.Security;
using System.Text;
using MedMgr.Ops.Definitions.Reading;
using MedMgr.Ops.Definitions.Yaml;

namespace MedMgr.Ops.Definitions;

/// <summary>A hospital as YAML, documented in the head of scenarios/hospitals/riverside.yaml and in hospital.schema.json.</summary>
public static class HospitalFile
{
    /// <summary>UTF-8 bytes. A house of a thousand beds takes some 100 KiB.</summary>
    public const int BytesMax = 4 * 1024 * 1024;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads the file at <paramref name="path"/>; a file that cannot be read is an error like any other, not an exception.</summary>
    public static HospitalReading Load(string path)
    {
        var name = Path.GetFileName(path);
        try
        {
            using var stream = File.OpenRead(path);
            using var kept = new MemoryStream();
            // Counted while reading: the length of a pipe or of a growing file is not known beforehand.
            var buffer = new byte[64 * 1024];
            for (int got; (got = stream.Read(buffer)) > 0;)
            {
                kept.Write(buffer, 0, got);
                if (kept.Length > BytesMax)
                {
                    return TooLarge(name);
                }
            }

            return Parse(StrictUtf8.GetString(kept.GetBuffer(), 0, (int)kept.Length).TrimStart('\uFEFF'), name);
        }
        catch (DecoderFallbackException)
        {
            return Unreadable(name, "is not UTF-8 text", "Save the file with the encoding UTF-8.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SecurityException or ArgumentException or NotSupportedException)
        {
            return Unreadable(name, $"cannot be read from \"{path}\" ({e.Message.TrimEnd('.')})", "Check the path and the permissions of the file.");
        }
    }

    /// <param name="text">The whole document.</param>
    /// <param name="fileName">What errors are to call it.</param>
    public static HospitalReading Parse(string text, string fileName)
    {
        if (Encoding.UTF8.GetByteCount(text) > BytesMax)
        {
            return TooLarge(fileName);
        }

        var problems = new Problems(fileName);
        var document = YamlDocument.Read(text, problems);
        var hospital = document is null ? null : HospitalReader.Read(document, problems);
        return problems.Any || hospital is null ? new HospitalReading.Faulty(problems.InFileOrder()) : new HospitalReading.Read(hospital);
    }

    private static HospitalReading.Faulty TooLarge(string name) =>
        Unreadable(name, $"is larger than {BytesMax / 1024 / 1024} MiB", "Write rooms, beds and staff as ranges and groups (ids: 4E-01..4E-10).");

    private static HospitalReading.Faulty Unreadable(string name, string what, string howToFix) =>
        new([new DefinitionError(name, 1, 1, "", what, howToFix)]);
}
