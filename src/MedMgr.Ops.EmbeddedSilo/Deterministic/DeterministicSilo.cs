using MedMgr.Ops.EmbeddedSilo.Runtime;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Hosting;

namespace MedMgr.Ops.EmbeddedSilo.Deterministic;

/// <summary>
/// A silo for tests: everything runs on the calling thread, one item at a time, in an order drawn from a seed; time is virtual; arguments and
/// results are copied as if they crossed a network; activations and the whole silo can die. The same seed gives the same run.
/// </summary>
/// <remarks>
/// Time moves only when nothing can run. Grains are called from inside <see cref="Start(Func{Task})"/>; what the test starts there survives
/// no <see cref="Crash"/>. Code under test must stay on the scheduler that runs it: <c>ConfigureAwait(false)</c>, <c>Task.Run</c>, a
/// <c>SemaphoreSlim</c> with a time limit, or <c>Task.WhenAll</c> over completion sources with RunContinuationsAsynchronously leave it for the
/// thread pool and are reported. Enumeration order of sets and dictionaries keyed by text differs between processes: sort before acting on it.
/// Not safe for concurrent use.
/// </remarks>
public sealed class DeterministicSilo
{
    private readonly DeterministicOptions _options;
    private readonly Action<ISiloBuilder> _configure;
    private readonly SeededTurnScheduler _scheduler;
    private readonly SeededRandom _kills;
    private readonly InMemoryReminderTable _reminders = new();
    private readonly Dictionary<Client, Action> _clients = [];
    private SiloRuntime _runtime = null!;
    private int _clientsStarted;

    /// <param name="configure">Runs again after every crash: what is to survive one comes from outside of it.</param>
    public DeterministicSilo(ulong seed, Action<ISiloBuilder> configure, DeterministicOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(configure);
        Seed = seed;
        _options = options ?? new DeterministicOptions();
        _configure = configure;
        Random = new SeededRandom(seed);
        Time = new VirtualTime(_options.StartsAt);
        Faults = new SeededFaultPlan(Random.Stream("faults"), _options.Faults);
        _kills = Random.Stream("kills");
        _scheduler = new SeededTurnScheduler(Random.Stream("turns"), Time);
        Boot();
    }

    public ulong Seed { get; }

    /// <summary>For the test's own choices, derived from the seed and independent of the silo's.</summary>
    public SeededRandom Random { get; }

    public VirtualTime Time { get; }

    /// <summary>In the silo's services as <see cref="IFaultPlan"/>.</summary>
    public SeededFaultPlan Faults { get; }

    /// <summary>Of the present silo; a crash replaces them.</summary>
    public IServiceProvider Services => _runtime.Services;

    /// <summary>Of the present silo; a crash replaces it.</summary>
    public IGrainFactory Grains => _runtime.GrainFactory;

    /// <summary>Over everything executed so far, in order: equal for equal runs.</summary>
    public ulong TraceHash => _scheduler.TraceHash;

    public long Steps => _scheduler.Steps;

    public int ActivationCount => _runtime.Activations.Count;

    public int Crashes { get; private set; }

    public int Kills { get; private set; }

    /// <summary>Begins work outside the grains. It runs when the silo is run.</summary>
    /// <returns>Ends with the work, or with <see cref="SiloCrashedException"/>.</returns>
    public Task Start(Func<Task> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        return Start(async () =>
        {
            await work();
            return default(Nothing);
        });
    }

    /// <inheritdoc cref="Start(Func{Task})"/>
    public Task<T> Start<T>(Func<Task<T>> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        var outcome = new TaskCompletionSource<T>(_scheduler.AnswerOptions);
        var client = new Client(_runtime, --_clientsStarted);
        _clients.Add(client, () => outcome.TrySetException(new SiloCrashedException()));
        using var scope = _scheduler.Enter();
        client.Post(async () =>
        {
            try
            {
                outcome.TrySetResult(await work());
            }
            catch (OperationCanceledException cancelled)
            {
                outcome.TrySetCanceled(cancelled.CancellationToken);
            }
            catch (Exception failure)
            {
                outcome.TrySetException(failure);
            }

            _clients.Remove(client);
        });
        return outcome.Task;
    }

    /// <summary>Runs what can run now, without moving the clock.</summary>
    /// <param name="maxSteps">After so many steps the run is taken for an endless one.</param>
    /// <exception cref="SiloStuckException">It is.</exception>
    public void RunUntilIdle(long maxSteps = 1_000_000)
    {
        using var scope = _scheduler.Enter();
        for (var step = 0L; Step(); step++)
        {
            if (step >= maxSteps)
            {
                throw Stuck($"is still busy after {maxSteps} steps without time passing");
            }
        }
    }

    /// <summary>Runs for that long of virtual time.</summary>
    public void RunFor(TimeSpan time)
    {
        var end = Time.Unset + time;
        RunUntil(static () => false, end);
        Time.MoveTo(end);
    }

    /// <summary>Runs work to its end, moving the clock as needed, and hands out its result or failure.</summary>
    /// <param name="within">Virtual time; ten minutes if not said.</param>
    /// <exception cref="SiloStuckException">The work does not end in that time: something waits for what never comes, or for something outside.</exception>
    public T Run<T>(Func<Task<T>> work, TimeSpan? within = null)
    {
        var task = Start(work);
        RunToEnd(task, within);
        return task.GetAwaiter().GetResult();
    }

    /// <inheritdoc cref="Run{T}(Func{Task{T}}, TimeSpan?)"/>
    public void Run(Func<Task> work, TimeSpan? within = null)
    {
        var task = Start(work);
        RunToEnd(task, within);
        task.GetAwaiter().GetResult();
    }

    /// <summary>As <see cref="Run(Func{Task}, TimeSpan?)"/> for work that was started before. A failure stays in the task.</summary>
    public void RunToEnd(Task started, TimeSpan? within = null)
    {
        ArgumentNullException.ThrowIfNull(started);
        var allowed = within ?? TimeSpan.FromMinutes(10);
        if (!RunUntil(() => started.IsCompleted, Time.Unset + allowed))
        {
            throw Stuck($"has not ended its work within {allowed}");
        }
    }

    /// <summary>The process dies here: activations, mailboxes, timers and started work are gone; what was handed in from outside survives. A new silo starts.</summary>
    public void Crash()
    {
        using var scope = _scheduler.Enter();
        Crashes++;
        foreach (var activation in _runtime.Activations.InOrderOfCreation())
        {
            activation.Kill();
        }

        var lost = _clients.ToArray();
        _clients.Clear();
        foreach (var (client, _) in lost)
        {
            client.DropEverything();
        }

        _runtime.Background.DropEverything();
        _runtime.Dispose();
        Time.Crash();
        _scheduler.Crash();
        foreach (var (_, tell) in lost)
        {
            tell();
        }

        Boot();
    }

    /// <summary>One activation, drawn from those alive, vanishes. Calls to it fail, are delivered again, or are never answered.</summary>
    public void KillOne()
    {
        var alive = _runtime.Activations.InOrderOfCreation();
        if (alive.Count == 0)
        {
            return;
        }

        using var scope = _scheduler.Enter();
        Kills++;
        var victim = alive[_kills.Next(alive.Count)];
        var neverStarted = victim.Kill();
        _scheduler.Trace((ulong)victim.Number, ulong.MaxValue);
        foreach (var call in _runtime.Timeouts.Unanswered().Where(call => call.Queue == victim && _kills.Chance(0.5)))
        {
            call.Fail(new Orleans.Runtime.SiloUnavailableException($"{victim.Address} vanished while {call.Method.Name} ran."));
        }

        foreach (var turn in neverStarted)
        {
            if (turn is GrainCall call && _kills.Chance(0.5))
            {
                call.Target.Deliver(_runtime, call);
            }
            else
            {
                turn.Abandon(new Orleans.Runtime.SiloUnavailableException($"{victim.Address} vanished before the call ran."), _runtime.Logger);
            }
        }
    }

    private bool RunUntil(Func<bool> reached, DateTimeOffset end)
    {
        using var scope = _scheduler.Enter();
        var limit = Steps + _options.MaxSteps;
        while (!reached())
        {
            if (Step())
            {
                if (Steps > limit)
                {
                    throw Stuck($"is still busy after {_options.MaxSteps} steps");
                }
            }
            else if (Time.NextDue() is { } next && next <= end)
            {
                Time.MoveTo(next);
            }
            else
            {
                return false;
            }
        }

        return true;
    }

    private bool Step()
    {
        if (_kills.Chance(_options.KillProbability))
        {
            KillOne();
        }

        return _scheduler.Step();
    }

    private void Boot()
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Time);
        services.AddSingleton<TurnScheduler>(_scheduler);
        services.AddSingleton<IReminderTable>(_reminders);
        services.AddSingleton<IFaultPlan>(Faults);
        services.AddSingleton<CopyMessages>();
        services.AddOrleans(_configure);
        _runtime = services.BuildServiceProvider().GetRequiredService<SiloRuntime>();
        Run(() => _runtime.StartAsync(CancellationToken.None));
    }

    private SiloStuckException Stuck(string how)
    {
        var waiting = _runtime.Timeouts.Unanswered().Select(call => $"{call.Method.Name} of {call.Target}").ToArray();
        return new($"Silo with seed {Seed} {how} (step {Steps}, {Time.GetUtcNow():O}). Started and not ended: {_clients.Count}. "
            + $"Unanswered calls: {(waiting.Length == 0 ? "none" : string.Join(", ", waiting.Take(20)))}. "
            + "Nothing can run: what is awaited may be outside the silo (real I/O, the thread pool, another clock).");
    }

    private sealed class Client : TurnQueue
    {
        internal Client(SiloRuntime runtime, int number)
            : base(runtime) => Number = number;

        protected override bool Open => true;
    }
}
