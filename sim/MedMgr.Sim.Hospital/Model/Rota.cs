using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Staffing;
using MedMgr.Sim.Engine.Numerics;

namespace MedMgr.Sim.Hospital.Model;

/// <summary>Who is planned to work when, by Domain's standing rota, as one list of beginnings and ends in the order of time.</summary>
/// <remarks>At a handover the relief comes before the tired leave. Immutable, shared by all replications.</remarks>
internal sealed class Rota
{
    /// <param name="spellDays">Mean length of a sickness.</param>
    public Rota(House house, LocalClock clock, TimeZoneInfo zone, double from, double until, double spellDays)
    {
        Staff = [.. house.Definition.Staff];
        Unit = [.. Staff.Select(s => house.UnitOf(s.HomeUnit))];
        IsNurse = [.. Staff.Select(s => s.Role is StaffRole.RegisteredNurse or StaffRole.PracticalNurse)];
        IsHousekeeper = [.. Staff.Select(s => s.Role == StaffRole.Housekeeping)];
        ShiftsPerSpell = [.. Staff.Select(s => MeanShiftsOfSpell(s.Pattern, spellDays))];
        var shifts = new Dictionary<StandingPattern, RotaShift[]>();
        var changes = new List<StaffChange>();
        for (var person = 0; person < Staff.Length; person++)
        {
            var pattern = Staff[person].Pattern;
            if (!shifts.TryGetValue(pattern, out var planned))
            {
                shifts[pattern] = planned = [.. StandingRota.ShiftsBetween(pattern, zone, clock.At(from), clock.At(until))];
            }

            foreach (var shift in planned)
            {
                // Nobody is put on a shift without a licence (StaffRules: no override makes one valid).
                if (Staff[person].LicenceUntil is not { } licence || DateOnly.FromDateTime(shift.Start.Date) <= licence)
                {
                    var (start, end) = (Math.Max(from, clock.TimeOf(shift.Start)), clock.TimeOf(shift.End));
                    changes.Add(new StaffChange(start, person, IsEnd: false, end));
                    changes.Add(new StaffChange(end, person, IsEnd: true, end));
                }
            }
        }

        Changes = [.. changes.OrderBy(c => c.Time).ThenBy(c => c.IsEnd).ThenBy(c => c.Person)];
    }

    public StaffDefinition[] Staff { get; }

    /// <summary>Home unit of each person.</summary>
    public int[] Unit { get; }

    public bool[] IsNurse { get; }

    public bool[] IsHousekeeper { get; }

    /// <summary>How many shifts of each person a sickness takes, on average: the one before which it begins, and those that it outlasts.</summary>
    public double[] ShiftsPerSpell { get; }

    public StaffChange[] Changes { get; }

    private static double MeanShiftsOfSpell(StandingPattern pattern, double spellDays)
    {
        const int SpellsLong = 20;
        var cycle = pattern.OnDays + pattern.OffDays;
        var shifts = 0.0;
        for (var begins = 0; begins < pattern.OnDays; begins++)
        {
            for (var later = 0; later <= SpellsLong * spellDays; later++)
            {
                shifts += (begins + later) % cycle < pattern.OnDays ? Portable.Exp(-later / spellDays) : 0.0;
            }
        }

        return shifts / pattern.OnDays;
    }
}

/// <param name="Time">Simulated hours.</param>
/// <param name="ShiftEnd">Of the shift that begins or ends here.</param>
internal readonly record struct StaffChange(double Time, int Person, bool IsEnd, double ShiftEnd);
