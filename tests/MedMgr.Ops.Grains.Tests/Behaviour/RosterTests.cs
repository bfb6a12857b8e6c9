using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Rosters;
using MedMgr.Ops.Domain.Staffing;
using MedMgr.Ops.Grains.Contracts;
using MedMgr.Ops.Grains.Staffing;
using Microsoft.Extensions.Logging.Abstractions;

namespace MedMgr.Ops.Grains.Tests.Behaviour;

/// <summary>Staffed beds follow the published roster.</summary>
public sealed class RosterTests
{
    private static readonly DateOnly Monday = new(2026, 1, 5);
    private static readonly StaffId Agency = new("AGENCY-1");

    [Fact]
    public async Task A_roster_that_begins_now_sets_the_staffed_capacity_of_its_unit_and_of_no_other()
    {
        await using var hospital = await LiveHospital.OpenAsync(staffed: false);
        await Apply(hospital);
        (await Capacity(hospital, TestHospital.Ward)).ShouldBe(5);

        (await Publish(hospital, Shift("N-4E-2", 7), Shift("N-FLOAT", 7), Shift(Agency.Value, 7, ShiftKind.Agency))).Kind.ShouldBe(ReplyKind.Done);
        await Apply(hospital);

        (await OnDuty(hospital)).ShouldBe(["AGENCY-1", "HK-1", "N-4E-2", "N-FLOAT"]);
        (await Capacity(hospital, TestHospital.Ward)).ShouldBe(15);
        (await Capacity(hospital, TestHospital.Ed)).ShouldBe(5);
        (await hospital.Board()).Units.Single(u => u.Definition.Id == TestHospital.Ward).State.NursesOnDuty.ShouldBe(3);
    }

    [Fact]
    public async Task Rostered_shifts_end_at_their_time_and_the_next_begin()
    {
        await using var hospital = await LiveHospital.OpenAsync(staffed: false);
        await Publish(hospital, Shift("N-4E-1", 7), Shift(Agency.Value, 7, ShiftKind.Agency), Shift(Agency.Value, 19, ShiftKind.Agency), Shift("N-FLOAT", 19));

        (await Apply(hospital)).ShouldBe(TestHospital.Start.AddHours(12));
        hospital.Clock.MoveTo(TestHospital.Start.AddHours(12));
        await Apply(hospital);

        (await OnDuty(hospital)).ShouldBe(["AGENCY-1", "N-FLOAT"]);
        (await hospital.Unit(TestHospital.Ward).Get()).State.OnDuty.Single(p => p.Staff == Agency).Until.ShouldBe(TestHospital.Start.AddHours(24));
    }

    [Fact]
    public async Task A_sister_units_nurse_who_is_at_work_already_floats_by_the_roster_and_is_not_called_back_when_sent_on()
    {
        await using var hospital = await LiveHospital.OpenAsync(staffed: false);
        await Apply(hospital);
        await Publish(hospital, Shift("N-4E-1", 7), Shift("N-ED", 7, ShiftKind.Float));

        await Apply(hospital);
        (await Capacity(hospital, TestHospital.Ward)).ShouldBe(10);
        (await Capacity(hospital, TestHospital.Ed)).ShouldBe(0);

        await hospital.Staff("N-ED", new StaffCommand.Float(TestHospital.Maternity) { At = hospital.Now });
        await Apply(hospital);
        (await Capacity(hospital, TestHospital.Ward)).ShouldBe(5);
    }

    [Fact]
    public async Task Who_was_called_in_by_hand_stays_when_a_roster_is_published()
    {
        await using var hospital = await LiveHospital.OpenAsync(staffed: false);
        await Apply(hospital);
        hospital.Clock.Advance(TimeSpan.FromHours(1));
        await hospital.Staff("N-FLOAT", new StaffCommand.StartShift(TestHospital.Ward, hospital.Now.AddHours(4)) { At = hospital.Now });

        await Publish(hospital, Shift("N-4E-2", 7));
        await Apply(hospital);

        (await OnDuty(hospital)).ShouldBe(["HK-1", "N-4E-2", "N-FLOAT"]);
    }

    [Fact]
    public async Task A_nurse_who_goes_home_sick_is_not_called_back_by_the_roster()
    {
        await using var hospital = await LiveHospital.OpenAsync(staffed: false);
        await Publish(hospital, Shift("N-4E-1", 7));
        await Apply(hospital);
        await hospital.Staff("N-4E-1", new StaffCommand.EndShift("sick") { At = hospital.Now.AddHours(1) });
        await hospital.RestartAsync();

        await Apply(hospital);

        (await OnDuty(hospital)).ShouldBe(["HK-1"]);
    }

    [Fact]
    public async Task A_published_roster_is_known_after_a_restart_and_the_same_request_is_done_once()
    {
        await using var hospital = await LiveHospital.OpenAsync(staffed: false);
        var origin = hospital.Origin();
        (await Publish(hospital, origin, Shift("N-4E-1", 7))).State.Publications.ShouldBe(1);
        await hospital.RestartAsync();

        (await Publish(hospital, origin, Shift("N-4E-2", 7))).Kind.ShouldBe(ReplyKind.Duplicate);
        (await Roster(hospital).Get()).State.Rosters.Single().Shifts.Single().Staff.ShouldBe(new StaffId("N-4E-1"));
    }

    [Fact]
    public async Task Two_who_publish_at_once_are_numbered_one_after_the_other()
    {
        await using var hospital = await LiveHospital.OpenAsync(staffed: false);

        var replies = await Task.WhenAll(Publish(hospital, Shift("N-4E-1", 7)), Publish(hospital, Shift("N-4E-2", 19)));

        replies.ShouldAllBe(r => r.Kind == ReplyKind.Done);
        (await Roster(hospital).Get()).State.Publications.ShouldBe(2);
        (await hospital.Events("roster/4E")).Length.ShouldBe(2);
    }

    [Fact]
    public async Task A_roster_that_breaks_a_rule_is_refused_and_the_standing_pattern_stays()
    {
        await using var hospital = await LiveHospital.OpenAsync(staffed: false);

        (await Publish(hospital, Shift("nobody", 7))).Because!.Code.ShouldBe(RejectionCode.StaffUnknown);
        await Apply(hospital);

        (await OnDuty(hospital)).ShouldBe(["HK-1", "N-4E-1"]);
    }

    private static RosteredShift Shift(string staff, int hour, ShiftKind kind = ShiftKind.Own)
    {
        var start = TestHospital.Start.AddHours(hour - 7);
        return new RosteredShift(new StaffId(staff), start, start.AddHours(12), hour == 7 ? "D" : "N", kind);
    }

    private static IRosterGrain Roster(LiveHospital hospital) => hospital.Grains.GetGrain<IRosterGrain>(GrainKeys.Of(TestHospital.Id, TestHospital.Ward));

    private static Task<RosterReply> Publish(LiveHospital hospital, params ImmutableArray<RosteredShift> shifts) => Publish(hospital, hospital.Origin(), shifts);

    private static Task<RosterReply> Publish(LiveHospital hospital, Origin origin, params ImmutableArray<RosteredShift> shifts) =>
        Roster(hospital).Execute(new RosterCommand.Publish(Monday, Monday.AddDays(7), shifts) { At = hospital.Now }, origin);

    private static Task<DateTimeOffset> Apply(LiveHospital hospital) =>
        new RotaKeeper(hospital.Directory, hospital.Grains, hospital.Clock, NullLogger<RotaKeeper>.Instance).Apply(TestHospital.Id);

    private static async Task<int> Capacity(LiveHospital hospital, UnitId unit) => (await hospital.Unit(unit).Get()).StaffedCapacity;

    private static async Task<IEnumerable<string>> OnDuty(LiveHospital hospital) =>
        (await hospital.Unit(TestHospital.Ward).Get()).State.OnDuty.Select(p => p.Staff.Value).Order(StringComparer.Ordinal);
}
