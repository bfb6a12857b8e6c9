using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;

namespace MedMgr.Ops.EmbeddedSilo.Runtime;

/// <summary>One grain in memory: its instance, its mailbox and its life from the first call to deactivation.</summary>
internal sealed class Activation : TurnQueue, IGrainContext, ICallReceiver
{
    [ThreadStatic]
    private static Activation? t_underConstruction;

    private Phase _phase;
    private AsyncServiceScope? _scope;
    private Grain? _instance;
    private List<IActivationState>? _states;
    private List<GrainTimer>? _timers;
    private DeactivationReason? _ending;
    private TaskCompletionSource? _ended;
    private long _usedAt;
    private long _keepUntil;

    internal Activation(SiloRuntime runtime, GrainAddress address)
        : base(runtime)
    {
        Address = address;
        _usedAt = runtime.Time.GetTimestamp();
    }

    private enum Phase
    {
        New,
        Activating,
        Active,
        Deactivating,
        Dead,
    }

    /// <summary>The activation whose grain constructor runs on this thread.</summary>
    internal static Activation? UnderConstruction => t_underConstruction;

    internal GrainAddress Address { get; }

    public GrainId GrainId => Address.GrainId;

    public object? GrainInstance => _instance;

    public IServiceProvider ActivationServices => _scope?.ServiceProvider ?? throw new InvalidOperationException($"{Address} is not active.");

    object ICallReceiver.Instance => _instance!;

    protected override bool Reentrant => Address.Class.Reentrant;

    protected override bool Open => _phase == Phase.Active && _ending is null;

    /// <summary>False when the activation is dead and the call belongs to its successor.</summary>
    internal bool TryAdd(Turn turn)
    {
        lock (Gate)
        {
            if (_phase == Phase.Dead)
            {
                return false;
            }

            if (turn is GrainCall call)
            {
                _usedAt = call.SentAt;
            }

            Add(turn);
            Awaken();
            return true;
        }
    }

    /// <summary>Takes over what waited for an earlier activation of the same grain, ahead of anybody who finds this one.</summary>
    internal void Inherit(List<Turn> waiting, Action publish)
    {
        lock (Gate)
        {
            publish();
            waiting.ForEach(Add);
            Awaken();
        }
    }

    /// <summary>Ends the activation when its running turns have ended. Later reasons are ignored.</summary>
    internal void RequestDeactivation(DeactivationReason reason)
    {
        lock (Gate)
        {
            _ending ??= reason;
            BeginDeactivationIfQuiet();
        }
    }

    /// <summary>As <see cref="RequestDeactivation"/>; completes when the activation is over.</summary>
    internal Task DeactivateAsync(DeactivationReason reason)
    {
        lock (Gate)
        {
            if (_phase == Phase.Dead)
            {
                return Task.CompletedTask;
            }

            _ended ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_phase == Phase.New)
            {
                Die();
            }

            _ending ??= reason;
            BeginDeactivationIfQuiet();
            return _ended.Task;
        }
    }

    internal void DelayCollection(TimeSpan atLeast) => _keepUntil = Runtime.Time.GetTimestamp() + Runtime.Ticks(atLeast);

    internal void Touch() => _usedAt = Runtime.Time.GetTimestamp();

    /// <summary>Ends the activation if nobody has used it for that long.</summary>
    internal void CollectIfIdle(long now, long idleTicks)
    {
        lock (Gate)
        {
            if (_phase == Phase.Active && IsQuiet && now - _usedAt >= idleTicks && now >= _keepUntil)
            {
                RequestDeactivation(new(DeactivationReasonCode.ActivationIdle, "Not used for a while."));
            }
        }
    }

    /// <summary>As a crash would: no goodbye, no continuation, no timer. Returns the turns that never started.</summary>
    internal List<Turn> Kill()
    {
        lock (Gate)
        {
            StopTimers();
            var lost = DropEverything();
            Die();
            return lost;
        }
    }

    internal IPersistentState<TState> AttachState<TState>(string stateName, string storageName)
    {
        var state = new PersistentState<TState>(this, stateName, storageName);
        (_states ??= []).Add(state);
        return state;
    }

    internal IGrainTimer RegisterTimer(Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        var timer = new GrainTimer(this, callback, options);
        lock (Gate)
        {
            if (_phase is Phase.Deactivating or Phase.Dead)
            {
                throw new InvalidOperationException($"{Address} is being deactivated: it can not register timers.");
            }

            (_timers ??= []).Add(timer);
        }

        timer.Change(options.DueTime, options.Period);
        return timer;
    }

    internal void Forget(GrainTimer timer)
    {
        lock (Gate)
        {
            _timers?.Remove(timer);
        }
    }

    protected override void OnTurnFinished() => BeginDeactivationIfQuiet();

    private void Awaken()
    {
        if (_phase == Phase.New)
        {
            _phase = Phase.Activating;
            Post(ActivateAsync);
        }
    }

    private void BeginDeactivationIfQuiet()
    {
        if (_ending is not null && _phase == Phase.Active && !HasRunningTurns)
        {
            _phase = Phase.Deactivating;
            Post(EndAsync);
        }
    }

    private async Task ActivateAsync()
    {
        try
        {
            using var deadline = new CancellationTokenSource(Runtime.Options.ActivationTimeout, Runtime.Time);
            _scope = Runtime.Services.CreateAsyncScope();
            _instance = Construct();
            foreach (var state in _states ?? [])
            {
                await state.LoadAsync();
            }

            await _instance.OnActivateAsync(deadline.Token);
        }
        catch (Exception failure)
        {
            await FailActivationAsync(failure);
            return;
        }

        lock (Gate)
        {
            _phase = Phase.Active;
            ShuffleWaiting();
            AdmitWaiting();
            BeginDeactivationIfQuiet();
        }
    }

    private Grain Construct()
    {
        t_underConstruction = this;
        try
        {
            return Address.Class.Construct(this);
        }
        finally
        {
            t_underConstruction = null;
        }
    }

    private async Task FailActivationAsync(Exception failure)
    {
        Runtime.Logger.LogError(failure, "{Grain} could not be activated.", Address);
        StopTimers();
        await ReleaseAsync();
        List<Turn> waiting;
        lock (Gate)
        {
            waiting = TakeWaiting();
            Die();
        }

        waiting.ForEach(turn => turn.Abandon(failure, Runtime.Logger));
    }

    private async Task EndAsync()
    {
        StopTimers();
        try
        {
            using var deadline = new CancellationTokenSource(Runtime.Options.DeactivationTimeout, Runtime.Time);
            await _instance!.OnDeactivateAsync(_ending!.Value, deadline.Token)
                .WaitAsync(Runtime.Options.DeactivationTimeout, Runtime.Time);
        }
        catch (Exception failure)
        {
            // Its state is stored or lost already; the activation ends either way.
            Runtime.Logger.LogError(failure, "{Grain} failed while being deactivated ({Reason}).", Address, _ending);
        }

        await ReleaseAsync();
        lock (Gate)
        {
            // Calls outlive the activation; ticks of its timers do not.
            Runtime.Activations.Replace(this, [.. TakeWaiting().Where(turn => turn is GrainCall)]);
            Die();
        }
    }

    private async Task ReleaseAsync()
    {
        try
        {
            if (_instance is IAsyncDisposable asynchronous)
            {
                await asynchronous.DisposeAsync();
            }
            else if (_instance is IDisposable disposable)
            {
                disposable.Dispose();
            }

            if (_scope is { } scope)
            {
                await scope.DisposeAsync();
            }
        }
        catch (Exception failure)
        {
            Runtime.Logger.LogError(failure, "{Grain} could not be disposed.", Address);
        }
    }

    // Under the gate, so that nobody is accepted between the last look at the mailbox and the end.
    private void Die()
    {
        Debug.Assert(Gate.IsHeldByCurrentThread, "An activation dies under its gate.");
        _phase = Phase.Dead;
        Runtime.Activations.Forget(this);
        _ended?.TrySetResult();
    }

    private void StopTimers()
    {
        GrainTimer[] timers;
        lock (Gate)
        {
            timers = [.. _timers ?? []];
            _timers = null;
        }

        foreach (var timer in timers)
        {
            timer.Dispose();
        }
    }
}
