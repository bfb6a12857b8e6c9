using System.Reflection;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Tests.Wards;

namespace MedMgr.Ops.Domain.Tests.Beds;

/// <summary>Every command meets every state: none throws, and a command or state that is added later can not be forgotten.</summary>
public class EveryBedPairTests
{
    private static readonly DateTimeOffset T = Ward.Start;
    private static readonly EncounterId Ana = new("Ana");
    private static readonly EncounterId Bea = new("Bea");
    private static readonly Isolation Flu = new(Precautions.Droplet, "influenza-a");

    private static readonly BedState[] States =
    [
        new BedState.Ready(null), new BedState.Ready(T), new BedState.Reserved(Claim(Ana)), new BedState.Occupied([Lying(Ana)], []),
        new BedState.Occupied([Lying(Ana)], [Claim(Bea)]), new BedState.Occupied([Lying(Ana), Lying(Bea)], []), new BedState.Dirty(T),
        new BedState.Cleaning(T, "Evs", false), new BedState.Cleaning(T, "Evs", true), new BedState.Blocked(T, "rail", null, false),
        new BedState.Blocked(T, "rail", T, true), new BedState.Closed(null, "surge", false), new BedState.Closed(T, "rest", true),
        new BedState.Closed(T, "rest", true, true), new BedState.Contaminated(T, "c-auris"), new BedState.Dirty(T, "ICU waits"),
        new BedState.Contaminated(T, null, "ICU waits"), new BedState.Cleaning(T, "Evs", false, "ICU waits"),
    ];

    private static readonly BedCommand[] Commands =
    [
        new BedCommand.Reserve(Claim(Ana)) { At = T }, new BedCommand.Reserve(Claim(Bea), Say.ByTheMatron) { At = T },
        new BedCommand.ReleaseReservation(Ana, "x") { At = T }, new BedCommand.ReleaseReservation(Bea, "x") { At = T },
        new BedCommand.Occupy(Lying(Ana), false) { At = T }, new BedCommand.Occupy(Lying(Bea), true) { At = T },
        new BedCommand.Occupy(Lying(Bea), false, Say.ByTheMatron) { At = T }, new BedCommand.Vacate(Ana, "x") { At = T }, new BedCommand.Vacate(Bea, "x") { At = T },
        new BedCommand.Exchange(Ana, Lying(Bea)) { At = T }, new BedCommand.UpdateOccupant(Ana, Gender.Female, Flu) { At = T },
        new BedCommand.MarkDirty("x") { At = T }, new BedCommand.StartCleaning("Evs") { At = T }, new BedCommand.FinishCleaning("Evs") { At = T },
        new BedCommand.InterruptCleaning("x") { At = T }, new BedCommand.MarkReady("A20") { At = T }, new BedCommand.Block("rail", null) { At = T },
        new BedCommand.Block(" ", null) { At = T }, new BedCommand.Unblock { At = T }, new BedCommand.Close("rest") { At = T },
        new BedCommand.Open { At = T }, new BedCommand.Contaminate("c-auris") { At = T }, new BedCommand.SetPrecautions(Flu) { At = T }, new BedCommand.SetPrecautions(null) { At = T },
        new BedCommand.CleanNext("asked") { At = T }, new BedCommand.CleanNext(" ") { At = T }, new BedCommand.CleanInTurn { At = T },
    ];

    [Fact]
    public void Every_state_and_every_command_stand_in_the_table()
    {
        Cases<BedState>().ShouldBe(States.Select(s => s.GetType()).Distinct(), ignoreOrder: true);
        Cases<BedCommand>().ShouldBe(Commands.Select(c => c.GetType()).Distinct(), ignoreOrder: true);
    }

    [Fact]
    public void Every_command_in_every_state_is_accepted_or_rejected_and_what_it_does_can_be_folded()
    {
        foreach (var (bed, command, patientsMax) in Pairs())
        {
            var because = $"{command} on {bed.State} for {patientsMax}";
            switch (BedRules.Decide(new("M1-A"), bed, command, patientsMax))
            {
                case Decision<BedEvent>.Accepted accepted:
                    var after = accepted.Events.Aggregate(bed, BedRules.Evolve);
                    after.State.StatusOf().ShouldBeOneOf(Enum.GetValues<BedStatus>());
                    (after.State is BedState.Occupied { By.IsEmpty: true }).ShouldBeFalse(because);
                    break;
                case Decision<BedEvent>.Rejected rejected:
                    rejected.Because.Because.ShouldNotBeNullOrWhiteSpace(because);
                    rejected.Because.Because.ShouldEndWith(".", customMessage: because);
                    break;
            }
        }
    }

    [Fact]
    public void Asking_twice_does_no_more_than_asking_once()
    {
        foreach (var (bed, command, patientsMax) in Pairs())
        {
            if (BedRules.Decide(new("M1-A"), bed, command, patientsMax) is Decision<BedEvent>.Accepted { Events.IsEmpty: false } first)
            {
                var after = first.Events.Aggregate(bed, BedRules.Evolve);
                var again = BedRules.Decide(new("M1-A"), after, command, patientsMax);
                (again is Decision<BedEvent>.Rejected or Decision<BedEvent>.Accepted { Events.IsEmpty: true }).ShouldBeTrue($"{command} on {bed.State}, twice");
            }
        }
    }

    [Fact]
    public void Every_event_of_a_bed_comes_of_some_pair()
    {
        var produced = Pairs()
            .Select(p => BedRules.Decide(new("M1-A"), p.Bed, p.Command, p.PatientsMax))
            .OfType<Decision<BedEvent>.Accepted>().SelectMany(a => a.Events).Select(e => e.GetType()).Distinct();
        produced.ShouldBe(Cases<BedEvent>(), ignoreOrder: true);
    }

    [Fact]
    public void A_bed_becomes_ready_only_by_cleaning_or_when_it_was_clean()
    {
        foreach (var (bed, command, patientsMax) in Pairs())
        {
            var after = BedRules.Decide(new("M1-A"), bed, command, patientsMax) is Decision<BedEvent>.Accepted a ? a.Events.Aggregate(bed, BedRules.Evolve) : bed;
            if (after.State is not BedState.Ready || bed.State is BedState.Ready)
            {
                continue;
            }

            var clean = command is BedCommand.FinishCleaning or BedCommand.MarkReady
                || bed.State is BedState.Reserved or BedState.Blocked { NeedsCleaning: false, NeedsSpecialClean: false } or BedState.Closed { NeedsCleaning: false, NeedsSpecialClean: false };
            clean.ShouldBeTrue($"{command} made a bed ready that was {bed.State}");
        }
    }

    private static IEnumerable<(Bed Bed, BedCommand Command, int PatientsMax)> Pairs() =>
        from state in States
        from command in Commands
        from patientsMax in new[] { 1, 2 }
        select (new Bed(state), command, patientsMax);

    private static IEnumerable<Type> Cases<T>() => typeof(T).GetNestedTypes(BindingFlags.Public).Where(t => t.IsSubclassOf(typeof(T)));

    private static Claim Claim(EncounterId who) => new(who, Gender.Female, null, T);

    private static Occupant Lying(EncounterId who) => new(who, Gender.Female, null, T);
}
