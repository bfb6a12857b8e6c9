namespace MedMgr.Sim.Engine.Processes;

/// <summary>What a process may wait for: it takes the frame and sees to it that the frame is resumed.</summary>
internal interface IProcessAwaiter
{
    void Suspend(ProcessFrame frame);
}

/// <summary>A place where frames stand in line until somebody grants what they wait for.</summary>
internal interface IWaitPlace
{
    /// <summary>The frame leaves the line without what it came for (timeout, interrupt).</summary>
    void Leave(ProcessFrame frame);

    /// <summary>The frame was granted what it came for, but was interrupted before it could take it: it goes back.</summary>
    void TakeBack(ProcessFrame frame);
}
