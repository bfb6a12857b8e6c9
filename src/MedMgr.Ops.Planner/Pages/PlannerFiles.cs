using MedMgr.Ops.Pages;

namespace MedMgr.Ops.Planner.Pages;

/// <summary>The styles and scripts of the planner.</summary>
internal static class PlannerFiles
{
    public static readonly BrowserFiles All = BrowserFiles.Of(typeof(PlannerFiles).Assembly, "/planner-assets");

    public static string Url(string name) => All.Url(name);
}
