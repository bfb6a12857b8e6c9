using System.Text.Json;
using MedMgr.Ops.Api.Commands;

namespace MedMgr.Ops.Drills.Http;

/// <summary>Puts into a drill's timeline what people asked for and the house refused: the log holds only what was done.</summary>
internal static class RefusedCommands
{
    private const int BodyMax = 200;

    public static void UseRefusalsOfTheDrill(this WebApplication app)
    {
        var desk = app.Services.GetRequiredService<DrillDesk>();
        app.Use(async (http, next) =>
        {
            var actor = CommandContext.ActorOf(http) ?? CommandContext.Anonymous;
            if (desk.Conductor is not { } conductor || !HttpMethods.IsPost(http.Request.Method) || !http.Request.Path.StartsWithSegments("/api/hospitals")
                || actor.StartsWith(DrillConductor.Name + " ", StringComparison.Ordinal))
            {
                await next(http);
                return;
            }

            await Watch(http, next, conductor, actor);
        });
    }

    private static async Task Watch(HttpContext http, RequestDelegate next, DrillConductor conductor, string actor)
    {
        http.Request.EnableBuffering();
        var answer = http.Response.Body;
        using var kept = new MemoryStream();
        http.Response.Body = kept;
        try
        {
            await next(http);
        }
        finally
        {
            http.Response.Body = answer;
            kept.Position = 0;
            await kept.CopyToAsync(answer, http.RequestAborted);
        }

        if (http.Response.StatusCode >= StatusCodes.Status400BadRequest)
        {
            conductor.NoteRefusal(actor, await WordsOf(http.Request), Detail(kept.ToArray()) ?? $"HTTP {http.Response.StatusCode}");
        }
    }

    private static async Task<string> WordsOf(HttpRequest request)
    {
        request.Body.Position = 0;
        using var reader = new StreamReader(request.Body, leaveOpen: true);
        var body = (await reader.ReadToEndAsync()).ReplaceLineEndings(" ");
        var path = string.Join(' ', request.Path.ToString().Split('/', StringSplitOptions.RemoveEmptyEntries).Skip(3));
        return body.Length == 0 ? path : $"{path} {(body.Length <= BodyMax ? body : body[..BodyMax] + "…")}";
    }

    private static string? Detail(byte[] answer)
    {
        try
        {
            return JsonSerializer.Deserialize<JsonElement>(answer).TryGetProperty("detail", out var detail) ? detail.GetString() : null;
        }
        catch (JsonException)
        {
            // No problem document: the status is all there is to say.
            return null;
        }
    }
}
