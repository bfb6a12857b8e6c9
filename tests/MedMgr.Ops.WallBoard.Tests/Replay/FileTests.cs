using MedMgr.Ops.WallBoard.Replay;
using MedMgr.Ops.WallBoard.Replay.Playing;
using MedMgr.Ops.WallBoard.Replay.Recorded;
using MedMgr.Ops.WallBoard.Tests.Support;

namespace MedMgr.Ops.WallBoard.Tests.Replay;

public sealed class FileTests
{
    private readonly string _folder = Indexed.NewFolder();

    [Fact]
    public async Task The_folder_lists_what_it_holds_with_span_and_events_and_what_can_not_be_used_with_the_reason()
    {
        var recording = new SyntheticRecording(1, 40);
        recording.Write(_folder, "a-drill", $$"""{"format":"medmgr-recording","version":1,"kind":"drill","title":"Fire drill","hospital":"{{SyntheticHospital.Id}}"}""");
        recording.Write(_folder, "b with blanks");
        recording.Write(_folder, "c-other", """{"format":"somebody-elses","version":1}""");
        recording.Write(_folder, "d-newer", """{"format":"medmgr-recording","version":2,"hospital":"riverside"}""");
        await File.WriteAllTextAsync(Path.Combine(_folder, "e-empty.jsonl"), "");
        var cut = recording.Write(_folder, "f-cut");
        await using (var file = new FileStream(cut, FileMode.Open))
        {
            file.SetLength(file.Length - 5);
        }

        var list = await new RecordingFolder(_folder).ListAsync();

        var drill = list[0];
        drill.ShouldBe(new RecordingSummary(
            "a-drill", Domain.HospitalId.Of(SyntheticHospital.Id), "Fire drill", RecordingKind.Drill, SyntheticHospital.Now, recording.Steps[^1].At,
            recording.Steps.Sum(s => s.Events.Length), null));
        string[] reasons = ["rename it", "format", "version 2", "empty", "cut off"];
        list.Length.ShouldBe(1 + reasons.Length);
        foreach (var (summary, reason) in list.Skip(1).Zip(reasons))
        {
            summary.Unusable.ShouldNotBeNull(summary.Id).ShouldContain(reason, customMessage: summary.Id);
        }
    }

    [Theory]
    [InlineData("\"type\":\"bed-occupied\"", "\"type\":\"bed-vanished\"", "bed-vanished")]
    [InlineData("\"stream\":\"hospital/main\",", "", "missing")]
    [InlineData("\"position\":", "position:", "no event of a recording")]
    public async Task A_damaged_recording_is_not_imported_and_the_line_is_named(string was, string becomes, string says)
    {
        var path = new SyntheticRecording(2, 10).Write(_folder, "damaged");
        var text = await File.ReadAllTextAsync(path);
        var at = text.IndexOf(was, StringComparison.Ordinal);
        await File.WriteAllTextAsync(path, text[..at] + becomes + text[(at + was.Length)..]);
        var target = new RecordingFolder(Indexed.NewFolder());

        var fault = await Should.ThrowAsync<InvalidDataException>(() => target.ImportAsync(path, "damaged"));

        fault.Message.ShouldContain(says);
        fault.Message.ShouldContain($"byte {text.LastIndexOf('\n', at) + 1}");
        (await target.ListAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_imported_recording_is_there_under_its_name_and_a_second_one_does_not_take_it()
    {
        var path = new SyntheticRecording(3, 10).Write(_folder, "week");
        var target = new RecordingFolder(Path.Combine(_folder, "of", "the", "server"));

        (await target.ImportAsync(path, "winter")).Id.ShouldBe("winter");

        (await target.ListAsync()).Select(r => r.Id).ShouldBe(["winter"]);
        (await Should.ThrowAsync<IOException>(() => target.ImportAsync(path, "winter"))).Message.ShouldContain("already");
        (await Should.ThrowAsync<InvalidDataException>(() => target.ImportAsync(path, "../winter"))).Message.ShouldContain("letters");
    }

    [Fact]
    public async Task A_file_that_changes_under_its_replay_ends_it_with_words()
    {
        var path = new SyntheticRecording(4, 100).Write(_folder, "changing");
        var index = await Indexed.File(path);
        new SyntheticRecording(5, 101).Write(_folder, "changing");
        await using var cursor = new ReplayCursor(index);
        (await Should.ThrowAsync<InvalidDataException>(async () => await cursor.MoveToAsync(50, CancellationToken.None))).Message.ShouldContain("changed or gone");
    }

    [Fact]
    public async Task A_line_longer_than_the_readers_buffer_is_read_whole()
    {
        // The definition alone has more than 64 KiB.
        var path = new SyntheticRecording(6, 3).Write(_folder, "long");
        (await File.ReadAllLinesAsync(path)).Max(l => l.Length).ShouldBeGreaterThan(20_000);
        var text = (await File.ReadAllTextAsync(path)).Replace("\"payload\":{", "\"payload\":" + new string(' ', 200_000) + "{", StringComparison.Ordinal);
        await File.WriteAllTextAsync(path, text);
        (await Indexed.File(path)).Steps.ShouldBe(4);
        (await new RecordingFolder(_folder).ListAsync()).Single().Unusable.ShouldBeNull();
    }

    [Theory]
    [InlineData("winter-week", "winter-week")]
    [InlineData("live:riverside", "live:riverside")]
    [InlineData("live:st:mary:20250114T083000Z:20250115T083000Z", "live:st:mary:20250114T083000Z:20250115T083000Z")]
    [InlineData("live:riverside:20250115T083000Z:20250114T083000Z", null)]
    [InlineData("live:", null)]
    [InlineData("../secret", null)]
    [InlineData(".hidden", null)]
    [InlineData("", null)]
    public void An_address_names_a_file_or_a_span_of_a_log_and_nothing_else(string id, string? read) => RecordingReference.Parse(id)?.Id.ShouldBe(read);
}
