namespace MedMgr.Sim.Engine.Statistics;

/// <summary>Something a run gathers, and forgets at the end of the warm-up.</summary>
public interface IStatistic
{
    /// <summary>Forgets what was gathered. The state of the model (the value of a level) stays.</summary>
    void Reset();
}
