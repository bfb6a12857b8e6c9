namespace MedMgr.Ops.EmbeddedSilo.Runtime;

/// <summary>While it lasts, what is started does not inherit the caller's ambient context: a grain must not live on in the context of its first caller.</summary>
internal readonly struct Isolation : IDisposable
{
    private readonly AsyncFlowControl? _suppressed;

    private Isolation(AsyncFlowControl? suppressed) => _suppressed = suppressed;

    public void Dispose() => _suppressed?.Undo();

    internal static Isolation Begin() => new(ExecutionContext.IsFlowSuppressed() ? null : ExecutionContext.SuppressFlow());
}
