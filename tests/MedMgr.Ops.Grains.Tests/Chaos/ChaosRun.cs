using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Board;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Domain.Surge;
using MedMgr.Ops.EmbeddedSilo.Deterministic;
using MedMgr.Ops.Grains.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace MedMgr.Ops.Grains.Tests.Chaos;

/// <summary>One seed: senders work on the test hospital while the log fails, grains vanish and the process dies; then all calms down and is looked over.</summary>
internal sealed class ChaosRun
{
    private const int Requests = 48;
    private static readonly TimeSpan ClockSetMost = TimeSpan.FromHours(4);

    /// <summary>Every third seed races without accidents, every third in bad weather, every third in a hurricane.</summary>
    private static readonly Weather[] Weathers =
    [
        new(KillAfterCommit: 0, CrashAfterCommit: 0, ClockSetAfterCommit: 0, new FaultRates(FailBefore: 0, FailAfterCommit: 0, Delay: 0.5, LongestDelay: TimeSpan.FromSeconds(2))),
        new(KillAfterCommit: 0.06, CrashAfterCommit: 0.015, ClockSetAfterCommit: 0.02, new FaultRates(FailBefore: 0.02, FailAfterCommit: 0.02, Delay: 0.25, LongestDelay: TimeSpan.FromSeconds(2))),
        new(KillAfterCommit: 0.15, CrashAfterCommit: 0.04, ClockSetAfterCommit: 0.05, new FaultRates(FailBefore: 0.06, FailAfterCommit: 0.06, Delay: 0.25, LongestDelay: TimeSpan.FromSeconds(2))),
    ];

    private readonly Weather _weather;
    private readonly int _senders;
    private readonly MemoryLog _log;
    private readonly Ward _ward = new();
    private readonly HospitalDirectory _directory = new();
    private readonly DeterministicSilo _silo;
    private readonly List<Answer> _answers = [];
    private readonly SeededRandom _accidents;
    private readonly SeededRandom _clock;
    private DateTimeOffset _latestShown = TestHospital.Start;
    private TimeSpan _setBy;
    private bool _stormy;
    private Exception? _broken;
    private TaskCompletionSource _pause = new();

    public ChaosRun(ulong seed, MemoryLog? log = null)
    {
        _weather = Weathers[seed % 3];
        _senders = 2 + (int)(seed / 3 % 4);
        _log = log ?? new MemoryLog();
        _log.Committed = OnCommitted;
        _directory.Set(TestHospital.Map);
        _silo = new DeterministicSilo(seed, Configure, new DeterministicOptions { StartsAt = TestHospital.Start });
        _accidents = _silo.Random.Stream("accidents");
        _clock = _silo.Random.Stream("clock");
    }

    public int Crashes => _silo.Crashes;

    public int Kills => _silo.Kills;

    public int ClockSets { get; private set; }

    public int Answered => _answers.Count;

    public ulong TraceHash => _silo.TraceHash;

    /// <exception cref="InvariantBroken">Something that must never be so was so.</exception>
    public ChaosRun Execute()
    {
        Open();
        Work();
        Settle();
        CheckAnswers();
        Empty();
        SetClockOn();
        Settle();
        Fill();
        return this;
    }

    private void Configure(ISiloBuilder silo)
    {
        silo.Services.AddSingleton<FaultyLog>(services => new FaultyLog(_log, services.GetRequiredService<IFaultPlan>(), services.GetRequiredService<TimeProvider>()));
        Silo.Configure(silo, services => services.GetRequiredService<FaultyLog>(), services => services.GetRequiredService<FaultyLog>(), _directory);
    }

    private IHospitalGrain Hospital => _silo.Grains.GetGrain<IHospitalGrain>(TestHospital.Id.Value);

    private void Open() => _silo.Run(async () =>
    {
        await Hospital.Execute(new HospitalCommand.Define(TestHospital.Definition, SameAsBefore: false) { At = TestHospital.Start }, new Origin(OriginKind.System, "test", "define", TestHospital.Start));
        await Hospital.Watch();
    });

    private void Work()
    {
        var workload = new Workload(_silo.Random.Stream("work"), _silo.Time, () => SendersNow);
        var pauses = _silo.Random.Stream("pauses");
        var senders = Enumerable.Range(0, _senders)
            .Select(i => new Sender($"s{i}", Requests / _senders, workload.Next, _silo.Time, () => TimeSpan.FromSeconds(2 * pauses.NextFraction()), _answers))
            .ToList();
        _silo.Faults.Rates = _weather.Faults;
        _stormy = true;
        while (true)
        {
            _pause = new TaskCompletionSource();
            foreach (var sender in senders.Where(s => !s.IsDone))
            {
                _ = _silo.Start(() => Watched(sender, senders));
            }

            _silo.RunToEnd(_pause.Task, within: TimeSpan.FromHours(3));
            ThrowIfBroken();
            if (senders.All(s => s.IsDone))
            {
                break;
            }

            _silo.Crash();
        }

        _stormy = false;
        _silo.Faults.Rates = FaultRates.None;
    }

    private async Task Watched(Sender sender, List<Sender> all)
    {
        try
        {
            await sender.Run(_silo.Grains);
        }
        catch (Exception e)
        {
            // Any failure but those that a sender expects ends the run and is thrown there.
            Break(e);
        }

        if (all.All(s => s.IsDone))
        {
            _pause.TrySetResult();
        }
    }

    private void OnCommitted(Transaction transaction)
    {
        try
        {
            _ward.Apply(transaction);
        }
        catch (Exception e)
        {
            // Thrown by the run itself, where no grain can take it for a fault of the log.
            Break(new InvariantBroken($"After {transaction.Cause.Kind} {transaction.Cause.Id} ({string.Join(", ", transaction.Events.Select(x => $"{x.Stream} {x.Type}"))}): {e.Message}"));
        }

        if (_stormy && _accidents.Chance(_weather.KillAfterCommit))
        {
            _ = _silo.Start(() =>
            {
                _silo.KillOne();
                return Task.CompletedTask;
            });
        }

        if (_stormy && _clock.Chance(_weather.ClockSetAfterCommit))
        {
            ClockSets++;
            _latestShown = LatestShown();
            SetClock((_clock.NextFraction() - 0.5) * ClockSetMost);
        }

        if (_stormy && _accidents.Chance(_weather.CrashAfterCommit))
        {
            _pause.TrySetResult();
        }
    }

    private void Break(Exception why)
    {
        _broken ??= why;
        _pause.TrySetResult();
    }

    private void ThrowIfBroken()
    {
        if (_broken is { } why)
        {
            throw new InvariantBroken($"{why.GetType().Name}: {why.Message}\n{(why is InvariantBroken ? "" : why.StackTrace)}");
        }
    }

    /// <summary>Of the systems that report: a clock that nobody sets.</summary>
    private DateTimeOffset SendersNow => _silo.Time.GetUtcNow() - _setBy;

    private void SetClock(TimeSpan by)
    {
        _setBy += by;
        _silo.Time.Set(by);
    }

    private DateTimeOffset LatestShown() => _silo.Time.GetUtcNow() is var now && now > _latestShown ? now : _latestShown;

    /// <summary>To no less than it ever showed. Set and not waited for: what it was set back by in all may be many hours.</summary>
    private void SetClockOn() => SetClock(LatestShown() - _silo.Time.GetUtcNow());

    /// <summary>Calls that were lost time out, blocks run out by what the clock shows, and the reconciler gets its turns.</summary>
    private void Settle()
    {
        _silo.RunFor(TimeSpan.FromSeconds(45));
        for (var round = 0; round < 10 && !Repairs.Find(_ward.Board, _silo.Time.GetUtcNow()).IsEmpty; round++)
        {
            _silo.Run(() => Hospital.Reconcile());
            _silo.RunFor(TimeSpan.FromSeconds(1));
        }

        ThrowIfBroken();
        _ward.CheckSettled(_silo.Time.GetUtcNow());
    }

    /// <summary>What was acknowledged is in the log, under its cause, exactly once; what was refused is not.</summary>
    private void CheckAnswers()
    {
        var written = _log.Transactions.ToLookup(t => t.Cause.Id);
        foreach (var answer in _answers)
        {
            var times = written[answer.Id].Count();
            var isMerge = answer.Id.StartsWith("merge-", StringComparison.Ordinal);
            var wrong = answer switch
            {
                { Kind: ReplyKind.Conflict } => "nobody outside decides again",
                _ when times > 1 && !isMerge => $"was done {times} times",
                { Kind: ReplyKind.Rejected } when times > 0 => "was refused and done",
                { Kind: ReplyKind.Rejected, Because: null } => "was refused without a reason",
                { Kind: ReplyKind.Rejected, MustBeInLog: true } when answer.Because!.Code != RejectionCode.LostRace => "is a report and was refused",
                { Kind: ReplyKind.Done, Position: > 0 } when times == 0 => "was acknowledged and is lost",
                { Kind: ReplyKind.Done, MustBeInLog: true } when times == 0 => "was acknowledged and left no trace",
                { Kind: ReplyKind.Duplicate } when times == 0 => "was called a duplicate and never done",
                { Kind: ReplyKind.Duplicate, Attempts: 1 } => "was called a duplicate when first sent",
                _ => null,
            };
            if (wrong is not null)
            {
                throw new InvariantBroken($"{answer} {wrong}.");
            }
        }
    }

    /// <summary>Everybody can go home: some by hand, however far off the clock was left; the others by a report, once it is right, for then no report of the present is late.</summary>
    private void Empty()
    {
        foreach (var (id, _) in _ward.Visits.Where(v => v.Value.IsHere).ToList().Where((_, i) => i % 2 == 0))
        {
            Leave(id, new EncounterCommand.Depart("home") { At = _silo.Time.GetUtcNow() }, $"leave-{id}");
        }

        SetClock(-_setBy);
        foreach (var (id, visit) in _ward.Visits.Where(v => v.Value.IsHere || v.Value.Standing == Standing.Expected).ToList())
        {
            var now = SendersNow;
            var kind = visit.IsHere ? ReportKind.Discharge : ReportKind.CancelAdmit;
            Leave(id, new EncounterCommand.Reported(TestHospital.Report(kind, now, null)) { At = now }, $"leave-{id}");
            Require(_ward.Visits[id].IsOver, $"{id} has left and is {_ward.Visits[id]}.");
        }

        ThrowIfBroken();
        foreach (var bed in TestHospital.Beds.Where(b => _ward.Beds[b].State is BedState.Occupied or BedState.Reserved))
        {
            throw new InvariantBroken($"Everybody has left, and {bed} is {_ward.Beds[bed].State}.");
        }
    }

    private void Leave(EncounterId id, EncounterCommand command, string cause)
    {
        var reply = _silo.Run(() => _silo.Grains.GetGrain<IEncounterGrain>(GrainKeys.Of(TestHospital.Id, id)).Execute(command, Origin(cause)));
        Require(reply.Kind == ReplyKind.Done, $"{id} can not leave: {reply.Because}");
    }

    /// <summary>No bed is stuck: every block with an end has ended, and every bed in service can be taken.</summary>
    private void Fill()
    {
        foreach (var bed in TestHospital.Beds.Where(b => _ward.Beds[b].State is BedState.Blocked { Until: not null }))
        {
            throw new InvariantBroken($"{bed} is {_ward.Beds[bed].State} at {_silo.Time.GetUtcNow():O}.");
        }

        foreach (var bed in TestHospital.Beds.Where(b => _ward.Beds[b].State is BedState.Ready or BedState.Dirty or BedState.Cleaning { WasContaminated: false }))
        {
            var id = new EncounterId("N-" + bed.Value);
            var admit = new EncounterCommand.Reported(TestHospital.Report(ReportKind.Admit, _silo.Time.GetUtcNow(), TestHospital.Place(bed.Value))) { At = _silo.Time.GetUtcNow() };
            var reply = _silo.Run(() => _silo.Grains.GetGrain<IEncounterGrain>(GrainKeys.Of(TestHospital.Id, id)).Execute(admit, Origin($"admit-{bed}")));
            Require(reply.Kind == ReplyKind.Done && _ward.Beds[bed].Holds(id), $"{bed} takes nobody any more: {reply.Because}, {_ward.Beds[bed].State}");
        }

        ThrowIfBroken();
        _ward.CheckSettled(_silo.Time.GetUtcNow());
    }

    private Origin Origin(string id) => new(OriginKind.User, "test", id, _silo.Time.GetUtcNow());

    private static void Require(bool holds, string message)
    {
        if (!holds)
        {
            throw new InvariantBroken(message);
        }
    }

    private sealed record Weather(double KillAfterCommit, double CrashAfterCommit, double ClockSetAfterCommit, FaultRates Faults);
}
