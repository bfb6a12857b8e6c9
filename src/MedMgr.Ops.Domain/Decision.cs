using System.Collections.Immutable;

namespace MedMgr.Ops.Domain;

/// <summary>The answer of a rule to a command: what happened, or why nothing did.</summary>
public abstract record Decision<TEvent>
{
    private Decision() { }

    /// <remarks>No events: the command asks for what is already so (a repeated message, a second click).</remarks>
    public sealed record Accepted(ImmutableArray<TEvent> Events) : Decision<TEvent>;

    public sealed record Rejected(Rejection Because) : Decision<TEvent>;
}

public static class Decide
{
    public static Decision<TEvent> Accept<TEvent>(params ReadOnlySpan<TEvent> events) => new Decision<TEvent>.Accepted([.. events]);

    public static Decision<TEvent> Reject<TEvent>(Rejection because) => new Decision<TEvent>.Rejected(because);
}
