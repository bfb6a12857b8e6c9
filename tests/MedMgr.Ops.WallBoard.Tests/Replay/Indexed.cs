using MedMgr.Ops.WallBoard.Replay;
using MedMgr.Ops.WallBoard.Replay.Indexing;
using MedMgr.Ops.WallBoard.Replay.Recorded;

namespace MedMgr.Ops.WallBoard.Tests.Replay;

/// <summary>Recordings in a folder of the test's own, and their indexes.</summary>
internal static class Indexed
{
    public static string NewFolder() => Directory.CreateTempSubdirectory("medmgr-replay-").FullName;

    public static async Task<RecordingIndex> File(
        string path, Action<ReplayOptions>? configure = null, DateTimeOffset? from = null, DateTimeOffset? to = null, IAlertWatch? watch = null)
    {
        var file = await RecordingFile.OpenAsync(path, CancellationToken.None);
        return await Build(file, new RecordingInfo("r", file.Header.Title, file.Header.Kind), configure, from ?? file.Header.From, to, watch);
    }

    public static Task<RecordingIndex> Build(
        IRecordingSource source, RecordingInfo info, Action<ReplayOptions>? configure = null, DateTimeOffset? from = null, DateTimeOffset? to = null, IAlertWatch? watch = null)
    {
        var options = new ReplayOptions();
        configure?.Invoke(options);
        return new IndexBuilder(info, source, options, watch ?? new CrowdingWatch()).BuildAsync(from, to, new Unheard(), CancellationToken.None);
    }

    private sealed class Unheard : IProgress<double>
    {
        public void Report(double value)
        {
        }
    }
}
