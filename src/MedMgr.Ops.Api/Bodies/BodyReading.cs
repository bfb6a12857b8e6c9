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

    private static async Task<ReadOnlyMemory<byte>> BytesOf(HttpContext http)
    {
        if (http.Request.ContentLength > BytesMax)
        {
            throw TooLarge();
        }

        // Counted while reading: a chunked body does not say how long it is.
        var kept = new ArrayBufferWriter<byte>();
        int got;
        while ((got = await http.Request.Body.ReadAsync(kept.GetMemory(4096), http.RequestAborted)) > 0)
        {
            kept.Advance(got);
            if (kept.WrittenCount > BytesMax)
            {
                throw TooLarge();
            }
        }

        return kept.WrittenMemory;
    }

    private static ProblemException TooLarge() => new(ApiProblem.Make(
        StatusCodes.Status413PayloadTooLarge, "too-large", $"The body is larger than {BytesMax / 1024} KiB, which no command needs."));
}
