using System.Collections.Immutable;
using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace MedMgr.Ops.EventLog.Tests.Contract;

/// <summary>The log as one would write it without a disk: a list.</summary>
internal sealed class ModelLog
{
    private readonly List<ImmutableArray<RecordedEvent>> _appends = [];

    public long Head => _appends.Sum(a => a.Length);

    public IEnumerable<string> Hospitals => _appends.Select(a => a[0].Hospital).Distinct();

    public List<ImmutableArray<RecordedEvent>> AppendsOf(string hospital) => [.. _appends.Where(a => a[0].Hospital == hospital)];

    public long Version(string hospital, string stream) => Events(hospital, stream).LongCount();

    public AppendResult Append(AppendRequest request)
    {
        foreach (var (stream, _, _) in request.Streams)
        {
            if (Events(request.Hospital, stream).Any(e => e.Cause.Id == request.Cause.Id))
            {
                return new AppendResult.Duplicate(stream);
            }
        }

        foreach (var (stream, expected, _) in request.Streams)
        {
            if (Version(request.Hospital, stream) != expected)
            {
                return new AppendResult.Conflict(stream, Version(request.Hospital, stream));
            }
        }

        var position = Head;
        _appends.Add([.. request.Streams.SelectMany(s => s.Events.Select((e, i) => new RecordedEvent(
            ++position, request.Hospital, s.Stream, s.ExpectedVersion + i + 1, e.Type, request.At, request.Cause, e.Payload)))]);
        return new AppendResult.Appended(Head);
    }

    private IEnumerable<RecordedEvent> Events(string hospital, string stream) =>
        AppendsOf(hospital).SelectMany(a => a).Where(e => e.Stream == stream);
}

/// <param name="Off">How far the expected version is from the one before the group began: right most of the time for the first of a group.</param>
public sealed record ModelStream(int Stream, int Off, int Events);

public sealed record ModelAppend(bool Drill, int Cause, IReadOnlyList<ModelStream> Streams)
{
    internal AppendRequest Request(ModelLog model, int run)
    {
        var hospital = string.Create(CultureInfo.InvariantCulture, $"{(Drill ? "drill" : "live")}-{run}");
        return Some.Append(
            hospital,
            "c" + Cause.ToString(CultureInfo.InvariantCulture),
            [.. Streams.Select(s => Some.On("s" + s.Stream, Math.Max(0, model.Version(hospital, "s" + s.Stream) + s.Off), s.Events))]);
    }
}

internal static class ModelAppends
{
    private static readonly Gen<ModelStream> s_stream =
        from stream in Gen.Choose(1, 4)
        from off in Gen.Frequency((6, Gen.Constant(0)), (3, Gen.Constant(1)), (1, Gen.Constant(-1)))
        from events in Gen.Choose(1, 3)
        select new ModelStream(stream, off, events);

    private static readonly Gen<ModelAppend> s_append =
        from drill in Gen.Elements(true, false, false)
        from cause in Gen.Choose(1, 25)
        from count in Gen.Choose(1, 3)
        from streams in Gen.ListOf(s_stream, count)
        select new ModelAppend(drill, cause, [.. streams.DistinctBy(s => s.Stream)]);

    public static Gen<IReadOnlyList<IReadOnlyList<ModelAppend>>> Groups { get; } =
        from sizes in Gen.ListOf(Gen.Choose(1, 6), 5)
        from groups in Gen.CollectToSequence(sizes, size => Gen.ListOf(s_append, size))
        select (IReadOnlyList<IReadOnlyList<ModelAppend>>)[.. groups.Select(g => (IReadOnlyList<ModelAppend>)[.. g])];
}
