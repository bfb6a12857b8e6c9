namespace MedMgr.Ops.EmbeddedSilo.Runtime;

/// <summary>A place for asynchronous work that belongs to no grain.</summary>
internal sealed class BackgroundQueue : TurnQueue
{
    internal BackgroundQueue(SiloRuntime runtime)
        : base(runtime)
    {
    }

    protected override bool Open => true;
}
