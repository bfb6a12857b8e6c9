using System.Collections.Immutable;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Rosters;

namespace MedMgr.Ops.Optimizer.Rostering.UnitRosters.Formats;

/// <summary>Whether the shifts of a file could be published as they are.</summary>
internal static class PublishableFile
{
    public static FormatReading<RosteredShift> Check(string file, HospitalMap hospital, UnitDefinition unit, ImmutableArray<(RosteredShift Shift, int Line)> shifts)
    {
        if (shifts.IsEmpty)
        {
            return new FormatReading<RosteredShift>.Read([]);
        }

        var days = shifts.Select(s => s.Shift.Day).ToList();
        var roster = new RosterCommand.Publish(days.Min(), days.Max().AddDays(1), [.. shifts.Select(s => s.Shift)]) { At = default };
        // Two equal lines are two shifts at once: the refusal is about the later of them.
        var lines = shifts.GroupBy(s => s.Shift).ToDictionary(g => g.Key, g => g.Max(s => s.Line));
        ImmutableArray<FormatFault> faults =
        [
            .. PublicationRules.Refusals(hospital, unit, roster)
                .Select(r => new FormatFault(file, lines[r.Shift], "", r.Because.Because.TrimEnd('.'), "Change or remove the shift."))
                .OrderBy(f => f.Line),
        ];
        return faults.IsEmpty ? new FormatReading<RosteredShift>.Read([.. shifts.Select(s => s.Shift).OrderBy(s => s.Start)]) : new FormatReading<RosteredShift>.Faulty(faults);
    }
}
