namespace MedMgr.Ops.Drills;

/// <summary>The drill of this server; most servers have none.</summary>
internal sealed class DrillDesk
{
    private readonly TaskCompletionSource<DrillConductor> _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Null where no drill is led from here, or its hospital is still being filled.</summary>
    public DrillConductor? Conductor => _opened.Task.IsCompletedSuccessfully ? _opened.Task.Result : null;

    /// <summary>Completes when the drill can be led.</summary>
    public Task<DrillConductor> Opened => _opened.Task;

    public void Open(DrillConductor conductor) => _opened.SetResult(conductor);
}
