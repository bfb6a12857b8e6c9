using System.Collections.Immutable;
using MedMgr.Ops.Domain.Board;
using MedMgr.Ops.WallBoard.Live;
using MedMgr.Ops.WallBoard.Replay.Recorded;

namespace MedMgr.Ops.WallBoard.Replay.Indexing;

/// <summary>Reads a recording once, from its first event, and makes its index. One builder makes one.</summary>
internal sealed class IndexBuilder
{
    private const int StepsBetweenReports = 2_000;

    private readonly RecordingInfo _info;
    private readonly IRecordingSource _source;
    private readonly ReplayOptions _options;
    private readonly AlertWatch _watch = new();
    private readonly PictureMaker _pictures;
    private readonly HospitalBoard _board;
    private readonly List<long> _ticks = [];
    private readonly List<int> _events = [];
    private readonly List<Keyframe> _keyframes = [];
    private readonly ImmutableArray<ReplayAlert>.Builder _alerts = ImmutableArray.CreateBuilder<ReplayAlert>();
    private DateTimeOffset _from;
    private DateTimeOffset _nextLook;
    private TimeZoneInfo _zone = TimeZoneInfo.Utc;
    private bool _exercise;
    private bool _looked;

    public IndexBuilder(RecordingInfo info, IRecordingSource source, ReplayOptions options, PictureMaker pictures)
    {
        _info = info;
        _source = source;
        _options = options;
        _pictures = pictures;
        _board = new HospitalBoard(source.Hospital);
    }

    /// <param name="from">The first moment to show; null begins with the first step.</param>
    /// <param name="to">The last moment to show; null goes to the end.</param>
    /// <param name="progress">Told the share that has been read, 0 to 1.</param>
    /// <exception cref="InvalidDataException">Damaged, without a single event between the two moments, or too long.</exception>
    public async Task<RecordingIndex> BuildAsync(DateTimeOffset? from, DateTimeOffset? to, IProgress<double> progress, CancellationToken cancellationToken)
    {
        long read = 0, mark = 0;
        await foreach (var step in _source.ReadAsync(0, cancellationToken))
        {
            var at = TimeOf(step);
            if (at > to)
            {
                break;
            }

            if (_keyframes.Count == 0 && (at >= from || (from is null && read > 0)))
            {
                Begin(from ?? _board.AsOf!.Value, mark);
            }

            if (_keyframes.Count > 0)
            {
                LookUpTo(at);
                Show(step, at);
            }
            else
            {
                Apply(step);
            }

            mark = step.Mark;
            if (++read % StepsBetweenReports == 0)
            {
                progress.Report(_source.ShareRead(mark));
            }
        }

        return Made();
    }

    private RecordingIndex Made()
    {
        if (_ticks.Count == 0)
        {
            throw new InvalidDataException("Nothing happened in this span: no event lies in it.");
        }

        var to = new DateTimeOffset(_ticks[^1], TimeSpan.Zero);
        Look(to);
        return new RecordingIndex(
            _info, _source, _from, to, [.. _ticks], [.. _keyframes], _alerts.ToImmutable(), Density.Of(_ticks, _events, _from, to, _options.DensityBars),
            _events.Sum(n => (long)n), _zone, _exercise);
    }

    /// <summary>The board as it stands before the first step that is shown.</summary>
    private void Begin(DateTimeOffset from, long mark)
    {
        _from = _nextLook = from;
        _keyframes.Add(new Keyframe(0, mark, _board.Capture()));
    }

    private void Show(ReplayStep step, DateTimeOffset at)
    {
        if (_ticks.Count == _options.StepsMax)
        {
            throw new InvalidDataException($"The recording has more than {_options.StepsMax:#,0} steps. Choose a shorter span.");
        }

        Apply(step);
        _ticks.Add(Math.Max(at.UtcTicks, _from.UtcTicks));
        _events.Add(step.Events.Length);
        if (_ticks.Count % _options.StepsBetweenKeyframes == 0)
        {
            _keyframes.Add(new Keyframe(_ticks.Count, step.Mark, _board.Capture()));
        }
    }

    private void Apply(ReplayStep step)
    {
        foreach (var e in step.Events)
        {
            _board.Apply(e.Position, e.Stream, e.At, e.Event);
        }
    }

    /// <summary>Times of a log may run backwards (a late message); a recording's clock does not.</summary>
    private DateTimeOffset TimeOf(ReplayStep step)
    {
        var at = step.Events.Max(e => e.At);
        return _board.AsOf is { } asOf && asOf > at ? asOf : at;
    }

    /// <summary>Looks at each moment of the grid that the next step passes; of several in a row without a change, at the last.</summary>
    private void LookUpTo(DateTimeOffset at)
    {
        if (at <= _nextLook)
        {
            return;
        }

        var passed = (at - _nextLook).Ticks / _options.TimeBetweenLooks.Ticks;
        Look(_nextLook);
        if (passed > 0)
        {
            _nextLook += passed * _options.TimeBetweenLooks;
            Look(_nextLook);
        }

        _nextLook += _options.TimeBetweenLooks;
    }

    private void Look(DateTimeOffset now)
    {
        var picture = _pictures.Of(_board, null, now);
        var raised = _watch.Raised(picture.View.Alerts);

        // What the recording begins with was raised before it.
        if (_looked)
        {
            _alerts.AddRange(raised.Select(a => new ReplayAlert(_ticks.Count, now, a.Severity, a.Says)));
        }

        (_zone, _exercise) = (picture.Zone, picture.View.Exercise);
        _looked = true;
    }
}
