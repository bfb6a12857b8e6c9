using MedMgr.Ops.Pages;

namespace MedMgr.Ops.RosterPages.Rendering;

/// <summary>The styles and scripts of the roster pages.</summary>
internal static class RosterAssets
{
    public static readonly BrowserFiles All = BrowserFiles.Of(typeof(RosterAssets).Assembly, "/roster-assets");

    public static string Url(string name) => All.Url(name);
}
