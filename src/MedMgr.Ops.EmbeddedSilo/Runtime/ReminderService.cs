using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace MedMgr.Ops.EmbeddedSilo.Runtime;

/// <summary>Wakes grains at the times they asked for, also when neither they nor this process lived on since.</summary>
internal sealed class ReminderService : IDisposable
{
    private static readonly TimeSpan ShortestPeriod = TimeSpan.FromMinutes(1);

    /// <summary>Timers of the platform reach 49 days; longer waits are taken in steps.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(30);

    private readonly SiloRuntime _runtime;
    private readonly IReminderTable? _table;
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _writing = new(1);
    private readonly Dictionary<(GrainId Grain, string Name), Reminder> _reminders = [];
    private bool _stopped;

    internal ReminderService(SiloRuntime runtime, IReminderTable? table)
    {
        _runtime = runtime;
        _table = table;
    }

    /// <summary>Stops all ticks; the table keeps the reminders.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _stopped = true;
            foreach (var reminder in _reminders.Values)
            {
                reminder.Dispose();
            }

            _reminders.Clear();
        }
    }

    internal async Task StartAsync(CancellationToken cancellationToken)
    {
        if (_table is null)
        {
            return;
        }

        foreach (var entry in await _table.ReadAsync(cancellationToken))
        {
            Schedule(entry);
        }
    }

    internal async Task<IGrainReminder> RegisterOrUpdateAsync(GrainId grain, string name, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime < TimeSpan.Zero)
        {
            throw new ArgumentOutOfRangeException(nameof(dueTime), dueTime, "A reminder is not due in the past.");
        }

        if (period < ShortestPeriod)
        {
            throw new ArgumentException($"Reminder '{name}' of {grain} asks for a period of {period}; the shortest is {ShortestPeriod}. A timer can tick faster.", nameof(period));
        }

        var entry = new ReminderEntry(grain, name, _runtime.Time.GetUtcNow() + dueTime, period);
        await WriteAsync(entries => [.. entries.Where(other => !Same(other, grain, name)), entry]);
        return Schedule(entry);
    }

    internal async Task UnregisterAsync(GrainId grain, IGrainReminder reminder)
    {
        await WriteAsync(entries => [.. entries.Where(other => !Same(other, grain, reminder.ReminderName))]);
        lock (_gate)
        {
            if (_reminders.Remove((grain, reminder.ReminderName), out var known))
            {
                known.Dispose();
            }
        }
    }

    internal Task<IGrainReminder?> FindAsync(GrainId grain, string name)
    {
        RequireTable();
        lock (_gate)
        {
            return Task.FromResult<IGrainReminder?>(_reminders.GetValueOrDefault((grain, name)));
        }
    }

    internal Task<List<IGrainReminder>> FindAllAsync(GrainId grain)
    {
        RequireTable();
        lock (_gate)
        {
            return Task.FromResult(_reminders.Values.Where(reminder => reminder.Entry.Grain == grain).ToList<IGrainReminder>());
        }
    }

    private static bool Same(ReminderEntry entry, GrainId grain, string name) => entry.Grain == grain && entry.Name == name;

    private IReminderTable RequireTable()
        => _table ?? throw new InvalidOperationException($"This silo keeps no reminders: call UseInMemoryReminderService or set {nameof(EmbeddedSiloOptions)}.{nameof(EmbeddedSiloOptions.DataDirectory)}.");

    private async Task WriteAsync(Func<IEnumerable<ReminderEntry>, ReminderEntry[]> change)
    {
        var table = RequireTable();
        await _writing.WaitAsync();
        try
        {
            await table.WriteAsync(change(await table.ReadAsync(CancellationToken.None)));
        }
        finally
        {
            _writing.Release();
        }
    }

    private Reminder Schedule(ReminderEntry entry)
    {
        var reminder = new Reminder(this, entry);
        lock (_gate)
        {
            if (_reminders.Remove((entry.Grain, entry.Name), out var replaced))
            {
                replaced.Dispose();
            }

            if (!_stopped)
            {
                _reminders.Add((entry.Grain, entry.Name), reminder);
                reminder.Arm();
            }
        }

        return reminder;
    }

    private sealed class Reminder : IGrainReminder, IDisposable
    {
        private readonly ReminderService _service;
        private readonly ITimer _clock;
        private DateTimeOffset _due;
        private bool _disposed;

        internal Reminder(ReminderService service, ReminderEntry entry)
        {
            _service = service;
            Entry = entry;
            _due = NextTick(Time.GetUtcNow());
            using var isolation = Isolation.Begin();
            _clock = Time.CreateTimer(static state => ((Reminder)state!).OnClock(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        internal ReminderEntry Entry { get; }

        public string ReminderName => Entry.Name;

        private TimeProvider Time => _service._runtime.Time;

        public void Dispose()
        {
            _disposed = true;
            _clock.Dispose();
        }

        /// <summary>Under the service's gate.</summary>
        internal void Arm()
        {
            var wait = _due - Time.GetUtcNow();
            wait = wait < TimeSpan.Zero ? TimeSpan.Zero : wait > LongestWait ? LongestWait : wait;
            _clock.Change(wait, Timeout.InfiniteTimeSpan);
        }

        private DateTimeOffset NextTick(DateTimeOffset now)
        {
            if (now <= Entry.FirstTick)
            {
                return Entry.FirstTick;
            }

            // Ticks missed while nobody was there are not made up for; the rhythm is kept.
            var periods = (long)Math.Ceiling((now - Entry.FirstTick) / Entry.Period);
            return Entry.FirstTick + (periods * Entry.Period);
        }

        private void OnClock()
        {
            lock (_service._gate)
            {
                if (_disposed)
                {
                    return;
                }

                if (Time.GetUtcNow() < _due)
                {
                    Arm();
                    return;
                }
            }

            _service._runtime.Background.Post(TickAsync);
        }

        private async Task TickAsync()
        {
            var runtime = _service._runtime;
            var now = Time.GetUtcNow();
            try
            {
                var grain = runtime.GrainFactory.FindRemindable(Entry.Grain)
                    ?? throw new InvalidOperationException($"No grain class answers to {Entry.Grain} any more.");
                await grain.ReceiveReminder(Entry.Name, new TickStatus(Entry.FirstTick.UtcDateTime, Entry.Period, now.UtcDateTime));
            }
            catch (Exception failure)
            {
                runtime.Logger.LogError(failure, "Reminder '{Reminder}' of {Grain} failed; it comes again.", Entry.Name, Entry.Grain);
            }

            lock (_service._gate)
            {
                if (!_disposed)
                {
                    _due = NextTick(Time.GetUtcNow() + TimeSpan.FromTicks(1));
                    Arm();
                }
            }
        }
    }
}
