using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using MedMgr.Ops.Domain.Log;

namespace MedMgr.Ops.Commands;

/// <summary>Questions of the command line to a running server.</summary>
internal sealed class ServerCall : IDisposable
{
    private readonly Uri _server;
    private readonly TimeSpan _patience;
    private readonly HttpClient _http;

    /// <param name="patience">After which an answer is no longer waited for.</param>
    public ServerCall(string server, TimeSpan patience)
    {
        _server = new Uri(server);
        _patience = patience;
        _http = new HttpClient { BaseAddress = _server, Timeout = patience };
    }

    /// <summary>Runs the conversation and says in one sentence on standard error why it came to nothing, if it did.</summary>
    /// <returns>The exit code of <paramref name="conversation"/>; 1 when the server could not be reached, refused or was too slow.</returns>
    public async Task<int> Run(Func<Task<int>> conversation, CancellationToken cancellationToken)
    {
        try
        {
            return await conversation();
        }
        catch (RefusedException e)
        {
            return Cli.Fail(e.Message);
        }
        catch (HttpRequestException e)
        {
            return Cli.Fail($"{_server}: {e.Message} Is the server running there?");
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Cli.Fail($"{_server} did not answer within {_patience.TotalMinutes:0} minutes.");
        }
    }

    /// <returns>The answer as it came.</returns>
    /// <exception cref="RefusedException">The server says no.</exception>
    public Task<string> Get(string path, CancellationToken cancellationToken) => Send(new HttpRequestMessage(HttpMethod.Get, path), cancellationToken);

    /// <inheritdoc cref="Get"/>
    public Task<string> Post(string path, object body, CancellationToken cancellationToken) =>
        Send(new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body, body.GetType(), options: DomainJson.Options) }, cancellationToken);

    /// <inheritdoc cref="Get"/>
    /// <param name="type">Media type of the text.</param>
    public Task<string> PostFile(string path, string text, string type, IReadOnlyDictionary<string, string> headers, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(text, Encoding.UTF8, type) };
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        return Send(request, cancellationToken);
    }

    /// <returns>The answer while it is still being written.</returns>
    /// <exception cref="RefusedException">The server says no.</exception>
    public async Task<Stream> Follow(string path, CancellationToken cancellationToken)
    {
        var response = await _http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        return response.IsSuccessStatusCode
            ? await response.Content.ReadAsStreamAsync(cancellationToken)
            : throw Refused(response, await response.Content.ReadAsStringAsync(cancellationToken));
    }

    public void Dispose() => _http.Dispose();

    private async Task<string> Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using (request)
        {
            using var response = await _http.SendAsync(request, cancellationToken);
            var text = await response.Content.ReadAsStringAsync(cancellationToken);
            return response.IsSuccessStatusCode ? text : throw Refused(response, text);
        }
    }

    private RefusedException Refused(HttpResponseMessage response, string text) =>
        new(Detail(text) ?? $"{_server}: {(int)response.StatusCode} {response.ReasonPhrase}");

    /// <summary>The problem's own sentence; null for an answer that is none of ours.</summary>
    private static string? Detail(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("detail", out var detail) ? detail.GetString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>The server answered, and the answer is no: the message is the server's own sentence.</summary>
internal sealed class RefusedException(string sentence) : Exception(sentence);
