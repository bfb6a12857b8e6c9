using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using MedMgr.Ops.Api.Commands;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Grains;
using MedMgr.Ops.Hl7.Mllp;
using MedMgr.Ops.WallBoard.Live;

namespace MedMgr.Ops.Driving;

/// <summary>The doors of a running server, as the systems of a simulated hospital use them: ADT over MLLP, everything else over the API.</summary>
internal sealed class SystemDoors : IAsyncDisposable
{
    private const int CallsAtOnce = 16;

    /// <summary>Then it is told again. The clock waits for the answer: a busy machine makes a drill slow, and does not end it.</summary>
    private static readonly TimeSpan AnswerAtMost = TimeSpan.FromMinutes(2);

    private readonly EhrLine _line;
    private readonly EhrSender _ehr;
    private readonly HttpClient _api;
    private readonly SemaphoreSlim _hands = new(CallsAtOnce);
    private readonly string _hospitalPath;
    private readonly string _name;
    private readonly string _run;
    private readonly string _visitPrefix;
    private int _calls;

    private SystemDoors(EhrLine line, EhrSender ehr, HttpClient api, HospitalId hospital, string name, string run, string visitPrefix)
    {
        (_line, _ehr, _api, _name, _run, _visitPrefix) = (line, ehr, api, name, run, visitPrefix);
        _hospitalPath = $"/api/hospitals/{hospital}/";
    }

    /// <param name="name">Begins the names of everybody who acts here: "drill" housekeeping.</param>
    /// <param name="isOwnLog">Nobody else's visits are in the log: the simulated names will do.</param>
    public static SystemDoors Of(WebApplication app, HospitalMap map, string name, bool isOwnLog)
    {
        var time = app.Services.GetRequiredService<TimeProvider>();
        var mllp = app.Services.GetRequiredService<MllpListener>().LocalEndPoint;
        var line = new EhrLine(mllp, new MllpClientOptions { Window = CallsAtOnce, ReplyTimeout = AnswerAtMost }, time, Patience.Usual);

        // Unique among runs over the same log, so that this run's first visit is not taken for the last run's.
        var run = time.GetUtcNow().ToUnixTimeSeconds().ToString("x", CultureInfo.InvariantCulture)[^5..];
        var ehr = new EhrSender(line, map, time, name.ToUpperInvariant() + "-EHR", run);
        return new SystemDoors(line, ehr, new HttpClient { BaseAddress = new Uri(app.Urls.First()), Timeout = AnswerAtMost }, map.Definition.Id, name, run, isOwnLog ? "" : run + "-");
    }

    /// <summary>Whether a cause in the log is one of those who act here.</summary>
    public bool IsOurs(string actor) => actor.StartsWith(_name + " ", StringComparison.Ordinal);

    /// <summary>Carries out actions: in order where they are about the same thing, side by side where they are not.</summary>
    /// <returns>Those that the server did not take.</returns>
    /// <exception cref="IOException">The server is lost: says how many of them it was not told.</exception>
    public async Task<IReadOnlyList<Refusal>> Do(IEnumerable<SystemAction> actions, CancellationToken cancellationToken)
    {
        // Where one has given up, the others need not find out for themselves.
        using var givenUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var refused = new ConcurrentQueue<Refusal>();
        var last = new Dictionary<string, Task>(StringComparer.Ordinal);
        var all = new List<Task>();
        foreach (var action in actions)
        {
            var before = action.About.Select(about => last.GetValueOrDefault(about)).OfType<Task>().ToList();
            var done = After(before, action, refused, givenUp);
            all.Add(done);
            foreach (var about in action.About)
            {
                last[about] = done;
            }
        }

        try
        {
            await Task.WhenAll(all);
        }
        catch (Exception e) when (IsLoss(e))
        {
            throw new IOException($"{all.Count(one => !one.IsCompletedSuccessfully)} of {all.Count} messages and commands were not answered: {e.Message}", e);
        }

        return [.. refused];
    }

    /// <summary>Over the log of an earlier run: its patients go, so that the simulated ones find their beds.</summary>
    public async Task Empty(IHospitalBoardFeed board, CancellationToken cancellationToken)
    {
        foreach (var bed in board.Current.Units.SelectMany(u => u.Beds).Where(b => b.Status == BedStatus.Occupied))
        {
            foreach (var visit in bed.Encounters ?? [bed.Encounter!.Value])
            {
                await _ehr.Send(new SystemAction.Message("A03", visit, EncounterState.New, null) { At = default, About = [] }, cancellationToken);
            }

            await _ehr.SendFree(bed.Id, cancellationToken);
        }
    }

    /// <summary>Takes the discrepancies that stand on a board for looked at.</summary>
    public async Task Settle(IHospitalBoardFeed board, string how, CancellationToken cancellationToken) => await Do(
        board.Current.Discrepancies.Select(d => new SystemAction.Command("lead", $"discrepancies/{Uri.EscapeDataString(d.Id)}/resolve", new { how }) { At = d.At, About = [] }),
        cancellationToken);

    public async ValueTask DisposeAsync()
    {
        _api.Dispose();
        _hands.Dispose();
        await _line.DisposeAsync();
    }

    private async Task After(List<Task> before, SystemAction action, ConcurrentQueue<Refusal> refused, CancellationTokenSource givenUp)
    {
        await Task.WhenAll(before);
        await _hands.WaitAsync(givenUp.Token);
        try
        {
            if (await Do(action, givenUp.Token) is { } refusal)
            {
                refused.Enqueue(refusal);
            }
        }
        catch (Exception e) when (IsLoss(e))
        {
            await givenUp.CancelAsync();
            throw;
        }
        finally
        {
            _hands.Release();
        }
    }

    private static bool IsLoss(Exception e) => e is IOException or SocketException or HttpRequestException or TimeoutException;

    private async Task<Refusal?> Do(SystemAction action, CancellationToken cancellationToken) => action switch
    {
        SystemAction.Message message => Refused(message, await _ehr.Send(message with { Visit = new EncounterId(_visitPrefix + message.Visit) }, cancellationToken)),
        SystemAction.Command command => await Call(command, cancellationToken),
        _ => throw new InvalidOperationException($"No door for {action.GetType().Name}."),
    };

    private static Refusal? Refused(SystemAction.Message message, MllpReply reply) => reply.Final is { IsPositive: false } ack
        ? new Refusal(message, ack.Code, ack.Text ?? "")
        : null;

    private async Task<Refusal?> Call(SystemAction.Command command, CancellationToken cancellationToken)
    {
        var key = $"{_name}-{_run}-{Interlocked.Increment(ref _calls)}";
        try
        {
            return await Patience.Usual.Try(() => Call(command, key, cancellationToken), cancellationToken);
        }
        catch (HttpRequestException e) when (e.StatusCode is HttpStatusCode.ServiceUnavailable)
        {
            return new Refusal(command, "unavailable", e.Message);
        }
    }

    /// <param name="key">The same for each try: the server does once what came twice.</param>
    /// <exception cref="HttpRequestException">Whether it was carried out is not known. Likewise <see cref="TimeoutException"/>.</exception>
    private async Task<Refusal?> Call(SystemAction.Command command, string key, CancellationToken cancellationToken)
    {
        var path = command.Visit is { } visit ? $"encounters/{_visitPrefix}{visit}/{command.Path}" : command.Path;
        using var request = new HttpRequestMessage(HttpMethod.Post, _hospitalPath + path) { Content = JsonContent.Create(command.Body, command.Body.GetType(), options: Domain.Log.DomainJson.Options) };
        request.Headers.Add(CommandContext.ActorHeader, $"{_name} {command.Who}");
        request.Headers.Add(CommandContext.KeyHeader, key);
        try
        {
            using var response = await _api.SendAsync(request, cancellationToken);
            if (response.IsSuccessStatusCode)
            {
                return null;
            }

            var problem = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
            var (code, says) = (Member(problem, "code") ?? response.StatusCode.ToString(), Member(problem, "detail") ?? Member(problem, "title") ?? "");
            return response.StatusCode is HttpStatusCode.ServiceUnavailable ? throw new HttpRequestException(says, null, response.StatusCode) : new Refusal(command, code, says);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"{path} was not answered within {AnswerAtMost}", e);
        }
    }

    private static string? Member(JsonElement problem, string name) => problem.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
