using System.Collections.Immutable;
using System.CommandLine;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Rosters;
using MedMgr.Ops.Optimizer.Rostering;
using MedMgr.Ops.Optimizer.Rostering.UnitRosters;
using MedMgr.Ops.Rosters;

namespace MedMgr.Ops.Commands;

/// <summary>medmgr roster repair: finds who stands in after sick calls, with few changes, and names each with its price.</summary>
internal static class RosterRepairCommand
{
    private static readonly Option<string> Unit = RosterOptions.Unit();
    private static readonly Option<string?> Hospital = RosterOptions.Hospital();
    private static readonly Option<FileInfo> Known = new("--roster") { Description = "The roster as people know it (CSV or .ics).", Required = true };
    private static readonly Option<int> Seconds = RosterOptions.Seconds();
    private static readonly Option<FileInfo?> Leave = RosterOptions.File("--leave", "Who is away besides (CSV: staff, from, until, reason).");
    private static readonly Option<string?> DemandPlus = RosterOptions.DemandPlus();
    private static readonly Option<int> SurgeBeds = new("--surge-beds") { Description = "So many surge beds more are occupied at every hour." };
    private static readonly Option<FileInfo?> Csv = RosterOptions.File("--csv", "Writes the repaired roster as comma-separated values.");
    private static readonly Option<FileInfo?> Ics = RosterOptions.File("--ics", "Writes the repaired roster as iCalendar.");
    private static readonly Option<bool> Json = SimulationOptions.Json();
    private static readonly RosterDemandOptions Demand = new();

    private static readonly Option<IReadOnlyList<Absence>> Sick = new("--sick")
    {
        Description = "Who calls in sick: STAFF:DATE or STAFF:FIRST..LAST, several separated by commas.",
        CustomParser = SickCall.Parse,
        AllowMultipleArgumentsPerToken = true,
        Required = true,
    };

    public static Command Make()
    {
        var command = new Command("repair", "Repairs a roster after sick calls with few changes; days before the first call stay as they are.")
        {
            Unit, Hospital, Known, Sick, Seconds, Leave, DemandPlus, SurgeBeds, Csv, Ics, Json,
        };
        Demand.AddTo(command);
        OptionChecks.InRange(SurgeBeds, 0, 500);
        command.SetAction(Run);
        return command;
    }

    private static async Task<int> Run(ParseResult parsed, CancellationToken cancellationToken)
    {
        if (RosterOptions.ReadHospital(parsed.GetValue(Hospital)) is not { } hospital
            || RosterOptions.FindUnit(hospital, parsed.GetRequiredValue(Unit)) is not { } unit
            || RosterFiles.Roster(parsed.GetRequiredValue(Known), hospital, unit) is not { } known
            || RosterFiles.Absences(parsed.GetValue(Leave), hospital) is not { } absences)
        {
            return 1;
        }

        var sick = parsed.GetRequiredValue(Sick);
        if (sick.FirstOrDefault(s => hospital.Staff(s.Staff) is null) is { } stranger)
        {
            return Cli.Fail($"--sick {stranger.Staff}: there is no such member of staff.");
        }

        if (known.IsEmpty)
        {
            return Cli.Fail($"{parsed.GetRequiredValue(Known)}: there is no shift in it to repair.");
        }

        var (from, until) = RosterSpan.Of(known);
        var change = new DemandChange(RosterOptions.PercentOf(parsed.GetValue(DemandPlus)) ?? 0, parsed.GetValue(SurgeBeds));
        var order = new RosterOrder(
            hospital, unit, from, until.DayNumber - from.DayNumber, [.. absences, .. sick], [], ImmutableDictionary<UnitId, RosterState>.Empty, change);
        if (Demand.Census(parsed, order, cancellationToken) is not { } census)
        {
            return 1;
        }

        var search = new RosterSearch(TimeSpan.FromSeconds(parsed.GetValue(Seconds)));
        return await RosterSolving.Run(
            desk => desk.Repair(order, census, known, sick.Min(s => s.From), search, RosterSolving.Told(parsed.GetValue(Json)), cancellationToken),
            roster => RosterOutput.Show(roster, order, parsed.GetValue(Json), parsed.GetValue(Csv), parsed.GetValue(Ics), person: null),
            cancellationToken);
    }
}
