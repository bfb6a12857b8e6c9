using MedMgr.Ops.Domain.Definition;

namespace MedMgr.Ops.Domain.Staffing;

/// <summary>Licence, skill, rest and hours of one member of staff.</summary>
public static class StaffRules
{
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    /// <param name="unit">The unit that the command names; null for commands that name none.</param>
    public static Decision<StaffEvent> Decide(StaffDefinition person, StaffState state, StaffCommand command, UnitDefinition? unit, StaffingLimits limits) =>
        command switch
        {
            StaffCommand.StartShift { Override: var o } when Override.WhatIsMissing(o) is { } missing => Reject(missing),
            StaffCommand.Float { Override: var o } when Override.WhatIsMissing(o) is { } missing => Reject(missing),
            StaffCommand.StartShift c => Start(person, state, c, unit!, limits),
            StaffCommand.EndShift c => state.Current is null
                ? Reject(NotOnShift(person))
                : Accept(new StaffEvent.ShiftEnded(c.Why) { At = c.At }),
            StaffCommand.Float c => Float(person, state, c, unit!),
            _ => throw new InvalidOperationException($"No rule for {command.GetType().Name}"),
        };

    public static StaffState Evolve(StaffState state, StaffEvent @event) => @event switch
    {
        StaffEvent.ShiftStarted e => state with { Current = new Shift(e.Unit, e.At, e.Until) },
        StaffEvent.ShiftEnded e => new StaffState(null, state.Past.RemoveAll(s => s.Until <= e.At - Week).Add(Ended(Running(state, e), e.At))),
        StaffEvent.Floated e => state with { Current = Running(state, e) with { Unit = e.To } },
        _ => throw new InvalidOperationException($"No evolution for {@event.GetType().Name}"),
    };

    private static Decision<StaffEvent> Start(
        StaffDefinition person, StaffState state, StaffCommand.StartShift c, UnitDefinition unit, StaffingLimits limits)
    {
        if (state.Current is { } running)
        {
            return running.Unit == c.Unit
                ? Accept()
                : Reject(new Rejection(RejectionCode.StaffOnShift, $"{person.Name} is on shift on {running.Unit}. Float them, or end that shift first."));
        }

        if (c.Until <= c.At)
        {
            return Reject(new Rejection(RejectionCode.ShiftTimes, $"The shift of {person.Name} would end before it begins ({c.Until:u}, {c.At:u})."));
        }

        if (LicenceExpired(person, c.At) is { } expired)
        {
            return Reject(expired);
        }

        return c.Override is null && (SkillMissing(person, unit) ?? HoursRefusal(person, state, c, limits)) is { } refusal
            ? Reject(refusal)
            : Accept(new StaffEvent.ShiftStarted(c.Unit, c.Until, c.Override, c.Why) { At = c.At });
    }

    private static Decision<StaffEvent> Float(StaffDefinition person, StaffState state, StaffCommand.Float c, UnitDefinition unit) =>
        state.Current is not { } running ? Reject(NotOnShift(person))
        : running.Unit == c.To ? Accept()
        : c.Override is null && SkillMissing(person, unit) is { } refusal ? Reject(refusal)
        : Accept(new StaffEvent.Floated(running.Unit, c.To, c.Override, c.Why) { At = c.At });

    // An override never makes a licence valid: that is law, not judgement.
    private static Rejection? LicenceExpired(StaffDefinition person, DateTimeOffset at) =>
        person.LicenceUntil is { } until && DateOnly.FromDateTime(at.Date) > until
            ? new Rejection(RejectionCode.StaffLicenceExpired, $"The licence of {person.Name} ended on {until:yyyy-MM-dd}.")
            : null;

    private static Rejection? SkillMissing(StaffDefinition person, UnitDefinition unit) =>
        person.Role is StaffRole.RegisteredNurse or StaffRole.PracticalNurse && !person.Skills.Contains(unit.LevelOfCare)
            ? new Rejection(
                RejectionCode.StaffSkillMissing,
                $"{person.Name} is not trained for {unit.LevelOfCare} care, which unit {unit.Id} gives.",
                Overridable: true)
            : null;

    private static Rejection? HoursRefusal(StaffDefinition person, StaffState state, StaffCommand.StartShift c, StaffingLimits limits)
    {
        var planned = c.Until - c.At;
        if (planned > TimeSpan.FromHours(limits.ShiftHoursMax))
        {
            return new Rejection(
                RejectionCode.StaffHoursExceeded, $"A shift of {planned.TotalHours:0.#} h is longer than the {limits.ShiftHoursMax} h allowed.", Overridable: true);
        }

        if (!state.Past.IsEmpty && c.At - state.Past[^1].Until is var rest && rest < TimeSpan.FromHours(limits.RestHoursMin))
        {
            return new Rejection(
                RejectionCode.StaffRestTooShort,
                $"{person.Name} ended the last shift {rest.TotalHours:0.#} h ago; at least {limits.RestHoursMin} h of rest are due.",
                Overridable: true);
        }

        var from = c.Until - Week;
        var worked = state.Past.Sum(s => Math.Max(0, (s.Until - (s.Since > from ? s.Since : from)).TotalHours));
        return worked + planned.TotalHours > limits.WeeklyHoursMax
            ? new Rejection(
                RejectionCode.StaffHoursExceeded,
                $"With this shift {person.Name} would work {worked + planned.TotalHours:0.#} h within 7 days; at most {limits.WeeklyHoursMax} h are allowed.",
                Overridable: true)
            : null;
    }

    private static Rejection NotOnShift(StaffDefinition person) => new(RejectionCode.StaffNotOnShift, $"{person.Name} is not on shift.");

    private static Shift Ended(Shift shift, DateTimeOffset at) => shift with { Until = at > shift.Since ? at : shift.Since };

    private static Shift Running(StaffState state, StaffEvent e) =>
        state.Current ?? throw new InvalidOperationException($"The log says {e.GetType().Name} of somebody who is not on shift.");

    private static Decision<StaffEvent> Accept(params ReadOnlySpan<StaffEvent> events) => Domain.Decide.Accept(events);

    private static Decision<StaffEvent> Reject(Rejection because) => Domain.Decide.Reject<StaffEvent>(because);
}
