using System.Collections.Immutable;
using System.CommandLine;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Rosters;
using MedMgr.Ops.Optimizer.Rostering;
using MedMgr.Ops.Optimizer.Rostering.UnitRosters;
using MedMgr.Ops.Rosters;

namespace MedMgr.Ops.Commands;

/// <summary>medmgr roster: plans the shifts of a unit's nurses for weeks to come.</summary>
internal static class RosterCommand
{
    private static readonly Option<string> Unit = RosterOptions.Unit();
    private static readonly Option<string?> Hospital = RosterOptions.Hospital();
    private static readonly Option<int> Weeks = new("--weeks") { Description = "1 to 52.", DefaultValueFactory = _ => 4 };
    private static readonly Option<int> Seconds = RosterOptions.Seconds();
    private static readonly Option<DateOnly?> From = RosterOptions.From();
    private static readonly Option<FileInfo?> Leave = RosterOptions.File("--leave", "Who is away (CSV: staff, from, until, reason).");
    private static readonly Option<FileInfo?> Requests = RosterOptions.File("--requests", "Who asks for what (CSV: staff, date, want on or off, shift, weight).");
    private static readonly Option<string?> DemandPlus = RosterOptions.DemandPlus();
    private static readonly Option<int> SurgeBeds = new("--surge-beds") { Description = "What if: so many surge beds more are occupied at every hour." };
    private static readonly Option<FileInfo?> Csv = RosterOptions.File("--csv", "Writes the roster as comma-separated values.");
    private static readonly Option<FileInfo?> Ics = RosterOptions.File("--ics", "Writes the roster as iCalendar.");
    private static readonly Option<string?> Person = new("--person") { Description = "With --ics: only this person's shifts." };
    private static readonly Option<bool> Json = SimulationOptions.Json();
    private static readonly RosterDemandOptions Demand = new();

    public static Command Make()
    {
        var command = new Command("roster", "Plans the shifts of a unit's nurses: demand from a simulated census, law and contract as hard rules, wishes, fairness and money as soft ones.")
        {
            Unit, Hospital, Weeks, Seconds, From, Leave, Requests, DemandPlus, SurgeBeds, Csv, Ics, Person, Json,
        };
        Demand.AddTo(command);
        OptionChecks.InRange(Weeks, 1, RosterSpan.WeeksMax);
        OptionChecks.InRange(SurgeBeds, 0, 500);
        command.SetAction(Run);
        command.Subcommands.Add(RosterRepairCommand.Make());
        command.Subcommands.Add(RosterCheckCommand.Make());
        command.Subcommands.Add(RosterPublishCommand.Make());
        return command;
    }

    private static async Task<int> Run(ParseResult parsed, CancellationToken cancellationToken)
    {
        if (RosterOptions.ReadHospital(parsed.GetValue(Hospital)) is not { } hospital
            || RosterOptions.FindUnit(hospital, parsed.GetRequiredValue(Unit)) is not { } unit
            || RosterFiles.Absences(parsed.GetValue(Leave), hospital) is not { } absences
            || RosterFiles.Wishes(parsed.GetValue(Requests), hospital, unit) is not { } wishes)
        {
            return 1;
        }

        var from = parsed.GetValue(From) ?? RosterSpan.NextMonday(hospital, TimeProvider.System.GetUtcNow());
        var change = new DemandChange(RosterOptions.PercentOf(parsed.GetValue(DemandPlus)) ?? 0, parsed.GetValue(SurgeBeds));
        var order = new RosterOrder(hospital, unit, from, 7 * parsed.GetValue(Weeks), absences, wishes, ImmutableDictionary<UnitId, RosterState>.Empty, change);
        if (Demand.Census(parsed, order, cancellationToken) is not { } census)
        {
            return 1;
        }

        var search = new RosterSearch(TimeSpan.FromSeconds(parsed.GetValue(Seconds)));
        return await RosterSolving.Run(
            desk => desk.Plan(order, census, search, RosterSolving.Told(parsed.GetValue(Json)), cancellationToken),
            roster => RosterOutput.Show(roster, order, parsed.GetValue(Json), parsed.GetValue(Csv), parsed.GetValue(Ics), parsed.GetValue(Person)),
            cancellationToken);
    }
}
