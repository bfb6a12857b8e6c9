using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace MedMgr.Ops.EmbeddedSilo.Runtime;

/// <summary>A timer of an activation. At most one tick is waiting or running; the period counts from its completion.</summary>
internal sealed class GrainTimer : Turn, IGrainTimer
{
    private static readonly ulong Mark = StableHash.Of(nameof(GrainTimer));

    private readonly Lock _gate = new();
    private readonly Activation _activation;
    private readonly Func<CancellationToken, Task> _callback;
    private readonly CancellationTokenSource _stopped = new();
    private readonly bool _keepAlive;
    private readonly ITimer _clock;
    private TimeSpan _period;
    private bool _ticking;
    private TimeSpan? _changedWhileTicking;

    internal GrainTimer(Activation activation, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        _activation = activation;
        _callback = callback;
        _keepAlive = options.KeepAlive;
        Sharing = options.Interleave ? Sharing.WithAll : Sharing.Exclusive;
        using var isolation = Isolation.Begin();
        _clock = activation.Runtime.Time.CreateTimer(
            static state => ((GrainTimer)state!).OnClock(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    internal override Sharing Sharing { get; }

    internal override ulong TraceMark => Mark;

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        RequireTime(dueTime, nameof(dueTime));
        RequireTime(period, nameof(period));
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_stopped.IsCancellationRequested, this);
            _period = period;
            if (_ticking)
            {
                _changedWhileTicking = dueTime;
            }
            else
            {
                _clock.Change(dueTime, Timeout.InfiniteTimeSpan);
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_stopped.IsCancellationRequested)
            {
                return;
            }

            _clock.Dispose();
        }

        _stopped.Cancel();
        _activation.Forget(this);
    }

    internal override void Start(TurnQueue queue) => _ = RunAsync(queue);

    internal override void Abandon(Exception why, ILogger log)
    {
        // The activation that the tick was meant for is gone, and the timer with it.
    }

    private void OnClock()
    {
        lock (_gate)
        {
            if (_ticking || _stopped.IsCancellationRequested)
            {
                return;
            }

            _ticking = true;
        }

        _activation.TryAdd(this);
    }

    private async Task RunAsync(TurnQueue queue)
    {
        try
        {
            if (!_stopped.IsCancellationRequested)
            {
                if (_keepAlive)
                {
                    _activation.Touch();
                }

                await _callback(_stopped.Token);
            }
        }
        catch (OperationCanceledException) when (_stopped.IsCancellationRequested)
        {
            // Told to stop, and stopped.
        }
        catch (Exception failure)
        {
            _activation.Runtime.Logger.LogError(failure, "A timer of {Grain} failed; it goes on ticking.", _activation.Address);
        }

        EndTick();
        queue.Finished(this);
    }

    private void EndTick()
    {
        lock (_gate)
        {
            _ticking = false;
            if (!_stopped.IsCancellationRequested)
            {
                _clock.Change(_changedWhileTicking ?? _period, Timeout.InfiniteTimeSpan);
            }

            _changedWhileTicking = null;
        }
    }

    private static void RequireTime(TimeSpan time, string name)
    {
        if (time < TimeSpan.Zero && time != Timeout.InfiniteTimeSpan)
        {
            throw new ArgumentOutOfRangeException(name, time, "A timer's times are not negative, or infinite.");
        }
    }
}
