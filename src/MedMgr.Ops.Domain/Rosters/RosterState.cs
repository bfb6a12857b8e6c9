using System.Collections.Immutable;
using System.Text.Json.Serialization;
using MedMgr.Ops.Domain.Definition;

namespace MedMgr.Ops.Domain.Rosters;

/// <summary>The rosters of one unit that are in force. Their days do not overlap: a later publication takes the days of the earlier ones.</summary>
/// <param name="Publications">So many so far.</param>
/// <param name="Rosters">In the order of their days; what ended more than a week before the latest publication is forgotten.</param>
public sealed record RosterState(int Publications, ImmutableArray<PublishedRoster> Rosters)
{
    public static readonly RosterState New = new(0, []);

    /// <summary>Differs after every publication and every withdrawal: a publication counts up, a withdrawal takes days away.</summary>
    [JsonIgnore]
    public string Version => $"{Publications}.{Rosters.Sum(r => r.Until.DayNumber - r.From.DayNumber)}";

    /// <summary>Whether people of the role work by a roster on this day, and not by their standing patterns.</summary>
    public bool Rules(StaffRole role, DateOnly day) => Rosters.Any(r => r.Rules(day) && r.Roles.Contains(role));
}

[JsonPolymorphic(TypeDiscriminatorPropertyName = "do")]
[JsonDerivedType(typeof(Publish), "publish")]
[JsonDerivedType(typeof(Withdraw), "withdraw")]
public abstract record RosterCommand
{
    private RosterCommand() { }

    public required DateTimeOffset At { get; init; }

    /// <param name="From">First day.</param>
    /// <param name="Until">Day after the last one.</param>
    /// <param name="Shifts">In any order and with any offset.</param>
    /// <param name="Note">Kept with the roster.</param>
    /// <param name="Knowing">The <see cref="RosterState.Version"/> that the publisher has seen: after any other change the publication is refused. Null publishes over whatever is there.</param>
    public sealed record Publish(
        DateOnly From, DateOnly Until, ImmutableArray<RosteredShift> Shifts, Override? Override = null, PublicationNote? Note = null, string? Knowing = null) : RosterCommand;

    /// <summary>From this day on the standing patterns hold again.</summary>
    public sealed record Withdraw(DateOnly From, string Reason) : RosterCommand;
}

[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(Published), "roster-published")]
[JsonDerivedType(typeof(Withdrawn), "roster-withdrawn")]
public abstract record RosterEvent
{
    private RosterEvent() { }

    public required DateTimeOffset At { get; init; }

    public sealed record Published(PublishedRoster Roster, Override? Override = null) : RosterEvent;

    public sealed record Withdrawn(DateOnly From, string Reason) : RosterEvent;
}
