using MedMgr.Ops.Pages;

namespace MedMgr.Ops.WallBoard.Rendering;

/// <summary>The styles and scripts of walls and replays.</summary>
internal static class WallFiles
{
    public static readonly BrowserFiles All = BrowserFiles.Of(typeof(WallFiles).Assembly, "/wall-assets");

    public static string Url(string name) => All.Url(name);
}
