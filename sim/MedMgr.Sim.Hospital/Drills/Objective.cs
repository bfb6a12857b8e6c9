namespace MedMgr.Sim.Hospital.Drills;

/// <summary>How a capability was performed, in the words of HSEEP (FEMA, After-Action Report/Improvement Plan template).</summary>
public enum Rating
{
    /// <summary>P: performed without challenges.</summary>
    WithoutChallenges,

    /// <summary>S: performed with some challenges.</summary>
    SomeChallenges,

    /// <summary>M: performed with major challenges.</summary>
    MajorChallenges,

    /// <summary>U: unable to be performed. Only a person says so.</summary>
    Unable,
}

/// <summary>What is to be reached, and the figure that shows it.</summary>
/// <param name="Id">Names it in addresses and scripts.</param>
/// <param name="Capability">The capability that it tests, as the exercise plan names it.</param>
/// <param name="Measure">A figure of the drill: "boarding.over4h".</param>
/// <param name="AtMost">The figure may be no larger; null where only the control says.</param>
/// <param name="TimesControl">The figure may be no larger than so many times that of the control run by the greedy policy; null where it is not asked.</param>
/// <param name="AssignedTo">Who answers for it; null for everybody.</param>
public sealed record Objective(string Id, string Title, string Capability, string Measure, double? AtMost, double? TimesControl, string? AssignedTo = null)
{
    /// <summary>Both sources of a limit: the larger of the two, so that a control run without any boarding asks nothing impossible.</summary>
    public double? LimitFor(double? control) => (AtMost, TimesControl * control) switch
    {
        ({ } most, { } share) => Math.Max(most, share),
        ({ } most, null) => most,
        (null, var share) => share,
    };
}

/// <summary>What people say of an objective.</summary>
public sealed record Assessment(Rating Rating, string? Comment, string By);

/// <param name="Measured">Null where the drill has no such figure.</param>
/// <param name="Limit">Null while no control has been run.</param>
/// <param name="Met">Null where one of the two is missing.</param>
/// <param name="Proposed">From the figure alone: met, P; up to half above the limit, S; more, M.</param>
/// <param name="Says">What a person said instead.</param>
public sealed record ObjectiveResult(Objective Objective, string Unit, double? Measured, double? Limit, bool? Met, Rating? Proposed, Assessment? Says)
{
    private const double SomeChallengesUpTo = 1.5;

    public Rating? Rating => Says?.Rating ?? Proposed;

    public static ObjectiveResult Of(Objective objective, DrillFigures drill, DrillFigures? control, Assessment? says)
    {
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentNullException.ThrowIfNull(drill);
        var figure = drill.Measures.FirstOrDefault(m => m.Name == objective.Measure);
        var limit = objective.TimesControl is null ? objective.AtMost : control is null ? null : objective.LimitFor(control[objective.Measure]);
        var met = figure is null || limit is null ? (bool?)null : figure.Value <= limit;
        var proposed = met switch
        {
            null => (Rating?)null,
            true => Drills.Rating.WithoutChallenges,
            false => figure!.Value <= limit * SomeChallengesUpTo ? Drills.Rating.SomeChallenges : Drills.Rating.MajorChallenges,
        };
        return new ObjectiveResult(objective, figure?.Unit ?? "", figure?.Value, limit, met, proposed, says);
    }
}
