using System.Collections.Immutable;
using System.Globalization;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Rosters;

namespace MedMgr.Ops.Optimizer.Rostering.UnitRosters;

/// <summary>Looks at rosters of one task, whoever made them: broken rules with their places, costs, cover. Thread-safe; made once for many rosters, as it is the task that takes time to read.</summary>
public sealed class UnitRosterJudge
{
    private const string NoPlace = "guest-places";

    private static readonly ImmutableDictionary<string, string> Sentences = RosterRules.Hard.ToImmutableDictionary(r => r.Name, r => r.Sentence);

    private readonly UnitRosterTask _task;
    private readonly UnitRosterProblem _problem;
    private readonly RosterAssembly _assembly;

    public UnitRosterJudge(UnitRosterTask task)
    {
        _task = task;
        _problem = new UnitRosterProblem(task);
        _assembly = new RosterAssembly(task, _problem);
    }

    /// <summary>Registered nurses of sister units who are at work at these hours anyway and could come over.</summary>
    /// <param name="day">One of the task's.</param>
    public ImmutableArray<StaffId> SistersOn(DateOnly day, string shift) => _problem.Sisters.On(day, shift);

    public bool MayTakeCharge(StaffId person) => _task.Nurses.FirstOrDefault(n => n.Id == person) is { } nurse && UnitRosterProblem.MayTakeCharge(_task, nurse);

    /// <summary>Contracted minutes of one of the unit's nurses within the days of the task.</summary>
    public static int ContractMinutes(UnitRosterTask task, StaffDefinition person) => UnitRosterProblem.ContractMinutes(task, person);

    /// <summary>Index of the shift type whose beginning is nearest to that of the person's standing pattern.</summary>
    public static int UsualShift(UnitRosterTask task, StaffDefinition person) => UnitRosterProblem.UsualShift(task, person);

    public UnitRosterJudgement Judge(ImmutableArray<RosteredShift> shifts)
    {
        var (lines, homeless) = _assembly.Placed(shifts);
        ImmutableArray<UnitRosterBreach> byRules =
        [
            .. RosterCheck.Violations(_problem.Problem, lines).Select(Breach),
            .. homeless.Select(Homeless),
        ];
        var byLaw = PublicationRules.Refusals(_task.Hospital, _task.Unit, new RosterCommand.Publish(_task.From, _task.From.AddDays(_task.Days), shifts) { At = default })
            .Select(r => Breach(r.Shift, r.Because)).ToList();
        return new UnitRosterJudgement(
            [.. Merged(byRules, byLaw).OrderByDescending(b => b.Publication).ThenBy(b => b.Day).ThenBy(b => b.Staff?.Value, StringComparer.Ordinal)],
            RosterCost.ByRule(_problem.Problem, lines),
            WageBill.Of(_task, shifts),
            [.. _task.Demand.Needs.Select(n => UnitRosterPlanner.CoverOf(_task, n, shifts))]);
    }

    /// <summary>What the law says of a person's day, the rules often say too: it is told once, in the law's words.</summary>
    private static IEnumerable<UnitRosterBreach> Merged(ImmutableArray<UnitRosterBreach> byRules, IReadOnlyCollection<UnitRosterBreach> byLaw) =>
        byRules.Where(rule => !byLaw.Any(law => law.Staff == rule.Staff && law.Day == rule.Day && law.Staff is not null)).Concat(byLaw);

    private UnitRosterBreach Breach(RosterViolation violation)
    {
        var post = violation.Staff is { } line ? _problem.Posts[line] : null;
        return new UnitRosterBreach(
            violation.Rule, Sentences[violation.Rule], InWords(violation.Says, violation.Staff), (post as RosterPost.Own)?.Person.Id,
            violation.Day is { } day ? _task.From.AddDays(day) : null, PublicationStop.NeedsReason);
    }

    private UnitRosterBreach Breach(RosteredShift shift, Rejection because)
    {
        var name = _task.Hospital.Staff(shift.Staff)?.Name;
        var says = name is null || because.Because.Contains(name, StringComparison.Ordinal) ? because.Because : because.Because.Replace(shift.Staff.Value, name, StringComparison.Ordinal);
        return new UnitRosterBreach(
            NameOf(because.Code), "What the law and the house's limits forbid is not published.", says, shift.Staff, shift.Day,
            because.Overridable ? PublicationStop.NeedsOverride : PublicationStop.Never);
    }

    private UnitRosterBreach Homeless(RosteredShift shift) => new(
        NoPlace, "A unit takes so many sister and agency nurses to a shift as its terms say, and nobody works two shifts on a day.",
        string.Create(CultureInfo.InvariantCulture, $"{_task.Hospital.Staff(shift.Staff)?.Name ?? shift.Staff.Value} has no place on {shift.Shift} of {shift.Day:ddd d MMM}."),
        shift.Staff, shift.Day, PublicationStop.NeedsReason);

    /// <summary>Rules speak of ids and numbered days; people know names and dates.</summary>
    private string InWords(string says, int? line)
    {
        for (var day = 0; day < _task.Days; day++)
        {
            says = says.Replace(_problem.Problem.DayName(day), _task.From.AddDays(day).ToString("ddd d MMM", CultureInfo.InvariantCulture), StringComparison.Ordinal);
        }

        return line is { } at && _problem.Posts[at] is RosterPost.Own own ? says.Replace(own.Person.Id.Value, own.Person.Name, StringComparison.Ordinal) : says;
    }

    private static string NameOf(RejectionCode code) => System.Text.Json.JsonSerializer.SerializeToElement(code, Domain.Log.DomainJson.Options).GetString()!;
}
