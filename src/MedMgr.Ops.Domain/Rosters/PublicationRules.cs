using System.Collections.Immutable;
using MedMgr.Ops.Domain.Definition;

namespace MedMgr.Ops.Domain.Rosters;

/// <summary>What a unit may publish: nobody is told of a shift that law or the laws of time forbid.</summary>
public static class PublicationRules
{
    public const int DaysMax = 366;
    public const int ShiftsMax = 20_000;

    /// <summary>Whom a roster plans.</summary>
    public static readonly ImmutableArray<StaffRole> PlannedRoles = [StaffRole.RegisteredNurse, StaffRole.PracticalNurse];

    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(8);

    public static Decision<RosterEvent> Decide(HospitalMap hospital, UnitDefinition unit, RosterState state, RosterCommand command) => command switch
    {
        RosterCommand.Publish { Override: var o } when Override.WhatIsMissing(o) is { } missing => Reject(missing),
        RosterCommand.Publish { Knowing: { } known } when known != state.Version => Reject(Changed(unit, state)),
        RosterCommand.Publish c => Publish(hospital, unit, state, c),
        RosterCommand.Withdraw c when string.IsNullOrWhiteSpace(c.Reason) => Reject(
            new Rejection(RejectionCode.ReasonMissing, $"To withdraw the roster of {unit.Id}, say why: the reason is empty.")),
        RosterCommand.Withdraw c => state.Rosters.Any(r => r.Until > c.From) ? Accept(new RosterEvent.Withdrawn(c.From, c.Reason) { At = c.At }) : Accept(),
        _ => throw new InvalidOperationException($"No rule for {command.GetType().Name}"),
    };

    /// <summary>Everything that stands against publishing these shifts, each with the shift that it is about: first of single shifts, then of each person's shifts together.</summary>
    /// <param name="roster">Its shifts have the offsets of the house.</param>
    public static IEnumerable<(RosteredShift Shift, Rejection Because)> Refusals(HospitalMap hospital, UnitDefinition unit, RosterCommand.Publish roster)
    {
        foreach (var shift in roster.Shifts)
        {
            if (PublishableShift.Refusal(hospital, unit, shift, roster) is { } refusal)
            {
                yield return (shift, refusal);
            }
        }

        foreach (var refusal in roster.Shifts.GroupBy(s => s.Staff).SelectMany(person => PublishableShift.Refusals(hospital, [.. person.OrderBy(s => s.Start)], roster)))
        {
            yield return refusal;
        }
    }

    public static RosterState Evolve(RosterState state, RosterEvent @event) => @event switch
    {
        RosterEvent.Published e => new RosterState(
            e.Roster.Number,
            [.. state.Rosters.SelectMany(r => Without(r, e.Roster.From, e.Roster.Until)).Where(r => IsRecent(r, e.At)).Append(e.Roster).OrderBy(r => r.From)]),
        RosterEvent.Withdrawn e => state with { Rosters = [.. state.Rosters.SelectMany(r => Without(r, e.From, DateOnly.MaxValue))] },
        _ => throw new InvalidOperationException($"No evolution for {@event.GetType().Name}"),
    };

    private static Decision<RosterEvent> Publish(HospitalMap hospital, UnitDefinition unit, RosterState state, RosterCommand.Publish c)
    {
        var days = c.Until.DayNumber - c.From.DayNumber;
        if (days is < 1 or > DaysMax || c.Shifts.Length > ShiftsMax)
        {
            return Reject(new Rejection(
                RejectionCode.Invalid, $"A roster has 1 to {DaysMax} days and at most {ShiftsMax} shifts; this one has {days} days and {c.Shifts.Length} shifts."));
        }

        var shifts = InOrder(hospital, c.Shifts);
        if (Refusals(hospital, unit, c with { Shifts = shifts }).Select(r => r.Because).FirstOrDefault() is { } refusal)
        {
            return Reject(refusal);
        }

        var roster = new PublishedRoster(state.Publications + 1, c.From, c.Until, PlannedRoles, shifts, c.Note);
        return IsInForce(state, roster) ? Accept() : Accept(new RosterEvent.Published(roster, c.Override) { At = c.At });
    }

    private static Rejection Changed(UnitDefinition unit, RosterState state)
    {
        var latest = state.Rosters.MaxBy(r => r.Number)?.Note is { } note ? $", the latest by {note.By}{(note.Why is { } why ? $" ({why})" : "")}" : "";
        return new Rejection(
            RejectionCode.RosterChanged,
            $"The rosters of {unit.Id} have changed since you looked: there are {state.Publications} publications now{latest}. Look at what is in force, then publish over it or take your draft back.");
    }

    /// <summary>By time, and with the offsets of the house.</summary>
    private static ImmutableArray<RosteredShift> InOrder(HospitalMap hospital, ImmutableArray<RosteredShift> shifts)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(hospital.Definition.TimeZone);
        return
        [
            .. shifts.Select(s => s with { Start = TimeZoneInfo.ConvertTime(s.Start, zone), End = TimeZoneInfo.ConvertTime(s.End, zone) })
                .OrderBy(s => s.Start).ThenBy(s => s.Shift, StringComparer.Ordinal).ThenBy(s => s.Staff.Value, StringComparer.Ordinal),
        ];
    }

    private static bool IsInForce(RosterState state, PublishedRoster roster) =>
        state.Rosters.Any(r => r.From == roster.From && r.Until == roster.Until && r.Shifts.SequenceEqual(roster.Shifts));

    private static bool IsRecent(PublishedRoster roster, DateTimeOffset now) => roster.Until >= DateOnly.FromDateTime((now - KeptFor).UtcDateTime);

    /// <summary>What is left of a roster when others take the days from <paramref name="from"/> to <paramref name="until"/>: what is before them, and what is after.</summary>
    private static IEnumerable<PublishedRoster> Without(PublishedRoster roster, DateOnly from, DateOnly until)
    {
        if (from >= roster.Until || until <= roster.From)
        {
            yield return roster;
            yield break;
        }

        if (roster.From < from)
        {
            yield return Cut(roster, roster.From, from);
        }

        if (until < roster.Until)
        {
            yield return Cut(roster, until, roster.Until);
        }
    }

    private static PublishedRoster Cut(PublishedRoster roster, DateOnly from, DateOnly until) =>
        roster with { From = from, Until = until, Shifts = [.. roster.Shifts.Where(s => from <= s.Day && s.Day < until)] };

    private static Decision<RosterEvent> Accept(params ReadOnlySpan<RosterEvent> events) => Domain.Decide.Accept(events);

    private static Decision<RosterEvent> Reject(Rejection because) => Domain.Decide.Reject<RosterEvent>(because);
}
