namespace MedMgr.Sim.Engine.Events;

/// <summary>A model in the fast style: one switch over the kinds of its events.</summary>
public interface IEventHandler
{
    /// <summary>Called once for each event, with the clock at its time.</summary>
    /// <param name="kind">The model's own number for what happens, zero or more.</param>
    /// <param name="payload">What it happens to, as the model numbers it.</param>
    void Handle(int kind, int payload);
}
