namespace MedMgr.Ops.Drills;

/// <summary>The drill of this server; most servers have none.</summary>
internal sealed class DrillDesk
{
    private DrillConductor? _conductor;

    /// <summary>Null where no drill is led from here, or its hospital is still being filled.</summary>
    public DrillConductor? Conductor
    {
        get => Volatile.Read(ref _conductor);
        set => Volatile.Write(ref _conductor, value);
    }
}
