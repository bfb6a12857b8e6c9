using MedMgr.Ops.WallBoard.Live;
using MedMgr.Ops.WallBoard.Replay;
using MedMgr.Ops.WallBoard.Replay.Indexing;
using MedMgr.Ops.WallBoard.Replay.Recorded;
using Microsoft.Extensions.Logging.Abstractions;

namespace MedMgr.Ops.WallBoard.Tests.Replay;

/// <summary>Recordings in a folder of the test's own, and their indexes.</summary>
internal static class Indexed
{
    public static string NewFolder() => Directory.CreateTempSubdirectory("medmgr-replay-").FullName;

    public static async Task<RecordingIndex> File(
        string path, Action<ReplayOptions>? configure = null, DateTimeOffset? from = null, DateTimeOffset? to = null)
    {
        var file = await RecordingFile.OpenAsync(path, CancellationToken.None);
        return await Build(file, new RecordingInfo("r", file.Header.Title, file.Header.Kind), configure, from ?? file.Header.From, to);
    }

    public static Task<RecordingIndex> Build(
        IRecordingSource source, RecordingInfo info, Action<ReplayOptions>? configure = null, DateTimeOffset? from = null, DateTimeOffset? to = null)
    {
        var options = new ReplayOptions();
        configure?.Invoke(options);
        return new IndexBuilder(info, source, options, new PictureMaker(new WallBoardOptions(), NullLogger.Instance)).BuildAsync(from, to, new Unheard(), CancellationToken.None);
    }

    private sealed class Unheard : IProgress<double>
    {
        public void Report(double value)
        {
        }
    }
}
