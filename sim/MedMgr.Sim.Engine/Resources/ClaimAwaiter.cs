using System.ComponentModel;
using System.Runtime.CompilerServices;
using MedMgr.Sim.Engine.Processes;

namespace MedMgr.Sim.Engine.Resources;

/// <summary>Waits for units of a <see cref="Resource"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct ClaimAwaiter : ICriticalNotifyCompletion, IProcessAwaiter
{
    private readonly Resource _resource;
    private readonly double _patience;
    private readonly int _units;
    private readonly int _priority;
    private readonly bool _preempt;
    private readonly bool _isResuming;
    private bool _isGranted;
    private Claim _claim;

    internal ClaimAwaiter(Resource resource, int units, int priority, bool preempt, double patience, bool isResuming)
    {
        _resource = resource;
        _units = units;
        _priority = priority;
        _preempt = preempt;
        _patience = patience;
        _isResuming = isResuming;
    }

    public bool IsCompleted =>
        _isGranted = _resource.TryGrant(_resource.Simulation.Current, _units, _priority, _preempt, _isResuming, out _claim);

    public readonly ClaimAwaiter GetAwaiter() => this;

    public readonly Claim GetResult()
    {
        if (_isGranted)
        {
            return _claim;
        }

        var frame = _resource.Simulation.Current;
        frame.ThrowPending();
        return _resource.ClaimOf(frame);
    }

    public readonly void OnCompleted(Action continuation) => Awaiting.Refuse();

    public readonly void UnsafeOnCompleted(Action continuation) => Awaiting.Refuse();

    readonly void IProcessAwaiter.Suspend(ProcessFrame frame)
    {
        _resource.Simulation.Limit(frame, _patience);
        _resource.StandInLine(frame, _units, _priority, _isResuming);
    }
}
