using System.Collections.Immutable;
using MedMgr.Ops.EventLog;

namespace MedMgr.Ops.Grains.Tests.Chaos;

/// <summary>One append as it became durable.</summary>
internal sealed record Transaction(Cause Cause, ImmutableArray<RecordedEvent> Events);

/// <summary>The durable part of a log in memory: what survives a crash. Not safe for concurrent use: the deterministic silo has one thread.</summary>
internal sealed class MemoryLog
{
    private readonly List<RecordedEvent> _all = [];
    private readonly Dictionary<string, List<RecordedEvent>> _streams = [];
    private readonly HashSet<(string Stream, string Cause)> _causes = [];

    /// <summary>Told of each transaction right after it became durable.</summary>
    public Action<Transaction>? Committed { get; set; }

    /// <summary>Mutation for proving that the harness can fail: appends overwrite what others decided.</summary>
    public bool ForgetsExpectedVersions { get; init; }

    /// <summary>Mutation: a message that is sent again is done again.</summary>
    public bool ForgetsCauses { get; init; }

    public List<Transaction> Transactions { get; } = [];

    public Dictionary<(string Key, string Of), Snapshot> Snapshots { get; } = [];

    public long Head => _all.Count;

    public AppendResult Append(AppendRequest request)
    {
        if (request.Streams.IsEmpty || request.Streams.Any(s => s.Events.IsEmpty) || request.Streams.Select(s => s.Stream).Distinct().Count() != request.Streams.Length)
        {
            throw new ArgumentException("An append needs streams, each once, and each with events.");
        }

        foreach (var stream in request.Streams.Where(s => !ForgetsCauses && _causes.Contains((s.Stream, request.Cause.Id))))
        {
            return new AppendResult.Duplicate(stream.Stream);
        }

        foreach (var stream in request.Streams.Where(s => !ForgetsExpectedVersions && VersionOf(s.Stream) != s.ExpectedVersion))
        {
            return new AppendResult.Conflict(stream.Stream, VersionOf(stream.Stream));
        }

        var events = ImmutableArray.CreateBuilder<RecordedEvent>();
        foreach (var stream in request.Streams)
        {
            _causes.Add((stream.Stream, request.Cause.Id));
            foreach (var @event in stream.Events)
            {
                var recorded = new RecordedEvent(
                    Head + 1, request.Hospital, stream.Stream, VersionOf(stream.Stream) + 1, @event.Type, request.At, request.Cause, @event.Payload.ToArray());
                _all.Add(recorded);
                Of(stream.Stream).Add(recorded);
                events.Add(recorded);
            }
        }

        var transaction = new Transaction(request.Cause, events.ToImmutable());
        Transactions.Add(transaction);
        Committed?.Invoke(transaction);
        return new AppendResult.Appended(Head);
    }

    public ImmutableArray<RecordedEvent> Read(string stream, long afterVersion) => [.. Of(stream).Skip((int)afterVersion)];

    public ImmutableArray<RecordedEvent> ReadAll(long afterPosition) => [.. _all.Skip((int)afterPosition)];

    private long VersionOf(string stream) => Of(stream).Count;

    private List<RecordedEvent> Of(string stream) => _streams.TryGetValue(stream, out var events) ? events : _streams[stream] = [];
}
