namespace MedMgr.Sim.Reports.Pages;

/// <summary>Stands above every report of an exercise, on screen and on paper.</summary>
internal static class ExerciseBanner
{
    public const string Html = "<p class=\"exercise\">EXERCISE &middot; DRILL &middot; EXERCISE <span>simulated patients, no real ones</span></p>";
}
