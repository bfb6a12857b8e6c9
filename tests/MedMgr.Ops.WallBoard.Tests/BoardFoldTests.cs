using System.Text.Json;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Board;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.EventLog;
using MedMgr.Ops.WallBoard.Live;
using MedMgr.Ops.WallBoard.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace MedMgr.Ops.WallBoard.Tests;

public sealed class BoardFoldTests
{
    private static readonly HospitalId Hospital = HospitalId.Of(SyntheticHospital.Id);

    [Theory]
    [InlineData(1)]
    [InlineData(400)]
    [InlineData(900)]
    [InlineData(5000)]
    public void A_board_restored_midway_ends_like_one_that_folded_everything(int captureAfter)
    {
        var events = new SyntheticHospital(captureAfter).Afternoon().ToList();
        var whole = new HospitalBoard(Hospital);
        var resumed = new HospitalBoard(Hospital);
        for (var i = 0; i < events.Count; i++)
        {
            whole.Apply(i + 1, events[i].Stream, SyntheticHospital.Now, events[i].Event);
            resumed.Apply(i + 1, events[i].Stream, SyntheticHospital.Now, events[i].Event);
            if (i + 1 == captureAfter)
            {
                var json = JsonSerializer.SerializeToUtf8Bytes(resumed.Capture(), DomainJson.Options);
                resumed = HospitalBoard.Restore(JsonSerializer.Deserialize<BoardCapture>(json, DomainJson.Options)!);
            }
        }

        foreach (var now in new[] { SyntheticHospital.Now, SyntheticHospital.Now.AddHours(5) })
        {
            Json(resumed.View(now)).ShouldBe(Json(whole.View(now)));
        }

        Json(resumed.Capture()).ShouldBe(Json(whole.Capture()));
        resumed.Quarantine.ShouldBe(whole.Quarantine);
    }

    [Fact]
    public async Task A_start_reads_only_what_came_after_the_kept_board()
    {
        var log = Log();
        var first = await FoldedAsync(log);
        await first.KeepAsync(CancellationToken.None);
        log.Append(SyntheticHospital.Id, SyntheticHospital.Now, SyntheticHospital.Toggle(BedId.Of("SDU-19"), 0));
        var read = log.EventsRead;
        var second = await FoldedAsync(log);
        (log.EventsRead - read).ShouldBe(1);
        Json(second.Board.View(SyntheticHospital.Now)).ShouldBe(Json((await FoldedAsync(Fresh(log))).Board.View(SyntheticHospital.Now)));
    }

    [Theory]
    [InlineData("of other rules")]
    [InlineData("unreadable")]
    [InlineData("ahead of the log")]
    public async Task A_kept_board_that_can_not_be_trusted_is_folded_anew(string why)
    {
        var log = Log();
        var honest = await FoldedAsync(log);
        await honest.KeepAsync(CancellationToken.None);
        var kept = log.Snapshots.Values.Single();
        await log.WriteAsync(SyntheticHospital.Id, "board", why switch
        {
            "of other rules" => kept with { Schema = "board/other", State = "{}"u8.ToArray() },
            "unreadable" => kept with { State = "{\"id\":3"u8.ToArray() },
            _ => kept with { Version = kept.Version + 1 },
        });
        var again = await FoldedAsync(log);
        again.EventsSinceKept.ShouldBe(honest.EventsSinceKept);
        Json(again.Board.View(SyntheticHospital.Now)).ShouldBe(Json(honest.Board.View(SyntheticHospital.Now)));
    }

    [Fact]
    public void An_event_of_a_newer_version_is_named_with_its_position()
    {
        var recorded = new RecordedEvent(17, SyntheticHospital.Id, "bed/4E-01", 3, "bed-teleported", SyntheticHospital.Now, new Cause(CauseKind.User, "a", "b"), "{}"u8.ToArray());
        Should.Throw<InvalidDataException>(() => BoardFold.Read(recorded)).Message.ShouldContain("Event 17 (bed-teleported in bed/4E-01 of riverside)");
    }

    private static MemoryLog Log()
    {
        var log = new MemoryLog();
        log.Append(SyntheticHospital.Id, SyntheticHospital.Now, new SyntheticHospital().Afternoon());
        return log;
    }

    /// <summary>The same events without what is kept beside them.</summary>
    private static MemoryLog Fresh(MemoryLog log)
    {
        var fresh = Log();
        fresh.Append(SyntheticHospital.Id, SyntheticHospital.Now, SyntheticHospital.Toggle(BedId.Of("SDU-19"), 0));
        fresh.HeadAsync().Result.ShouldBe(log.HeadAsync().Result);
        return fresh;
    }

    private static async Task<BoardFold> FoldedAsync(MemoryLog log)
    {
        var fold = new BoardFold(Hospital, log, log, NullLogger.Instance);
        await fold.CatchUpAsync(CancellationToken.None);
        return fold;
    }

    private static string Json<T>(T value) => JsonSerializer.Serialize(value, DomainJson.Options);
}
