using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Drills;
using MedMgr.Ops.Driving;

namespace MedMgr.Ops.Placement.Tests.Drills;

/// <summary>While the EHR is silent the rest of the hospital goes on, but for what it can not know yet.</summary>
public sealed class FeedGateTests
{
    private static readonly DateTimeOffset Now = new(2025, 2, 5, 7, 0, 0, TimeSpan.Zero);

    private readonly FeedGate _gate = new();

    [Fact]
    public void With_the_feed_up_everything_goes_through_in_order()
    {
        SystemAction[] all = [Message("V1", "B1"), Cleaning("B2")];
        _gate.Let(all).ShouldBe(all);
        _gate.Held.ShouldBe(0);
    }

    [Fact]
    public void With_the_feed_down_messages_wait_and_so_does_what_concerns_the_same_bed()
    {
        _gate.Close(Now.AddMinutes(20));
        SystemAction[] all = [Message("V1", "B1"), Cleaning("B1"), Cleaning("B2"), Order("V2")];
        _gate.Let(all).ShouldBe([all[2]]);
        _gate.Let([Cleaning("B1")]).ShouldBeEmpty();
        _gate.Held.ShouldBe(4);
    }

    [Fact]
    public void When_the_feed_is_up_again_all_that_waited_goes_oldest_first_and_once()
    {
        _gate.Close(Now.AddMinutes(20));
        SystemAction[] all = [Message("V1", "B1"), Cleaning("B1")];
        _gate.Let(all).ShouldBeEmpty();
        _gate.OpenIfDue(Now.AddMinutes(19)).ShouldBeEmpty();
        _gate.OpenIfDue(Now.AddMinutes(20)).ShouldBe(all);
        _gate.OpenIfDue(Now.AddMinutes(21)).ShouldBeEmpty();
        _gate.DownUntil.ShouldBeNull();
        _gate.Let([all[1]]).ShouldBe([all[1]]);
    }

    [Fact]
    public void Of_two_outages_the_longer_counts()
    {
        _gate.Close(Now.AddMinutes(20));
        _gate.Close(Now.AddMinutes(10));
        _gate.DownUntil.ShouldBe(Now.AddMinutes(20));
    }

    private static SystemAction Message(string visit, string bed) =>
        new SystemAction.Message("A02", EncounterId.Of(visit), EncounterState.New, null) { At = Now, About = [visit, bed] };

    private static SystemAction Order(string visit) => new SystemAction.Command(HospitalScript.Ehr, "needs", new { }, EncounterId.Of(visit)) { At = Now, About = [visit] };

    private static SystemAction Cleaning(string bed) => new SystemAction.Command("housekeeping", $"beds/{bed}/clean-start", new { }) { At = Now, About = [bed] };
}
