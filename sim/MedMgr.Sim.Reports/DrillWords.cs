using MedMgr.Sim.Hospital.Drills;

namespace MedMgr.Sim.Reports;

/// <summary>The words of a drill's report, the same on paper, in JSON and on the page.</summary>
public static class DrillWords
{
    /// <summary>HSEEP's letter.</summary>
    public static string Letter(Rating rating) => rating switch
    {
        Rating.WithoutChallenges => "P",
        Rating.SomeChallenges => "S",
        Rating.MajorChallenges => "M",
        Rating.Unable => "U",
        _ => throw new ArgumentOutOfRangeException(nameof(rating), rating, "No letter."),
    };

    public static string Of(Rating rating) => rating switch
    {
        Rating.WithoutChallenges => "performed without challenges",
        Rating.SomeChallenges => "performed with some challenges",
        Rating.MajorChallenges => "performed with major challenges",
        Rating.Unable => "unable to be performed",
        _ => throw new ArgumentOutOfRangeException(nameof(rating), rating, "No word."),
    };

    /// <summary>Null for a letter that is none of HSEEP's.</summary>
    public static Rating? Rated(string? letter) => letter switch
    {
        "P" => Rating.WithoutChallenges,
        "S" => Rating.SomeChallenges,
        "M" => Rating.MajorChallenges,
        "U" => Rating.Unable,
        _ => null,
    };

    public static string Of(TimelineKind kind) => kind switch
    {
        TimelineKind.Drill => "drill",
        TimelineKind.Lead => "lead",
        TimelineKind.Inject => "inject",
        TimelineKind.Decision => "decision",
        TimelineKind.Refused => "refused",
        TimelineKind.Trigger => "trigger",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No word."),
    };
}
