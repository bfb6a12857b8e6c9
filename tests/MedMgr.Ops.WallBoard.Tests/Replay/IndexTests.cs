using System.Text.Json;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Board;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.WallBoard.Replay.Indexing;
using MedMgr.Ops.WallBoard.Replay.Playing;
using MedMgr.Ops.WallBoard.Replay.Recorded;
using MedMgr.Ops.WallBoard.Tests.Support;

namespace MedMgr.Ops.WallBoard.Tests.Replay;

public sealed class IndexTests
{
    [Theory]
    [InlineData(1, 7)]
    [InlineData(2, 50)]
    [InlineData(3, 1000)]
    public async Task Wherever_it_is_sought_the_board_is_the_one_folded_from_the_first_event(int seed, int stepsBetweenKeyframes)
    {
        var recording = new SyntheticRecording(seed, 400);
        var index = await Indexed.File(recording.Write(Indexed.NewFolder(), "r"), o => o.StepsBetweenKeyframes = stepsBetweenKeyframes);
        index.Steps.ShouldBe(recording.Steps.Count - 1, "the definition stands before the first step");
        await using var cursor = new ReplayCursor(index);
        var random = new Random(seed);
        for (var seek = 0; seek < 40; seek++)
        {
            // Also short ways on and back, which need not restore anything.
            var sequence = seek % 3 == 0 ? random.Next((int)index.Steps + 1) : Math.Clamp(cursor.Sequence + random.Next(-4, 9), 0, index.Steps);
            await cursor.MoveToAsync(sequence, CancellationToken.None);
            cursor.Sequence.ShouldBe(sequence);
            var now = index.TimeOf(sequence).AddMinutes(7);
            Json(cursor.Board.View(now)).ShouldBe(Json(recording.FoldedThrough((int)sequence + 1).View(now)), $"seed {seed}, seek {seek} to {sequence}");
        }
    }

    [Fact]
    public async Task A_moment_leads_to_all_that_had_happened_by_then_also_where_steps_share_it()
    {
        var recording = new SyntheticRecording(4, 300);
        var index = await Indexed.File(recording.Write(Indexed.NewFolder(), "r"));
        var times = recording.Steps.Skip(1).Select(s => s.At).ToList();
        times.Zip(times.Skip(1)).Count(t => t.First == t.Second).ShouldBeGreaterThan(20);
        foreach (var moment in times.Concat(times.Select(t => t.AddSeconds(-1))).Append(index.From.AddDays(-9)).Append(index.To.AddDays(9)))
        {
            index.SequenceAt(moment).ShouldBe(times.Count(t => t <= moment), $"at {moment:O}");
        }

        for (var sequence = 1; sequence <= index.Steps; sequence++)
        {
            index.TimeOf(sequence).ShouldBe(times[sequence - 1]);
        }
    }

    [Fact]
    public async Task What_lies_before_the_span_is_folded_and_what_lies_after_it_is_left_out()
    {
        var recording = new SyntheticRecording(5, 300);
        var (from, to) = (recording.Steps[100].At.AddTicks(1), recording.Steps[200].At);
        var first = recording.Steps.FindIndex(s => s.At >= from);
        var end = recording.Steps.FindLastIndex(s => s.At <= to) + 1;
        var index = await Indexed.File(recording.Write(Indexed.NewFolder(), "r"), from: from, to: to);
        index.Steps.ShouldBe(end - first);
        index.From.ShouldBe(from);
        await using var cursor = new ReplayCursor(index);
        Json(cursor.Board.View(from)).ShouldBe(Json(recording.FoldedThrough(first).View(from)));
        await cursor.MoveToAsync(index.Steps, CancellationToken.None);
        Json(cursor.Board.View(to)).ShouldBe(Json(recording.FoldedThrough(end).View(to)));
    }

    [Fact]
    public async Task The_strip_counts_every_event_once_and_where_it_happened()
    {
        var recording = new SyntheticRecording(6, 300);
        var index = await Indexed.File(recording.Write(Indexed.NewFolder(), "r"), o => o.DensityBars = 10);
        index.Density.Bars.Length.ShouldBe(10);
        index.Density.Bars.Sum().ShouldBe(recording.Steps.Skip(1).Sum(s => s.Events.Length));

        // The whole afternoon became true in the first moment.
        index.Density.Bars[0].ShouldBeGreaterThan(recording.Steps[1].Events.Length);
        var fourth = index.From + (index.To - index.From) * 0.3;
        var fifth = index.From + (index.To - index.From) * 0.4;
        index.Density.Bars[3].ShouldBe(recording.Steps.Where(s => s.At >= fourth && s.At < fifth).Sum(s => s.Events.Length));
    }

    [Fact]
    public async Task Alerts_stand_where_they_were_raised_and_what_was_there_before_is_none()
    {
        var recording = new SyntheticRecording(7, 300);
        var path = recording.Write(Indexed.NewFolder(), "r");
        var index = await Indexed.File(path, o => o.TimeBetweenLooks = TimeSpan.FromMinutes(1));
        var surges = index.Alerts.Where(a => a.Says.StartsWith("Surge level", StringComparison.Ordinal)).ToList();
        surges.Select(a => a.Says).ShouldBe(["Surge level went from 0 to 1", "Surge level went from 1 to 2"], "going down is only to know");
        foreach (var (alert, level) in surges.Zip([1, 2]))
        {
            await using var cursor = new ReplayCursor(index);
            await cursor.MoveToAsync(alert.Sequence, CancellationToken.None);
            cursor.Board.SurgeLevel.ShouldBe(level);
            alert.Sequence.ShouldBe(index.SequenceAt(alert.At));
            (alert.At - cursor.Board.SurgeChange!.At).ShouldBeLessThan(TimeSpan.FromMinutes(16), "at the next look, or the next step");
        }

        var later = await Indexed.File(path, from: recording.Steps[250].At);
        later.Alerts.Length.ShouldBeLessThan(index.Alerts.Length / 2, "what stood when it began had been raised before");
        later.Alerts.ShouldAllBe(a => a.At > later.From);
        index.AlertsUpTo(0).ShouldBe(0);
        index.AlertsUpTo(index.Alerts[0].Sequence - 1).ShouldBe(0);
        index.AlertsUpTo(index.Steps).ShouldBe(index.Alerts.Length);
    }

    [Fact]
    public async Task A_span_of_the_live_log_is_indexed_by_its_appends()
    {
        var recording = new SyntheticRecording(8, 120);
        var log = new MemoryLog();
        recording.AppendTo(log);
        var head = await log.HeadAsync();
        log.Append(SyntheticHospital.Id, recording.Steps[^1].At, SyntheticHospital.Toggle(BedId.Of("SDU-19"), 0));
        var index = await Indexed.Build(new LogSource(HospitalId.Of(SyntheticHospital.Id), log, head), new RecordingInfo("live", "live", RecordingKind.LiveSpan));
        index.Steps.ShouldBe(recording.Steps.Count - 1, "what came after it was opened is not part of it");
        await using var cursor = new ReplayCursor(index);
        await cursor.MoveToAsync(60, CancellationToken.None);
        var now = index.TimeOf(60);
        Json(cursor.Board.View(now)).ShouldBe(Json(recording.FoldedThrough(61).View(now)));
    }

    [Fact]
    public async Task A_clock_that_runs_backwards_does_not_turn_the_replay_around()
    {
        var log = new MemoryLog();
        var recording = new SyntheticRecording(9, 1);
        recording.AppendTo(log);
        var late = SyntheticHospital.Now.AddHours(1);
        log.Append(SyntheticHospital.Id, late, SyntheticHospital.Toggle(BedId.Of("SDU-19"), 0));
        log.Append(SyntheticHospital.Id, late.AddMinutes(-30), SyntheticHospital.Toggle(BedId.Of("4E-28"), 0));
        var index = await Indexed.Build(new LogSource(HospitalId.Of(SyntheticHospital.Id), log, await log.HeadAsync()), new RecordingInfo("live", "live", RecordingKind.LiveSpan));
        index.TimeOf(index.Steps - 1).ShouldBe(late);
        index.TimeOf(index.Steps).ShouldBe(late);
        index.SequenceAt(late.AddMinutes(-10)).ShouldBe(index.Steps - 2);
    }

    private static string Json(BoardView view) => JsonSerializer.Serialize(view, DomainJson.Options);
}
