using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using MedMgr.Ops.Domain;

namespace MedMgr.Ops.Placement.Tests;

/// <summary>One hospital of the server, called through HTTP.</summary>
internal sealed class HouseApi(HttpClient http, HospitalId id)
{
    public HospitalId Id => id;

    public Task<Answer> Get(string path) => Send(HttpMethod.Get, path, null);

    /// <param name="body">Written as JSON; a string is sent as it is.</param>
    public Task<Answer> Post(string path, object body, string? actor = null) => Send(HttpMethod.Post, path, body, actor);

    /// <inheritdoc cref="Post"/>
    public Task<Answer> Put(string path, object body, string? actor = null) => Send(HttpMethod.Put, path, body, actor);

    /// <summary>A patient who is not in the hospital yet asks for a bed.</summary>
    public async Task Request(string visit, string gender = "female") =>
        (await Post($"encounters/{visit}/request", new { needs = new { gender, levelOfCare = "general" } })).Status.ShouldBe(200);

    /// <summary>Makes a plan; the quick one if the body does not say more.</summary>
    public async Task<JsonElement> Plan(object? body = null)
    {
        var answer = await Post("placement/plans", body ?? new { seconds = 0 });
        answer.Status.ShouldBe(201, answer.Text);
        return answer.Json;
    }

    public async Task<JsonElement> BedOnBoard(string bed) => (await Get("board")).Json.GetProperty("units").EnumerateArray()
        .SelectMany(u => u.GetProperty("beds").EnumerateArray()).Single(b => b.GetProperty("id").GetString() == bed);

    private async Task<Answer> Send(HttpMethod method, string path, object? body, string? actor = null)
    {
        using var request = new HttpRequestMessage(method, path.StartsWith('/') ? path : $"/api/hospitals/{id}/{path}");
        request.Content = body switch
        {
            null => null,
            string text => new StringContent(text, Encoding.UTF8, "application/json"),
            _ => JsonContent.Create(body, body.GetType()),
        };
        if (actor is not null)
        {
            request.Headers.Add("X-Actor", actor);
        }

        using var response = await http.SendAsync(request);
        return new Answer((int)response.StatusCode, response.Headers.Location?.ToString(), response.Content.Headers.ContentType?.MediaType, await response.Content.ReadAsStringAsync());
    }
}

internal sealed record Answer(int Status, string? Location, string? Type, string Text)
{
    public JsonElement Json => JsonElement.Parse(Text);

    public string Code => Json.GetProperty("code").GetString()!;

    public string Detail => Json.GetProperty("detail").GetString()!;
}
