using System.Text.Json;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.Optimizer.Rostering;
using MedMgr.Ops.Optimizer.Rostering.UnitRosters.Formats;
using MedMgr.Ops.Rosters;

namespace MedMgr.Ops.Commands;

/// <summary>A roster on standard output and in files.</summary>
internal static class RosterOutput
{
    /// <returns>0 for a roster that keeps every hard rule, else 1.</returns>
    public static int Show(RosterDocument roster, RosterOrder order, bool json, FileInfo? csv, FileInfo? ics, string? person)
    {
        if (json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(roster, DomainJson.Options));
        }
        else
        {
            RosterPage.Write(Terminal.Output, roster, order.Hospital, (who, day) => order.Absences.Any(a => a.Staff == who && a.From <= day && day <= a.Until));
        }

        var found = roster.Status is RosterStatus.Optimal or RosterStatus.Feasible;
        return (found ? WriteFiles(roster, order, csv, ics, person) : 1) + (roster.Violations.IsEmpty ? 0 : 1) > 0 ? 1 : 0;
    }

    private static int WriteFiles(RosterDocument roster, RosterOrder order, FileInfo? csv, FileInfo? ics, string? person)
    {
        var shifts = roster.Shifts.Select(s => s.ToShift()).ToList();
        var one = person is null ? (StaffId?)null : new StaffId(person);
        if (one is not null && order.Hospital.Staff(one.Value) is null)
        {
            return Cli.Fail($"There is no member of staff {person}: --person takes an id of the definition.");
        }

        try
        {
            if (csv is not null)
            {
                File.WriteAllText(csv.FullName, RosterCsv.Write(order.Hospital, order.Unit.Id, shifts));
            }

            if (ics is not null)
            {
                File.WriteAllText(ics.FullName, RosterCalendar.Write(order.Hospital, order.Unit, shifts, TimeProvider.System.GetUtcNow(), one));
            }

            return 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Cli.Fail(e.Message);
        }
    }
}
