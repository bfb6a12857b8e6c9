using System.Collections.Concurrent;
using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Board;
using MedMgr.Ops.Domain.Surge;
using MedMgr.Ops.Grains.Hospitals;
using MedMgr.Ops.Hosting;
using MedMgr.Ops.Planner.Running;
using MedMgr.Sim.Hospital;
using MedMgr.Sim.Hospital.Results;
using MedMgr.Sim.Hospital.Scenarios;

namespace MedMgr.Ops.Forecasting;

/// <summary>Makes forecasts from live boards, one at a time and off the request's thread; the same question within half a minute gets the same answer.</summary>
internal sealed class ForecastDesk : IDisposable
{
    public const int ReplicationsMax = 5_000;

    /// <summary>Questions kept or being worked on; more than that at once is refused.</summary>
    private const int QuestionsMax = 32;

    /// <summary>Effects that wait or are worked on; more than that at once is refused.</summary>
    private const int TrialsMax = 4;

    private const int ThreadsMax = 2;

    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<Question, Answer> _answers = new();
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Lazy<Scenario> _rates = new(ReadRates);
    private readonly IBoardReader _boards;
    private readonly TimeProvider _time;
    private readonly CancellationToken _stopping;
    private int _trials;

    public ForecastDesk(IBoardReader boards, TimeProvider time, IHostApplicationLifetime lifetime)
    {
        _boards = boards;
        _time = time;
        _stopping = lifetime.ApplicationStopping;
    }

    public ulong DefaultSeed => _rates.Value.Seed;

    /// <returns>Null when too many questions are waiting.</returns>
    /// <exception cref="ArgumentException">The rates do not fit this hospital; the message says why.</exception>
    public Task<ForecastResult>? Ask(Question question) => Ask(question, () => Work(question, Threads, Apart));

    /// <summary>For whoever can wait: on one thread, which steps back for those that serve the hospital.</summary>
    /// <inheritdoc cref="Ask(Question)"/>
    public Task<ForecastResult>? AskInBackground(Question question) => Ask(question, () => Work(question, 1, LowPriority.RunAsync));

    private Task<ForecastResult>? Ask(Question question, Func<Task<ForecastResult>> work)
    {
        var now = _time.GetUtcNow();
        foreach (var (old, answer) in _answers)
        {
            if (answer.Forecast is { IsValueCreated: true, Value.IsCompleted: true } && now - answer.Asked > KeptFor)
            {
                _answers.TryRemove(KeyValuePair.Create(old, answer));
            }
        }

        return _answers.Count >= QuestionsMax && !_answers.ContainsKey(question)
            ? null
            : _answers.GetOrAdd(question, _ => new Answer(now, new Lazy<Task<ForecastResult>>(() => Task.Run(work, _stopping)))).Forecast.Value;
    }

    /// <summary>What an action would change, in its turn among the forecasts. Not kept: it is asked once, before it is done.</summary>
    /// <returns>The effect, or why the ward would refuse the action; null when too many wait.</returns>
    /// <exception cref="ArgumentException">The rates do not fit this hospital; the message says why.</exception>
    public async Task<(ForecastEffect? Effect, Rejection? Refused)?> Try(HospitalId hospital, SurgeAction action, ImmutableArray<int> hours, int replications, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _trials) > TrialsMax)
        {
            Interlocked.Decrement(ref _trials);
            return null;
        }

        try
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(_stopping, cancellationToken);
            await _turn.WaitAsync(either.Token);
            try
            {
                var board = await _boards.ReadAsync(hospital, b => b.Capture());
                var from = StartOf(board);
                return SurgeTrial.Of(board, action, from) switch
                {
                    SurgeTrial.Refused { Because: var no } => (null, no),
                    SurgeTrial.Tried { Board: var with } => (
                        await Apart(() => Forecast.Effect(board, with, from, _rates.Value, action.On, hours, replications, DefaultSeed, Threads, either.Token)),
                        null),
                    var other => throw new InvalidOperationException($"No trial {other}"),
                };
            }
            finally
            {
                _turn.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _trials);
        }
    }

    public void Dispose() => _turn.Dispose();

    private static int Threads => Math.Min(ThreadsMax, Environment.ProcessorCount);

    private DateTimeOffset StartOf(BoardCapture board) => _time.GetUtcNow() is var now && board.AsOf is { } last && last > now ? last : now;

    private async Task<ForecastResult> Work(Question question, int threads, Func<Func<ForecastResult>, Task<ForecastResult>> apart)
    {
        await _turn.WaitAsync(_stopping);
        try
        {
            var board = await _boards.ReadAsync(question.Hospital, b => b.Capture());
            return await apart(
                () => Forecast.Run(board, StartOf(board), _rates.Value, question.Hours, question.Replications, question.Seed, threads, cancellationToken: _stopping));
        }
        catch
        {
            // A failure is told to those who asked, and not kept for those who ask next.
            _answers.TryRemove(question, out _);
            throw;
        }
        finally
        {
            _turn.Release();
        }
    }

    // On a thread of its own: messages and displays would stand in line in the pool while it computes.
    private static Task<T> Apart<T>(Func<T> work) => Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static Scenario ReadRates() => ScenarioFile.Load(Hosting.Scenarios.Find("winter-week.yaml")) switch
    {
        ScenarioReading.Read { Scenario: var scenario } => scenario,
        var faulty => throw new InvalidDataException($"The rates for forecasts can not be read.{Environment.NewLine}{faulty}"),
    };

    public sealed record Question(HospitalId Hospital, int Hours, int Replications, ulong Seed);

    private sealed record Answer(DateTimeOffset Asked, Lazy<Task<ForecastResult>> Forecast);
}
