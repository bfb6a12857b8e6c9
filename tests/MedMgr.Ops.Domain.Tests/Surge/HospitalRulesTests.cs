using MedMgr.Ops.Domain.Discrepancies;
using MedMgr.Ops.Domain.Surge;
using MedMgr.Ops.Domain.Tests.Wards;

namespace MedMgr.Ops.Domain.Tests.Surge;

public class HospitalRulesTests
{
    private static readonly DateTimeOffset T = Ward.Start;

    [Theory]
    [InlineData(0, true)]
    [InlineData(4, true)]
    [InlineData(-1, false)]
    [InlineData(5, false)]
    public void Surge_levels_go_from_nought_to_four(int level, bool exists)
    {
        var decision = HospitalRules.Decide(HospitalState.New with { SurgeLevel = 2 }, new HospitalCommand.SetSurgeLevel(level, "flu") { At = T });
        if (exists)
        {
            After(HospitalState.New, decision).SurgeLevel.ShouldBe(level);
        }
        else
        {
            decision.ShouldBeOfType<Decision<HospitalEvent>.Rejected>().Because.Because.ShouldBe($"Surge level {level} does not exist: use 0 to 4.");
        }
    }

    [Fact]
    public void Setting_the_level_that_is_set_or_the_definition_in_force_writes_nothing()
    {
        Events(HospitalState.New, new HospitalCommand.SetSurgeLevel(0, "calm") { At = T }).ShouldBeEmpty();
        Events(HospitalState.New, new HospitalCommand.Define(SmallHospital.Definition, SameAsBefore: true) { At = T }).ShouldBeEmpty();
    }

    [Fact]
    public void A_new_definition_takes_the_place_of_the_old() =>
        After(HospitalState.New, HospitalRules.Decide(HospitalState.New, new HospitalCommand.Define(SmallHospital.Definition, false) { At = T }))
            .Definition.ShouldBe(SmallHospital.Definition);

    [Fact]
    public void An_alert_is_taken_by_somebody_while_it_stands()
    {
        Events(HospitalState.New, new HospitalCommand.TakeAlert("no-critical-bed", " Ruiz ", Stands: true) { At = T })
            .ShouldBe([new HospitalEvent.AlertTaken("no-critical-bed", "Ruiz") { At = T }]);
        Refusal(new HospitalCommand.TakeAlert("no-critical-bed", "Ruiz", Stands: false) { At = T }).Code.ShouldBe(RejectionCode.AlertUnknown);
        Refusal(new HospitalCommand.TakeAlert("no-critical-bed", " ", Stands: true) { At = T }).Code.ShouldBe(RejectionCode.ReasonMissing);

        static Rejection Refusal(HospitalCommand command) => HospitalRules.Decide(HospitalState.New, command).ShouldBeOfType<Decision<HospitalEvent>.Rejected>().Because;
    }

    [Fact]
    public void One_matter_is_raised_once_and_resolved_once()
    {
        var differs = new Discrepancy("d-1", DiscrepancyKind.BedStatusDiffers, "A20 says dirty.", null, new("M1-A"), T, "A20");
        var raised = After(HospitalState.New, HospitalRules.Decide(HospitalState.New, new HospitalCommand.RaiseDiscrepancy(differs) { At = T }));
        Events(raised, new HospitalCommand.RaiseDiscrepancy(differs with { Id = "d-2", Says = "A20 says dirty again." }) { At = T }).ShouldBeEmpty();
        Events(raised, new HospitalCommand.RaiseDiscrepancy(differs with { Id = "d-2", Bed = new("M1-B") }) { At = T }).Count.ShouldBe(1);
        var resolve = new HospitalCommand.ResolveDiscrepancy("d-1", "looked") { At = T };
        var resolved = After(raised, HospitalRules.Decide(raised, resolve));
        resolved.Discrepancies.ShouldBeEmpty();
        HospitalRules.Decide(resolved, resolve).ShouldBeOfType<Decision<HospitalEvent>.Rejected>().Because.Code.ShouldBe(RejectionCode.DiscrepancyUnknown);
        Discrepancy.HolderOf("d-1").ShouldBeNull();
    }

    private static IReadOnlyList<HospitalEvent> Events(HospitalState state, HospitalCommand command) =>
        HospitalRules.Decide(state, command).ShouldBeOfType<Decision<HospitalEvent>.Accepted>().Events;

    private static HospitalState After(HospitalState state, Decision<HospitalEvent> decision) =>
        decision.ShouldBeOfType<Decision<HospitalEvent>.Accepted>().Events.Aggregate(state, HospitalRules.Evolve);
}
