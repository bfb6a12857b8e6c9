namespace MedMgr.Sim.Engine.Statistics;

/// <summary>How often something happened.</summary>
public sealed class Counter : IStatistic
{
    public long Count { get; private set; }

    public void Add(long count = 1) => Count += count;

    public void Reset() => Count = 0;
}
