using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using MedMgr.Ops.Planner.Library;
using MedMgr.Sim.Hospital;
using MedMgr.Sim.Hospital.Scenarios;
using MedMgr.Sim.Reports.Pages;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MedMgr.Ops.Planner.Running;

/// <summary>What somebody wants to have run.</summary>
/// <param name="Draft">The text differs from what is saved.</param>
/// <param name="Key">Names the request: asked again under it, the same run answers.</param>
public sealed record RunAsk(string ScenarioId, string Text, Scenario Scenario, int Replications, ulong Seed, bool Draft, string Actor, string? Key);

/// <summary>Runs scenarios one after the other, off the requests' threads and behind everything else that the server does.</summary>
/// <remarks>What is queued or under way when the server stops is begun anew when it starts again.</remarks>
public sealed class RunDesk : BackgroundService
{
    private const int AttemptsMax = 3;

    /// <summary>Steps of progress are shown, not kept: the file is written when a run begins and ends.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(200);

    private readonly Lock _lock = new();
    private readonly ScenarioLibrary _library;
    private readonly RunStore _store;
    private readonly PlannerOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<RunDesk> _logger;
    private readonly SemaphoreSlim _work = new(0);
    private ImmutableSortedDictionary<string, RunRecord> _runs;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenRegistration _stopping;
    private (string Run, CancellationTokenSource Stop)? _current;

    public RunDesk(ScenarioLibrary library, RunStore store, IOptions<PlannerOptions> options, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<RunDesk> logger)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(lifetime);
        (_library, _store, _options, _time, _logger) = (library, store, options.Value, time, logger);
        _runs = store.Load().Select(r => r.State == RunState.Running ? r with { State = RunState.Queued, Done = 0 } : r).ToImmutableSortedDictionary(r => r.Id, r => r, StringComparer.Ordinal);
        _stopping = lifetime.ApplicationStopping.Register(Stop);
    }

    /// <summary>The server stops: whoever watches should leave.</summary>
    public bool IsStopping { get; private set; }

    /// <summary>Newest first.</summary>
    public ImmutableArray<RunRecord> All => [.. _runs.Values.Reverse()];

    /// <summary>Done once anything differs from what <see cref="All"/> gave before this was asked for.</summary>
    public Task Changed
    {
        get
        {
            lock (_lock)
            {
                return _changed.Task;
            }
        }
    }

    public DateTimeOffset Now => _time.GetUtcNow();

    public RunRecord? Find(string id) => _runs.GetValueOrDefault(id);

    /// <summary>Runs before this one in the queue, the one under way among them.</summary>
    public int Before(RunRecord run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return _runs.Values.Count(r => !r.HasEnded && string.CompareOrdinal(r.Id, run.Id) < 0);
    }

    /// <returns>The run, and whether it is one that was asked for before; null when too many wait.</returns>
    public (RunRecord Run, bool IsRepeat)? Ask(RunAsk ask)
    {
        ArgumentNullException.ThrowIfNull(ask);
        var files = ReportFactsOf.Files(_library.PathOf(ask.ScenarioId), ask.Text, _library.Folders);
        lock (_lock)
        {
            if (ask.Key is not null && _runs.Values.FirstOrDefault(r => r.Key == ask.Key && r.Actor == ask.Actor) is { } known)
            {
                return (known, true);
            }

            if (_runs.Values.Count(r => r.State == RunState.Queued) >= _options.WaitingMax)
            {
                return null;
            }

            var (s, now) = (ask.Scenario, _time.GetUtcNow());
            var run = new RunRecord(
                NewId(now), ask.ScenarioId, s.Title, s.Hospital.Id.Value, s.Hospital.Name, s.Start, s.Days, s.WarmUpDays, PolicyName(s), ask.Replications, ask.Seed, ask.Draft,
                ask.Actor, ask.Key, now, null, null, RunState.Queued, 0, null, null, files, [], 0);
            Keep(run);
            _work.Release();
            return (run, false);
        }
    }

    /// <summary>Stops a run; of one under way what is finished is kept.</summary>
    /// <returns>False when it has ended already.</returns>
    public bool Cancel(string id, string actor)
    {
        lock (_lock)
        {
            if (_runs.GetValueOrDefault(id) is not { HasEnded: false } run)
            {
                return false;
            }

            var note = $"Cancelled by {actor}.";
            if (_current is { } current && current.Run == id)
            {
                Show(run with { Note = note });
                current.Stop.Cancel();
            }
            else
            {
                Keep(run with { State = RunState.Cancelled, Ended = _time.GetUtcNow(), Note = note + " It had not begun." });
            }

            return true;
        }
    }

    /// <summary>Notes that the run's first replication lies in the folder of recordings.</summary>
    public void Recorded(RunRecord run, string recording)
    {
        ArgumentNullException.ThrowIfNull(run);
        lock (_lock)
        {
            Keep(_runs[run.Id] with { Recording = recording });
        }
    }

    public override void Dispose()
    {
        _stopping.Dispose();
        _work.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            if (_runs.Values.FirstOrDefault(r => r.State == RunState.Queued) is { } next)
            {
                await CarryOutAsync(next, stoppingToken);
            }
            else
            {
                await _work.WaitAsync(stoppingToken);
            }
        }
    }

    private async Task CarryOutAsync(RunRecord run, CancellationToken stoppingToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        lock (_lock)
        {
            if (_runs[run.Id].State != RunState.Queued)
            {
                return;
            }

            run = run with { State = RunState.Running, Began = _time.GetUtcNow(), Done = 0, Attempts = run.Attempts + 1 };
            Keep(run);
            _current = (run.Id, stop);
        }

        try
        {
            var ended = run.Attempts > AttemptsMax
                ? run with { State = RunState.Failed, Note = $"Begun {AttemptsMax} times and never finished: the server was stopped each time." }
                : await SimulatedAsync(run, stop.Token, stoppingToken);
            End(ended);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops: the run stands as under way in its file and is begun anew.
        }
        catch (PolicyUnavailableException e)
        {
            End(run with { State = RunState.Failed, Note = e.Message });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _logger.LogError(e, "Run {Run} could not be kept.", run.Id);
            End(run with { State = RunState.Failed, Note = $"The result could not be written: {e.Message}" });
        }
        catch (Exception e)
        {
            // Whatever goes wrong in one simulation, the next in the queue and the hospital go on.
            _logger.LogError(e, "Run {Run} failed.", run.Id);
            End(run with { State = RunState.Failed, Note = "A fault of ours. The server's log says more." });
        }
        finally
        {
            lock (_lock)
            {
                _current = null;
            }
        }
    }

    private async Task<RunRecord> SimulatedAsync(RunRecord run, CancellationToken stop, CancellationToken stoppingToken)
    {
        if (_library.Draft(run.Scenario, run.Files[0].Text).Reading is not ScenarioReading.Read { Scenario: var scenario })
        {
            return run with { State = RunState.Failed, Note = "What the scenario stands on has changed since it was asked for, and it can not be read any more. Open it to see why." };
        }

        await using var policies = _options.Policies(_options.Threads);
        var experiment = new ScenarioExperiment(scenario, run.Replications, run.Seed, policies.Of(scenario.Placement.Policy));
        var simulating = LowPriority.RunAsync(_options.Threads, () =>
        {
            while (experiment.RunNext(stop))
            {
            }
        });
        while (await Task.WhenAny(simulating, Task.Delay(LookEvery, _time, CancellationToken.None)) != simulating)
        {
            Progress(run.Id, experiment.Done);
        }

        await simulating.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stoppingToken.ThrowIfCancellationRequested();
        if (simulating.IsFaulted)
        {
            await simulating;
        }

        var result = experiment.Result();
        run = run with { Done = result?.Replications ?? 0, State = result?.Replications == run.Replications ? RunState.Done : RunState.Cancelled };
        if (result is not null)
        {
            _store.Save(run, result);
            run = run with { Assumptions = ReportFactsOf.Scenario(scenario, result, run.Files, _options.Version).Assumptions };
        }

        return run;
    }

    private void Progress(string id, int done)
    {
        lock (_lock)
        {
            if (_runs[id].Done != done)
            {
                Show(_runs[id] with { Done = done });
            }
        }
    }

    private void End(RunRecord run)
    {
        lock (_lock)
        {
            var note = run.Note ?? _runs[run.Id].Note;
            Keep(run with { Ended = _time.GetUtcNow(), Note = run.State == RunState.Done ? null : note });
            _runs = _runs.RemoveRange(_store.Tidy(_runs.Values));
        }
    }

    private void Keep(RunRecord run)
    {
        _store.Save(run);
        Show(run);
    }

    private void Show(RunRecord run)
    {
        _runs = _runs.SetItem(run.Id, run);
        Tell();
    }

    private void Stop()
    {
        lock (_lock)
        {
            IsStopping = true;
            Tell();
        }
    }

    private void Tell()
    {
        var told = _changed;
        _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        told.SetResult();
    }

    private static string PolicyName(Scenario scenario) => scenario.Placement.Policy.ToString().ToLowerInvariant();

    /// <summary>Two within one millisecond keep their order by chance only, which nobody could tell.</summary>
    private static string NewId(DateTimeOffset now) =>
        $"{now.UtcDateTime.ToString("yyyyMMdd-HHmmss-fff", CultureInfo.InvariantCulture)}-{RandomNumberGenerator.GetHexString(4, lowercase: true)}";
}
