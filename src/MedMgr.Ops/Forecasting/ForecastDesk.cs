using System.Collections.Concurrent;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Board;
using MedMgr.Ops.Grains.Hospitals;
using MedMgr.Ops.Hosting;
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

    private const int ThreadsMax = 2;

    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<Question, Answer> _answers = new();
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Lazy<Scenario> _rates = new(ReadRates);
    private readonly IBoardReader _boards;
    private readonly TimeProvider _time;
    private readonly CancellationToken _stopping;

    public ForecastDesk(IBoardReader boards, TimeProvider time, IHostApplicationLifetime lifetime)
    {
        _boards = boards;
        _time = time;
        _stopping = lifetime.ApplicationStopping;
    }

    public ulong DefaultSeed => _rates.Value.Seed;

    /// <returns>Null when too many questions are waiting.</returns>
    /// <exception cref="ArgumentException">The rates do not fit this hospital; the message says why.</exception>
    public Task<ForecastResult>? Ask(Question question)
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
            : _answers.GetOrAdd(question, q => new Answer(now, new Lazy<Task<ForecastResult>>(() => Task.Run(() => Work(q), _stopping)))).Forecast.Value;
    }

    public void Dispose() => _turn.Dispose();

    private async Task<ForecastResult> Work(Question question)
    {
        await _turn.WaitAsync(_stopping);
        try
        {
            var board = await _boards.ReadAsync(question.Hospital, b => b.Capture());
            var now = _time.GetUtcNow();
            var from = board.AsOf is { } last && last > now ? last : now;
            return Forecast.Run(
                board, from, _rates.Value, question.Hours, question.Replications, question.Seed, Math.Min(ThreadsMax, Environment.ProcessorCount), cancellationToken: _stopping);
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

    private static Scenario ReadRates() => ScenarioFile.Load(Hosting.Scenarios.Find("winter-week.yaml")) switch
    {
        ScenarioReading.Read { Scenario: var scenario } => scenario,
        var faulty => throw new InvalidDataException($"The rates for forecasts can not be read.{Environment.NewLine}{faulty}"),
    };

    public sealed record Question(HospitalId Hospital, int Hours, int Replications, ulong Seed);

    private sealed record Answer(DateTimeOffset Asked, Lazy<Task<ForecastResult>> Forecast);
}
