using MedMgr.Ops.Pages;

namespace MedMgr.Ops.Consoles.Rendering;

/// <summary>The styles and scripts of consoles.</summary>
internal static class ConsoleFiles
{
    public static readonly BrowserFiles All = BrowserFiles.Of(typeof(ConsoleFiles).Assembly, "/console-assets");

    public static string Url(string name) => All.Url(name);
}
