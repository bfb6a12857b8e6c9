using MedMgr.Ops.EmbeddedSilo.Copying;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;

namespace MedMgr.Ops.EmbeddedSilo.Runtime;

/// <summary>One silo: its grains in memory, its clock and the calls under way.</summary>
internal sealed class SiloRuntime : IDisposable
{
    private readonly ITimer _idleScan;
    private volatile Phase _phase;

    internal SiloRuntime(SiloParts parts)
    {
        Services = parts.Services;
        Time = parts.Time;
        Logger = parts.Logger;
        Options = parts.Options;
        Scheduler = parts.Scheduler;
        Copier = parts.Copier;
        Classes = GrainClassMap.Over(parts.Options.GrainAssemblies);
        Activations = new ActivationDirectory(this);
        Background = new BackgroundQueue(this);
        GrainFactory = new GrainFactory(this);
        Timeouts = new CallTimeouts(parts.Time, parts.ResponseTimeout);
        Reminders = new ReminderService(this, parts.Reminders);
        _idleScan = parts.Time.CreateTimer(
            static state => ((SiloRuntime)state!).CollectIdle(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private enum Phase
    {
        Created,
        Running,
        Stopping,
        Stopped,
    }

    internal IServiceProvider Services { get; }

    internal TimeProvider Time { get; }

    internal ILogger Logger { get; }

    internal EmbeddedSiloOptions Options { get; }

    internal TurnScheduler Scheduler { get; }

    /// <summary>Copies what is passed between grains; null where everything is passed by reference.</summary>
    internal MessageCopier? Copier { get; }

    internal GrainClassMap Classes { get; }

    internal ActivationDirectory Activations { get; }

    internal GrainFactory GrainFactory { get; }

    /// <summary>Runs what the silo itself does over time.</summary>
    internal TurnQueue Background { get; }

    internal CallTimeouts Timeouts { get; }

    internal ReminderService Reminders { get; }

    internal bool AcceptsActivations => _phase == Phase.Running;

    public void Dispose()
    {
        _phase = Phase.Stopped;
        _idleScan.Dispose();
        Timeouts.Dispose();
        Reminders.Dispose();
    }

    internal long Ticks(TimeSpan time) => (long)(time.TotalSeconds * Time.TimestampFrequency);

    internal SiloUnavailableException Unavailable() => new(_phase switch
    {
        Phase.Created => "The silo has not started.",
        Phase.Stopping => "The silo is stopping and activates no more grains.",
        _ => "The silo has stopped.",
    });

    internal async Task StartAsync(CancellationToken cancellationToken)
    {
        _phase = Phase.Running;
        _idleScan.Change(Options.IdleScanPeriod, Options.IdleScanPeriod);
        await Reminders.StartAsync(cancellationToken);
    }

    /// <summary>Lets every grain say goodbye. Grains in memory still answer one another; no new ones appear.</summary>
    internal async Task StopAsync(CancellationToken cancellationToken)
    {
        _phase = Phase.Stopping;
        _idleScan.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Reminders.Dispose();
        var reason = new DeactivationReason(DeactivationReasonCode.ShuttingDown, "The silo is stopping.");
        var goodbyes = Activations.InOrderOfCreation().Select(activation => activation.DeactivateAsync(reason)).ToArray();
        try
        {
            await Task.WhenAll(goodbyes).WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Logger.LogWarning("{Count} grains did not end in time.", goodbyes.Count(goodbye => !goodbye.IsCompleted));
        }

        _phase = Phase.Stopped;
    }

    internal void Send(GrainCall call)
    {
        if (_phase is Phase.Created or Phase.Stopped)
        {
            call.Fail(Unavailable());
            return;
        }

        try
        {
            call.Seal(this);
        }
        catch (NotSerializableException failure)
        {
            call.Fail(failure);
            return;
        }

        if (call.Answered)
        {
            // The caller's token was cancelled before the call was sent.
            return;
        }

        call.SentAt = Time.GetTimestamp();
        if (!call.Method.OneWay)
        {
            Timeouts.Track(call);
        }

        call.Target.Deliver(this, call);
    }

    private void CollectIdle()
    {
        var now = Time.GetTimestamp();
        foreach (var activation in Activations.InOrderOfCreation())
        {
            activation.CollectIfIdle(now, Ticks(Options.IdleAge));
        }
    }
}

/// <summary>What a silo is made of.</summary>
internal sealed record SiloParts(
    IServiceProvider Services, TimeProvider Time, ILogger Logger, EmbeddedSiloOptions Options, TimeSpan ResponseTimeout,
    TurnScheduler Scheduler, MessageCopier? Copier, IReminderTable? Reminders);
