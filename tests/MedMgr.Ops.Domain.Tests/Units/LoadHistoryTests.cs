using MedMgr.Ops.Domain.Tests.Wards;
using MedMgr.Ops.Domain.Units;

namespace MedMgr.Ops.Domain.Tests.Units;

public class LoadHistoryTests
{
    private static readonly DateTimeOffset T = Ward.Start;
    private static readonly TimeSpan Keep = TimeSpan.FromHours(12);

    [Fact]
    public void Patient_hours_are_the_area_under_the_steps()
    {
        var load = LoadHistory.Empty.Note(T, 2, 1, Keep).Note(T.AddHours(3), 5, 2, Keep);
        load.Between(T, T.AddHours(4)).ShouldBe((2 * 3 + 5 * 1, 1 * 3 + 2 * 1));
        load.Between(T.AddHours(2), T.AddHours(3.5)).ShouldBe((2 * 1 + 5 * 0.5, 1 * 1 + 2 * 0.5));
    }

    [Fact]
    public void Before_the_first_note_there_was_nothing_and_an_empty_span_holds_nothing()
    {
        var load = LoadHistory.Empty.Note(T, 2, 1, Keep);
        load.Between(T.AddHours(-5), T).ShouldBe((0, 0));
        load.Between(T.AddHours(-5), T.AddHours(1)).ShouldBe((2, 1));
        load.Between(T.AddHours(1), T.AddHours(1)).ShouldBe((0, 0));
        LoadHistory.Empty.Between(T, T.AddHours(9)).ShouldBe((0, 0));
    }

    [Fact]
    public void A_load_that_does_not_change_is_one_step() =>
        LoadHistory.Empty.Note(T, 2, 1, Keep).Note(T.AddHours(1), 2, 1, Keep).Steps.ShouldBe([new LoadStep(T, 2, 1)]);

    [Fact]
    public void The_last_word_on_a_moment_counts() =>
        LoadHistory.Empty.Note(T, 2, 1, Keep).Note(T, 3, 1, Keep).Steps.ShouldBe([new LoadStep(T, 3, 1)]);

    [Fact]
    public void A_message_of_an_earlier_moment_changes_the_present_and_not_the_past()
    {
        var load = LoadHistory.Empty.Note(T, 2, 1, Keep).Note(T.AddHours(5), 3, 1, Keep).Note(T.AddHours(1), 4, 1, Keep);
        load.Steps.ShouldBe([new LoadStep(T, 2, 1), new LoadStep(T.AddHours(5), 4, 1)]);
    }

    [Fact]
    public void What_ended_before_the_window_is_forgotten_and_what_reaches_into_it_is_kept()
    {
        var load = LoadHistory.Empty.Note(T, 1, 1, Keep).Note(T.AddHours(1), 2, 1, Keep).Note(T.AddHours(2), 3, 1, Keep).Note(T.AddHours(13.5), 4, 1, Keep);
        load.Steps.Select(s => s.Patients).ShouldBe([2, 3, 4]);
        load.Between(T.AddHours(1.5), T.AddHours(13.5)).PatientHours.ShouldBe(2 * 0.5 + 3 * 11.5);
    }
}
