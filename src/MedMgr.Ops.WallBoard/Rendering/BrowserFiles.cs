using System.Collections.Frozen;
using System.Security.Cryptography;

namespace MedMgr.Ops.WallBoard.Rendering;

/// <summary>What the pages load, embedded in this assembly, each under a URL that changes with its content.</summary>
internal static class BrowserFiles
{
    public const string Path = "/wall-assets";

    private const string Prefix = "assets/";

    public static readonly FrozenDictionary<string, BrowserFile> All = typeof(BrowserFiles).Assembly.GetManifestResourceNames()
        .Where(n => n.StartsWith(Prefix, StringComparison.Ordinal))
        .Select(n => Load(n))
        .ToFrozenDictionary(a => a.Name);

    public static string Url(string name) => $"{Path}/{name}?v={All[name].Version}";

    private static BrowserFile Load(string resource)
    {
        using var stream = typeof(BrowserFiles).Assembly.GetManifestResourceStream(resource)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return new BrowserFile(resource[Prefix.Length..], content, Convert.ToHexStringLower(SHA256.HashData(content))[..16]);
    }
}

/// <param name="Version">Hash of the content.</param>
internal sealed record BrowserFile(string Name, byte[] Content, string Version)
{
    public string ContentType => System.IO.Path.GetExtension(Name) switch
    {
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        var other => throw new InvalidOperationException($"An asset of unknown type '{other}'."),
    };
}
