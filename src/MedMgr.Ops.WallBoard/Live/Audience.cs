namespace MedMgr.Ops.WallBoard.Live;

/// <summary>Who watches which boards: what a frame costs depends on all of them together, for they share the processors. Safe for concurrent use.</summary>
internal sealed class Audience
{
    private int _displays;
    private int _boards;

    /// <summary>Displays of all boards.</summary>
    public int Displays => Volatile.Read(ref _displays);

    /// <summary>Boards that at least one display watches.</summary>
    public int Boards => Volatile.Read(ref _boards);

    /// <param name="first">Nobody watched that board before.</param>
    public void Came(bool first)
    {
        Interlocked.Increment(ref _displays);
        if (first)
        {
            Interlocked.Increment(ref _boards);
        }
    }

    /// <param name="last">Nobody watches that board any more.</param>
    public void Went(bool last)
    {
        Interlocked.Decrement(ref _displays);
        if (last)
        {
            Interlocked.Decrement(ref _boards);
        }
    }
}
