using System.ComponentModel;
using System.Runtime.CompilerServices;
using MedMgr.Sim.Engine.Processes;
using MedMgr.Sim.Engine.Statistics;

namespace MedMgr.Sim.Engine.Resources;

/// <summary>An amount of something divisible (gowns, oxygen) between nothing and a capacity; who takes waits for enough, who puts waits for room.</summary>
/// <remarks>Both lines are first come first served: a large request at the head is not overtaken by smaller ones.</remarks>
public sealed class Container
{
    private readonly Side _putting;
    private readonly Side _taking;

    /// <param name="simulation">Whose processes use it.</param>
    /// <param name="name">Name of its level's statistic.</param>
    /// <param name="capacity">The most it holds; positive infinity for no limit.</param>
    /// <param name="initial">What it holds at first.</param>
    public Container(Simulation simulation, string name, double capacity = double.PositiveInfinity, double initial = 0.0)
    {
        ArgumentNullException.ThrowIfNull(simulation);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        ArgumentOutOfRangeException.ThrowIfNegative(initial);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(initial, capacity);
        Simulation = simulation;
        Capacity = capacity;
        Amount = simulation.Statistics.Level(name);
        Amount.Set(initial);
        Amount.Reset();
        _putting = new Side(this, +1.0);
        _taking = new Side(this, -1.0);
    }

    public double Capacity { get; }

    /// <summary>What it holds, weighted by time.</summary>
    public Level Amount { get; }

    internal Simulation Simulation { get; }

    /// <summary>Adds an amount, waiting for room at most this long. The await gives false if there was none in that time.</summary>
    public AmountAwaiter Put(double amount, double patience = double.PositiveInfinity) => new(_putting, Checked(amount), patience);

    /// <summary>Takes an amount, waiting for enough at most this long. The await gives false if there was not enough in that time.</summary>
    public AmountAwaiter Take(double amount, double patience = double.PositiveInfinity) => new(_taking, Checked(amount), patience);

    private double Checked(double amount) => amount > 0.0 && amount <= Capacity
        ? amount
        : throw new ArgumentOutOfRangeException(nameof(amount), amount, "An amount is positive and fits the container.");

    private void ServeLines()
    {
        while (_putting.ServeFirst() || _taking.ServeFirst())
        {
            // Each grant can make room or supply for the other side.
        }
    }

    /// <summary>One of the two lines.</summary>
    internal sealed class Side : IWaitPlace
    {
        private readonly Container _container;
        private readonly double _sign;
        private readonly WaitLine _line = new();

        public Side(Container container, double sign)
        {
            _container = container;
            _sign = sign;
        }

        public Simulation Simulation => _container.Simulation;

        public bool TryAtOnce(double amount)
        {
            if (_line.Count > 0 || !Fits(amount))
            {
                return false;
            }

            _container.Amount.Add(_sign * amount);
            _container.ServeLines();
            return true;
        }

        public void StandInLine(ProcessFrame frame, double amount)
        {
            frame.Priority = 0;
            frame.Amount = amount;
            frame.Place = this;
            _line.AddLast(frame);
        }

        public bool ServeFirst()
        {
            if (_line.First is not { } frame || !Fits(frame.Amount))
            {
                return false;
            }

            _line.Remove(frame);
            _container.Amount.Add(_sign * frame.Amount);
            Simulation.Grant(frame, this);
            return true;
        }

        public void Leave(ProcessFrame frame)
        {
            _line.Remove(frame);
            _container.ServeLines();
        }

        public void TakeBack(ProcessFrame frame)
        {
            _container.Amount.Add(-_sign * frame.Amount);
            _container.ServeLines();
        }

        private bool Fits(double amount)
        {
            var after = _container.Amount.Value + (_sign * amount);
            return after >= 0.0 && after <= _container.Capacity;
        }
    }
}

/// <summary>Waits for room or for enough in a <see cref="Container"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct AmountAwaiter : ICriticalNotifyCompletion, IProcessAwaiter
{
    private readonly Container.Side _side;
    private readonly double _amount;
    private readonly double _patience;
    private bool _isDone;

    internal AmountAwaiter(Container.Side side, double amount, double patience)
    {
        _side = side;
        _amount = amount;
        _patience = patience;
    }

    public bool IsCompleted => _isDone = _side.TryAtOnce(_amount);

    public readonly AmountAwaiter GetAwaiter() => this;

    /// <summary>True if it was put or taken, false after the timeout.</summary>
    public readonly bool GetResult()
    {
        if (_isDone)
        {
            return true;
        }

        var frame = _side.Simulation.Current;
        frame.ThrowPending();
        return frame.Outcome == WaitOutcome.Granted;
    }

    public readonly void OnCompleted(Action continuation) => Awaiting.Refuse();

    public readonly void UnsafeOnCompleted(Action continuation) => Awaiting.Refuse();

    readonly void IProcessAwaiter.Suspend(ProcessFrame frame)
    {
        _side.Simulation.Limit(frame, _patience);
        _side.StandInLine(frame, _amount);
    }
}
