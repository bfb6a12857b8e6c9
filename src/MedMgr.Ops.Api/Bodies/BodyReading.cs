using System.Buffers;
using System.Text.Json;
using MedMgr.Ops.Api.Problems;
using Microsoft.AspNetCore.Http;

namespace MedMgr.Ops.Api.Bodies;

/// <summary>From the bytes of a request to JSON.</summary>
internal static class BodyReading
{
    /// <summary>A command says a few things about one patient or bed.</summary>
    public const int BytesMax = 64 * 1024;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };
    private static readonly JsonElement Nothing = JsonElement.Parse("{}");

    /// <returns>An empty object when there is no body.</returns>
    public static async Task<JsonElement> ReadAsync(HttpContext http)
    {
        var bytes = await BytesOf(http);
        if (bytes.Length == 0)
        {
            return Nothing;
        }

        if (!http.Request.HasJsonContentType())
        {
            throw new ProblemException(BareStatuses.UnsupportedMediaType(http));
        }

        try
        {
            return JsonElement.Parse(bytes.Span, Strict);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The latter of a name that is no text, as "\ud800" is none.
            throw new ProblemException(ApiProblem.OfField("", $"can not be read as JSON: {e.Message.TrimEnd('.')}"));
        }
    }

    /// <summary>The body as it was sent, at most as long as the route allows.</summary>
    public static async Task<ReadOnlyMemory<byte>> BytesOf(HttpContext http)
    {
        var most = http.GetEndpoint()?.Metadata.GetMetadata<BodyLimit>()?.Bytes ?? BytesMax;
        if (http.Request.ContentLength > most)
        {
            throw TooLarge(most);
        }

        // Counted while reading: a chunked body does not say how long it is.
        var kept = new ArrayBufferWriter<byte>();
        int got;
        while ((got = await http.Request.Body.ReadAsync(kept.GetMemory(4096), http.RequestAborted)) > 0)
        {
            kept.Advance(got);
            if (kept.WrittenCount > most)
            {
                throw TooLarge(most);
            }
        }

        return kept.WrittenMemory;
    }

    private static ProblemException TooLarge(int most) => new(ApiProblem.Make(
        StatusCodes.Status413PayloadTooLarge, "too-large", $"The body is larger than {most / 1024} KiB, which no command of this route needs."));
}

/// <summary>A route whose bodies may be longer than those of most commands.</summary>
internal sealed record BodyLimit(int Bytes);
