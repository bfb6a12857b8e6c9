using System.Collections.Concurrent;
using System.Collections.Immutable;
using MedMgr.Ops.Api.Boards;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Board;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.Domain.Quarantine;
using MedMgr.Ops.EventLog;

namespace MedMgr.Ops.Api.Tests.Hosting;

/// <summary>A board that folds only when somebody waits for it: who answers without waiting shows the past.</summary>
internal sealed class LateBoards(IEventLog log) : IBoardFeeds, IDisposable
{
    private readonly SemaphoreSlim _gate = new(1);
    private readonly HospitalBoard _board = new(House.Id);
    private BoardView _view = new HospitalBoard(House.Id).View(House.Start);

    public bool CaughtUp { get; set; } = true;

    /// <summary>The positions that were waited for, with the bounds.</summary>
    public ConcurrentQueue<(long Position, TimeSpan AtMost)> Waits { get; } = new();

    public IReadOnlyCollection<HospitalName> Hospitals => [new(House.Id, House.Definition.Name)];

    public BoardView? Find(HospitalId hospital) => hospital == House.Id ? _view : null;

    public bool IsCaughtUp(HospitalId hospital) => CaughtUp;

    public async Task<bool> WaitForAsync(HospitalId hospital, long position, TimeSpan atMost, CancellationToken cancellationToken)
    {
        Waits.Enqueue((position, atMost));
        await CatchUpAsync();
        return _view.Position >= position;
    }

    public IReadOnlyList<QuarantinedMessage> Quarantine(HospitalId hospital) => [.. _board.Quarantine.ToImmutableArray()];

    public async Task CatchUpAsync()
    {
        await _gate.WaitAsync();
        await foreach (var e in log.ReadAllAsync(House.Id.Value, _board.Position))
        {
            _board.Apply(e.Position, e.Stream, e.At, EventNames.FromJson(e.Type, e.Payload.Span));
        }

        _view = _board.View(House.Start);
        _gate.Release();
    }

    public void Dispose() => _gate.Dispose();
}
