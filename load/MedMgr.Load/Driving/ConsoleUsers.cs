using System.Net.Http.Json;

namespace MedMgr.Load.Driving;

/// <summary>People at the console of one hospital: what they enter and look up goes over HTTP.</summary>
internal sealed class ConsoleUsers(HttpClient http, string hospital, Tally tally)
{
    private const string Actor = "load console";

    private readonly string _path = $"/api/hospitals/{Uri.EscapeDataString(hospital)}/";
    private int _underWay;

    public int UnderWay => Volatile.Read(ref _underWay);

    /// <returns>Whether it was done.</returns>
    public Task<bool> Enter(string path, object body, long intended, bool counted) =>
        Call(() => new HttpRequestMessage(HttpMethod.Post, _path + path) { Content = JsonContent.Create(body) }, intended, counted);

    public Task<bool> Look(string path, long intended, bool counted) =>
        Call(() => new HttpRequestMessage(HttpMethod.Get, _path + path), intended, counted);

    private async Task<bool> Call(Func<HttpRequestMessage> make, long intended, bool counted)
    {
        Interlocked.Increment(ref _underWay);
        try
        {
            using var request = make();
            request.Headers.Add("X-Actor", Actor);
            using var answer = await http.SendAsync(request);
            if ((int)answer.StatusCode >= 500)
            {
                tally.Fault($"{request.Method} {request.RequestUri}: {(int)answer.StatusCode}");
                return false;
            }

            var refusal = answer.IsSuccessStatusCode ? null : $"{request.Method} {request.RequestUri}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}";
            tally.CallAnswered(intended, counted, refusal);
            return refusal is null;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            tally.Fault($"The console got no answer: {e.Message}");
            return false;
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
        }
    }
}
