using MedMgr.Ops.WallBoard.Replay.Indexing;

namespace MedMgr.Ops.WallBoard.Replay;

/// <summary>A recording that is being opened, or has been.</summary>
internal sealed class Opening : IProgress<double>
{
    private double _share;

    public Opening(string id) => Id = id;

    public string Id { get; }

    /// <summary>Faults with words for the viewer when the recording can not be used.</summary>
    public Task<RecordingIndex> Index { get; private set; } = null!;

    /// <summary>How much has been read: 0 to 1.</summary>
    public double Share => Volatile.Read(ref _share);

    void IProgress<double>.Report(double value) => Volatile.Write(ref _share, value);

    public void Begin(Func<IProgress<double>, Task<RecordingIndex>> open) => Index = Task.Run(() => open(this));

    public void Refuse(string why) => Index = Task.FromException<RecordingIndex>(new InvalidDataException(why));
}
