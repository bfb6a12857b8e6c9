using System.Collections.Concurrent;
using System.Collections.Immutable;
using MedMgr.Ops.Api.Boards;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Board;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.Domain.Quarantine;
using MedMgr.Ops.EventLog;

namespace MedMgr.Ops.Api.Tests.Hosting;

/// <summary>Boards that fold only when somebody waits for them: who answers without waiting shows the past.</summary>
internal sealed class LateBoards(IEventLog log) : IBoardFeeds
{
    private readonly ConcurrentDictionary<HospitalId, HospitalBoard> _boards = new();
    private readonly ConcurrentDictionary<HospitalId, BoardView> _views = new();

    public bool CaughtUp { get; set; } = true;

    /// <summary>What was waited for, with the bounds.</summary>
    public ConcurrentQueue<(HospitalId Hospital, long Position, TimeSpan AtMost)> Waits { get; } = new();

    public IReadOnlyCollection<HospitalName> Hospitals => [.. _views.Values.Select(v => new HospitalName(v.Hospital, v.Name))];

    public BoardView? Find(HospitalId hospital) => _views.GetValueOrDefault(hospital);

    public bool IsCaughtUp(HospitalId hospital) => CaughtUp;

    public async Task<bool> WaitForAsync(HospitalId hospital, long position, TimeSpan atMost, CancellationToken cancellationToken)
    {
        Waits.Enqueue((hospital, position, atMost));
        return (await CatchUpAsync(hospital)).Position >= position;
    }

    public IReadOnlyList<QuarantinedMessage> Quarantine(HospitalId hospital) => [.. _boards[hospital].Quarantine.ToImmutableArray()];

    /// <remarks>For one caller at a time per hospital, which a test is.</remarks>
    public async Task<BoardView> CatchUpAsync(HospitalId hospital)
    {
        var board = _boards.GetOrAdd(hospital, id => new HospitalBoard(id));
        await foreach (var e in log.ReadAllAsync(hospital.Value, board.Position))
        {
            board.Apply(e.Position, e.Stream, e.At, EventNames.FromJson(e.Type, e.Payload.Span));
        }

        return _views[hospital] = board.View(House.Start);
    }
}
