using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MedMgr.Ops.Pages;

/// <summary>Renders components to HTML on the server, as whole pages or as the fragments that are streamed into them.</summary>
public sealed class PageRenderer
{
    /// <remarks>
    /// Everything comes from this server; no script stands in the page. The exception is the style attribute: it carries computed lengths,
    /// made of numbers only.
    /// </remarks>
    public const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data: blob:; connect-src 'self'; "
        + "frame-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'";

    private readonly IServiceProvider _services;
    private readonly ILoggerFactory _loggers;

    public PageRenderer(IServiceProvider services, ILoggerFactory loggers)
    {
        _services = services;
        _loggers = loggers;
    }

    public async Task<string> RenderAsync<T>(Dictionary<string, object?> parameters) where T : IComponent
    {
        // A renderer keeps every root it has rendered: it lives for one page or one frame.
        await using var renderer = new HtmlRenderer(_services, _loggers);
        return await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<T>(ParameterView.FromDictionary(parameters))).ToHtmlString());
    }

    /// <summary>A whole page as the answer to a request, never cached.</summary>
    public async Task<IResult> PageAsync<T>(HttpContext http, int status, Dictionary<string, object?> parameters) where T : IComponent
    {
        ArgumentNullException.ThrowIfNull(http);
        http.Response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.CacheControl = "no-store";
        return Results.Content(await RenderAsync<T>(parameters), "text/html; charset=utf-8", statusCode: status);
    }
}
