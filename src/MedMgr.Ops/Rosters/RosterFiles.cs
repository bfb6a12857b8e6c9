using System.Collections.Immutable;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Rosters;
using MedMgr.Ops.Optimizer.Rostering.UnitRosters;
using MedMgr.Ops.Optimizer.Rostering.UnitRosters.Formats;

namespace MedMgr.Ops.Rosters;

/// <summary>Reads the files of a roster's maker; what is wrong is said on standard error, line by line.</summary>
internal static class RosterFiles
{
    /// <returns>Null when there is something to mend; empty when there is no file.</returns>
    public static ImmutableArray<Absence>? Absences(FileInfo? file, HospitalMap hospital) => Read(file, text => AbsenceCsv.Read(text, file!.Name, hospital));

    /// <inheritdoc cref="Absences"/>
    public static ImmutableArray<Wish>? Wishes(FileInfo? file, HospitalMap hospital, UnitDefinition unit) => Read(file, text => WishCsv.Read(text, file!.Name, hospital, unit));

    /// <summary>CSV, or iCalendar where the name ends with .ics.</summary>
    /// <inheritdoc cref="Absences"/>
    public static ImmutableArray<RosteredShift>? Roster(FileInfo file, HospitalMap hospital, UnitDefinition unit) => Read(
        file,
        text => file.Extension.Equals(".ics", StringComparison.OrdinalIgnoreCase)
            ? RosterCalendarReader.Read(text, file.Name, hospital, unit)
            : RosterCsv.Read(text, file.Name, hospital, unit));

    private static ImmutableArray<T>? Read<T>(FileInfo? file, Func<string, FormatReading<T>> read)
    {
        if (file is null)
        {
            return [];
        }

        string text;
        try
        {
            text = File.ReadAllText(file.FullName);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Commands.Cli.Fail($"{file}: {e.Message}");
            return null;
        }

        switch (read(text))
        {
            case FormatReading<T>.Read sound:
                return sound.Items;
            case FormatReading<T>.Faulty faulty:
                Commands.Cli.Fail(faulty.ToString());
                return null;
            default:
                throw new InvalidOperationException("A reading that is neither read nor faulty");
        }
    }
}
