using MedMgr.Ops.Pages;

namespace MedMgr.Ops.Drills.Pages;

/// <summary>What the page of a drill brings to the browser.</summary>
public static class DrillFiles
{
    public static readonly BrowserFiles All = BrowserFiles.Of(typeof(DrillFiles).Assembly, "/drill-assets");
}
