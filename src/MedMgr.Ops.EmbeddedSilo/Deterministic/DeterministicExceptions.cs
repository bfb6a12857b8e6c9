namespace MedMgr.Ops.EmbeddedSilo.Deterministic;

/// <summary>Something real (a thread, I/O, the system clock) got between the turns: the seed would not reproduce the run.</summary>
public sealed class NondeterminismException : Exception
{
    internal NondeterminismException(string message)
        : base(message)
    {
    }
}

/// <summary>The work is not done and nothing that the silo could run or wait for will get it done in the time allowed.</summary>
public sealed class SiloStuckException : Exception
{
    internal SiloStuckException(string message)
        : base(message)
    {
    }
}

/// <summary>The process in which the work ran is gone. What it had reached is known only from storage.</summary>
public sealed class SiloCrashedException : Exception
{
    internal SiloCrashedException()
        : base("The silo crashed while this work was under way.")
    {
    }
}

/// <summary>A failure that a <see cref="IFaultPlan"/> asked for.</summary>
public sealed class InjectedFaultException : Exception
{
    internal InjectedFaultException(string operation, FaultKind kind)
        : base($"{operation}: injected fault ({kind}).")
        => Kind = kind;

    public FaultKind Kind { get; }
}
