using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.EventLog;
using MedMgr.Ops.WallBoard.Live;
using MedMgr.Ops.WallBoard.Replay.Indexing;
using MedMgr.Ops.WallBoard.Replay.Recorded;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MedMgr.Ops.WallBoard.Replay;

/// <summary>Lists recordings, opens them in the background, and keeps the opened ones for the next viewer.</summary>
internal sealed class Recordings : IRecordings, IAsyncDisposable
{
    /// <summary>Opening keeps a processor busy; more at once would only be slower together.</summary>
    private const int OpeningAtOnce = 1;

    private readonly Lock _lock = new();
    private readonly LinkedList<Opening> _openings = [];
    private readonly SemaphoreSlim _turns = new(OpeningAtOnce);
    private readonly CancellationTokenSource _stopping = new();
    private readonly RecordingFolder? _folder;
    private readonly Boards _boards;
    private readonly IEventLog _log;
    private readonly TimeProvider _time;
    private readonly ReplayOptions _options;
    private readonly WallBoardOptions _wall;
    private readonly ILogger _logger;
    private bool _stopped;

    public Recordings(Boards boards, IEventLog log, TimeProvider time, IOptions<ReplayOptions> options, IOptions<WallBoardOptions> wall, ILogger<Recordings> logger)
    {
        _boards = boards;
        _log = log;
        _time = time;
        _options = options.Value;
        _wall = wall.Value;
        _logger = logger;
        _folder = _options.Folder is { } folder ? new RecordingFolder(folder) : null;
    }

    public async Task<ImmutableArray<RecordingSummary>> ListAsync(CancellationToken cancellationToken = default)
    {
        var list = ImmutableArray.CreateBuilder<RecordingSummary>();
        foreach (var feed in _boards.All)
        {
            if (await FirstEventAsync(feed.Hospital, cancellationToken) is { } from)
            {
                list.Add(new RecordingSummary(
                    RecordingReference.LivePrefix + feed.Hospital, feed.Hospital, feed.Current.Name, RecordingKind.LiveSpan, from, feed.Current.AsOf ?? from, null, null));
            }
        }

        list.AddRange(_folder is null ? [] : await _folder.ListAsync(cancellationToken));
        return list.ToImmutable();
    }

    public async Task<RecordingSummary?> SaveAsync(
        string name, HospitalId hospital, string? title, DateTimeOffset? from, DateTimeOffset? to, CancellationToken cancellationToken = default)
    {
        var folder = _folder ?? throw new InvalidDataException("This server has no folder of recordings: start it with --recordings DIR.");
        if (await SpanAsync(hospital, from, to, cancellationToken) is not { From: { } begin, To: { } end })
        {
            return null;
        }

        if (begin >= end)
        {
            throw new InvalidDataException($"The span would begin at {begin:u} and end at {end:u}: 'from' must be before 'to' and before the end of the log.");
        }

        var heading = title ?? _boards.Feed(hospital)!.Current.Name;
        return await folder.WriteAsync(name, file => SpanWriter.WriteAsync(file, _log, hospital, heading, begin, end, cancellationToken), cancellationToken);
    }

    /// <summary>The span of a live log that is meant when times are left out; null when there is no such hospital or nothing has happened there.</summary>
    public async Task<RecordingReference.OfLog?> SpanAsync(HospitalId hospital, DateTimeOffset? from, DateTimeOffset? to, CancellationToken cancellationToken)
    {
        if (_boards.Feed(hospital) is not { } feed || await FirstEventAsync(hospital, cancellationToken) is not { } first)
        {
            return null;
        }

        // The address names the span for good: an end in the future would be another recording each time it is opened.
        var latest = feed.Current.AsOf ?? first;
        var end = WholeSecondAfter(to < latest ? to.Value : latest);
        var begin = from ?? Later(first, end - _options.SpanIfUnnamed);
        return new RecordingReference.OfLog(hospital, begin, end);
    }

    /// <summary>The recording as it stands: opened, being opened now, or failed with what was wrong. Null when there is none of this name.</summary>
    public async Task<Opening?> OpenAsync(RecordingReference reference, CancellationToken cancellationToken)
    {
        var id = reference.Id;
        lock (_lock)
        {
            if (Find(id) is { } known)
            {
                return known;
            }
        }

        var open = reference switch
        {
            RecordingReference.OfFile(var name) => OpenFile(id, name),
            RecordingReference.OfLog { From: { } from, To: { } to } span when _boards.Feed(span.Hospital) is not null =>
                OpenLog(id, span.Hospital, from, to, await _log.HeadAsync(cancellationToken)),
            _ => null,
        };
        return open is null ? null : Add(id, open);
    }

    /// <summary>As <see cref="OpenAsync"/>, but opens nothing: null when nobody has asked for it, or too long ago.</summary>
    public Opening? Peek(RecordingReference reference)
    {
        lock (_lock)
        {
            return _openings.FirstOrDefault(o => o.Id == reference.Id);
        }
    }

    /// <remarks>The container knows it under two names and disposes it for each.</remarks>
    public async ValueTask DisposeAsync()
    {
        Task[] open;
        lock (_lock)
        {
            if (_stopped)
            {
                return;
            }

            _stopped = true;
            open = [.. _openings.Select(o => o.Index)];
        }

        await _stopping.CancelAsync();
        await Task.WhenAll(open).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
        _turns.Dispose();
    }

    private Func<IProgress<double>, Task<RecordingIndex>>? OpenFile(string id, string name)
    {
        if (_folder?.PathOf(name) is not { } path || !File.Exists(path))
        {
            return null;
        }

        return async progress =>
        {
            var file = await RecordingFile.OpenAsync(path, _stopping.Token);
            return await Builder(new RecordingInfo(id, file.Header.Title, file.Header.Kind), file).BuildAsync(file.Header.From, null, progress, _stopping.Token);
        };
    }

    private Func<IProgress<double>, Task<RecordingIndex>> OpenLog(string id, HospitalId hospital, DateTimeOffset from, DateTimeOffset to, long head) => progress =>
    {
        var title = _boards.Feed(hospital)?.Current.Name ?? hospital.Value;
        return Builder(new RecordingInfo(id, title, RecordingKind.LiveSpan), new LogSource(hospital, _log, head)).BuildAsync(from, to, progress, _stopping.Token);
    };

    private IndexBuilder Builder(RecordingInfo info, IRecordingSource source) => new(info, source, _options, new PictureMaker(_wall, _logger));

    private Opening Add(string id, Func<IProgress<double>, Task<RecordingIndex>> open)
    {
        lock (_lock)
        {
            if (Find(id) is { } known)
            {
                return known;
            }

            var opening = new Opening(id);
            if (!HasRoom())
            {
                opening.Refuse($"{_options.OpenMax} recordings are being opened already. Try again in a minute.");
                return opening;
            }

            opening.Begin(progress => InTurnAsync(id, open, progress));
            _openings.AddFirst(opening);
            return opening;
        }
    }

    /// <summary>Lets the recording go that was asked for longest ago; whoever replays it goes on with the index it holds.</summary>
    private bool HasRoom()
    {
        for (var node = _openings.Last; node is not null && _openings.Count >= _options.OpenMax; node = node.Previous)
        {
            if (node.Value.Index.IsCompleted)
            {
                _openings.Remove(node);
                return true;
            }
        }

        return _openings.Count < _options.OpenMax;
    }

    /// <summary>Moves what it finds to the front. What has failed, or is not what it was, is opened anew by the next who asks.</summary>
    private Opening? Find(string id)
    {
        for (var node = _openings.First; node is not null; node = node.Next)
        {
            if (node.Value.Id == id)
            {
                _openings.Remove(node);
                if (node.Value.Index is { IsFaulted: true } or { IsCanceled: true })
                {
                    return null;
                }

                if (node.Value.Index is { IsCompletedSuccessfully: true, Result.Source: RecordingFile { IsUnchanged: false } })
                {
                    return null;
                }

                _openings.AddFirst(node);
                return node.Value;
            }
        }

        return null;
    }

    private async Task<RecordingIndex> InTurnAsync(string id, Func<IProgress<double>, Task<RecordingIndex>> open, IProgress<double> progress)
    {
        await _turns.WaitAsync(_stopping.Token);
        try
        {
            var begun = _time.GetTimestamp();
            var index = await open(progress);
            _logger.LogInformation(
                "Recording {Id} is open: {Steps} steps, {Alerts} alerts, {Keyframes} kept boards, {Seconds:0.00} s.",
                id, index.Steps, index.Alerts.Length, index.Keyframes, _time.GetElapsedTime(begun).TotalSeconds);
            return index;
        }
        catch (Exception e) when (e is InvalidDataException or IOException or EventLogException or System.Data.Common.DbException)
        {
            _logger.LogWarning(e, "Recording {Id} can not be opened.", id);
            throw;
        }
        finally
        {
            _turns.Release();
        }
    }

    private async Task<DateTimeOffset?> FirstEventAsync(HospitalId hospital, CancellationToken cancellationToken)
    {
        await foreach (var first in _log.ReadAllAsync(hospital.Value, 0, cancellationToken))
        {
            return first.At;
        }

        return null;
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private static DateTimeOffset WholeSecondAfter(DateTimeOffset at) => new((at.UtcTicks + TimeSpan.TicksPerSecond - 1) / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, TimeSpan.Zero);
}
