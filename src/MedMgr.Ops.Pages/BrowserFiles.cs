using System.Collections.Frozen;
using System.Reflection;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace MedMgr.Ops.Pages;

/// <summary>What pages load: the files under Assets/ of one assembly, embedded in it, each under a URL that changes with its content.</summary>
public sealed class BrowserFiles
{
    /// <summary>What every page shares: palette, shell, scripts, and the packages from npm.</summary>
    public static readonly BrowserFiles Shared = Of(typeof(BrowserFiles).Assembly, "/page-assets");

    private const string Prefix = "assets/";

    private readonly string _path;
    private readonly FrozenDictionary<string, BrowserFile> _files;

    private BrowserFiles(string path, FrozenDictionary<string, BrowserFile> files) => (_path, _files) = (path, files);

    public BrowserFile this[string name] => _files[name];

    /// <param name="path">Where they are served, such as <c>/wall-assets</c>; scripts may import their neighbours by <c>./name</c>.</param>
    public static BrowserFiles Of(Assembly assembly, string path)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        return new(path, assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(n => Load(assembly, n))
            .ToFrozenDictionary(a => a.Name));
    }

    public string Url(string name) => $"{_path}/{name}?v={_files[name].Version}";

    public void Map(IEndpointRouteBuilder app) => app.MapGet(_path + "/{name}", Serve).ExcludeFromDescription();

    public IResult Serve(HttpContext http, string name)
    {
        ArgumentNullException.ThrowIfNull(http);
        if (!_files.TryGetValue(name, out var file))
        {
            return Results.NotFound();
        }

        var pinned = http.Request.Query["v"] == file.Version;
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.CacheControl = pinned ? "public, max-age=31536000, immutable" : "no-cache";
        return Results.Bytes(file.Content, file.ContentType, entityTag: new EntityTagHeaderValue($"\"{file.Version}\""));
    }

    private static BrowserFile Load(Assembly assembly, string resource)
    {
        using var stream = assembly.GetManifestResourceStream(resource)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return new BrowserFile(resource[Prefix.Length..], content, Convert.ToHexStringLower(SHA256.HashData(content))[..16]);
    }
}

/// <param name="Version">Hash of the content.</param>
public sealed record BrowserFile(string Name, ReadOnlyMemory<byte> Content, string Version)
{
    public string ContentType => Path.GetExtension(Name) switch
    {
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        var other => throw new InvalidOperationException($"An asset of unknown type '{other}'."),
    };
}
