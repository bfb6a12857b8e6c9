namespace MedMgr.Ops.EmbeddedSilo.Deterministic;

/// <summary>What goes wrong with one operation of a storage or a log.</summary>
public enum FaultKind
{
    None,

    /// <summary>It fails, and nothing has happened.</summary>
    FailBefore,

    /// <summary>It has happened, and the caller is told that it failed.</summary>
    FailAfterCommit,
}

/// <param name="Delay">Before the operation takes effect; not negative.</param>
public readonly record struct Fault(FaultKind Kind, TimeSpan Delay);

/// <summary>Decides which operations fail. The silo registers a seeded one; storage and log fakes ask it.</summary>
public interface IFaultPlan
{
    /// <param name="operation">For the message of the failure, and for plans that pick.</param>
    Fault Next(string operation);
}

/// <summary>How often which fault happens, each from 0 (never) to 1.</summary>
/// <param name="LongestDelay">Delays are spread evenly up to it.</param>
public sealed record FaultRates(double FailBefore, double FailAfterCommit, double Delay, TimeSpan LongestDelay)
{
    public static FaultRates None { get; } = new(0, 0, 0, TimeSpan.Zero);
}

/// <summary>Faults drawn from a seed.</summary>
public sealed class SeededFaultPlan : IFaultPlan
{
    private readonly SeededRandom _random;

    public SeededFaultPlan(SeededRandom random, FaultRates rates)
    {
        _random = random;
        Rates = rates;
    }

    /// <summary>May be changed during a run, for instance to let a system settle at its end.</summary>
    public FaultRates Rates { get; set; }

    public Fault Next(string operation)
    {
        var draw = _random.NextFraction();
        var kind = draw < Rates.FailBefore ? FaultKind.FailBefore
            : draw < Rates.FailBefore + Rates.FailAfterCommit ? FaultKind.FailAfterCommit
            : FaultKind.None;
        var delay = _random.Chance(Rates.Delay) ? Rates.LongestDelay * _random.NextFraction() : TimeSpan.Zero;
        return new Fault(kind, delay);
    }
}

/// <summary>For storage and log fakes.</summary>
public static class FaultPlanExtensions
{
    /// <summary>Runs <paramref name="commit"/> as an operation that the plan may delay or fail; others may run before and after it in any case.</summary>
    /// <exception cref="InjectedFaultException">The plan said so.</exception>
    public static async Task<T> InjectAsync<T>(this IFaultPlan plan, TimeProvider time, string operation, Func<T> commit)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(commit);
        var fault = plan.Next(operation);
        if (fault.Delay > TimeSpan.Zero)
        {
            await Task.Delay(fault.Delay, time);
        }

        await Task.Yield();
        if (fault.Kind == FaultKind.FailBefore)
        {
            throw new InjectedFaultException(operation, fault.Kind);
        }

        var result = commit();
        await Task.Yield();
        return fault.Kind == FaultKind.FailAfterCommit ? throw new InjectedFaultException(operation, fault.Kind) : result;
    }
}
