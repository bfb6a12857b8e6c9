using System.Collections.Immutable;
using System.Text.Json;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Board;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.EventLog;
using Microsoft.Extensions.Logging;

namespace MedMgr.Ops.WallBoard.Live;

/// <summary>Brings a hospital's board from the log, with the help of a kept capture, and keeps captures of it.</summary>
internal sealed class BoardFold
{
    private const string Key = "board";

    /// <remarks>
    /// The build of Domain itself: a capture made by other rules than these is folded anew, so a mended rule mends what it had folded wrongly,
    /// and no version number waits to be forgotten. Builds are deterministic, so the same sources keep their captures.
    /// </remarks>
    internal static readonly string Schema = "board/" + typeof(HospitalBoard).Assembly.ManifestModule.ModuleVersionId.ToString("N");

    private readonly HospitalId _hospital;
    private readonly IEventLog _log;
    private readonly ISnapshotStore _snapshots;
    private readonly ILogger _logger;
    private long _keptAt;
    private Task _keeping = Task.CompletedTask;

    public BoardFold(HospitalId hospital, IEventLog log, ISnapshotStore snapshots, ILogger logger)
    {
        _hospital = hospital;
        _log = log;
        _snapshots = snapshots;
        _logger = logger;
        Board = new HospitalBoard(hospital);
    }

    public HospitalBoard Board { get; private set; }

    /// <summary>Events folded since the last capture was kept.</summary>
    public long EventsSinceKept { get; private set; }

    /// <summary>Set by an event of the quarantine; the reader takes it down.</summary>
    public bool QuarantineChanged { get; set; }

    /// <summary>Folds everything the log holds now.</summary>
    public async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        Board = await RestoreAsync(cancellationToken) ?? Board;
        _keptAt = Board.Position;
        await foreach (var recorded in _log.ReadAllAsync(_hospital.Value, Board.Position, cancellationToken))
        {
            Apply(recorded, Read(recorded));
        }
    }

    /// <exception cref="InvalidDataException">The event is none that this version knows.</exception>
    public static object Read(RecordedEvent recorded)
    {
        try
        {
            return EventNames.FromJson(recorded.Type, recorded.Payload.Span);
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"Event {recorded.Position} ({recorded.Type} in {recorded.Stream} of {recorded.Hospital}) can not be read: {e.Message}", e);
        }
    }

    public void Apply(RecordedEvent recorded, object @event)
    {
        Board.Apply(recorded.Position, recorded.Stream, recorded.At, @event);
        EventsSinceKept++;
        QuarantineChanged |= @event is Domain.Quarantine.QuarantineEvent;
    }

    /// <summary>Captures now and writes beside the caller; skipped while an earlier capture is still being written.</summary>
    public void KeepInBackground()
    {
        if (_keeping.IsCompleted)
        {
            EventsSinceKept = 0;
            var capture = Board.Capture();
            _keeping = Task.Run(() => WriteAsync(capture, CancellationToken.None));
        }
    }

    /// <summary>For a shutdown: waits for what is being written, then keeps the board as it stands.</summary>
    public async Task KeepAsync(CancellationToken cancellationToken)
    {
        await _keeping.WaitAsync(cancellationToken);
        if (Board.Position > _keptAt)
        {
            await WriteAsync(Board.Capture(), cancellationToken);
        }
    }

    private async Task<HospitalBoard?> RestoreAsync(CancellationToken cancellationToken)
    {
        var kept = await _snapshots.ReadAsync(_hospital.Value, Key, cancellationToken);
        if (kept is null || kept.Schema != Schema)
        {
            return null;
        }

        if (kept.Version > await _log.HeadAsync(cancellationToken))
        {
            _logger.LogWarning("The kept board of {Hospital} is ahead of the log (was the log restored?): folding from the first event.", _hospital);
            return null;
        }

        try
        {
            return HospitalBoard.Restore(JsonSerializer.Deserialize<BoardCapture>(kept.State.Span, DomainJson.Options)!);
        }
        catch (JsonException e)
        {
            _logger.LogWarning(e, "The kept board of {Hospital} can not be read: folding from the first event.", _hospital);
            return null;
        }
    }

    /// <remarks>A capture that could not be written costs time at the next start and nothing else.</remarks>
    private async Task WriteAsync(BoardCapture capture, CancellationToken cancellationToken)
    {
        try
        {
            var state = JsonSerializer.SerializeToUtf8Bytes(capture, DomainJson.Options);
            await _snapshots.WriteAsync(_hospital.Value, Key, new Snapshot(capture.Position, Schema, state), cancellationToken);
            _keptAt = capture.Position;
        }
        catch (Exception e) when (e is EventLogException or System.Data.Common.DbException or IOException or TimeoutException)
        {
            _logger.LogWarning(e, "The board of {Hospital} at {Position} could not be kept.", _hospital, capture.Position);
        }
    }
}
