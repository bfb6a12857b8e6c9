namespace MedMgr.Sim.Engine.Processes;

/// <summary>Someone broke off what this process was waiting for.</summary>
public abstract class InterruptedException : Exception
{
    private protected InterruptedException(object cause)
        : base($"The process was interrupted: {cause}")
    {
        UntypedCause = cause;
    }

    /// <summary>Who or what broke it off.</summary>
    public object UntypedCause { get; }
}

/// <summary>Someone broke off what this process was waiting for, and says why.</summary>
public sealed class InterruptedException<TCause> : InterruptedException
    where TCause : notnull
{
    internal InterruptedException(TCause cause)
        : base(cause)
    {
        Cause = cause;
    }

    public TCause Cause { get; }
}
