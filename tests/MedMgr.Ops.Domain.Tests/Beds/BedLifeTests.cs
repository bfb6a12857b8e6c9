using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Tests.Wards;

namespace MedMgr.Ops.Domain.Tests.Beds;

public class BedLifeTests
{
    private static readonly BedId Id = new("M1-A");
    private static readonly DateTimeOffset T = Ward.Start;
    private static readonly EncounterId Ana = new("Ana");
    private static readonly EncounterId Bea = new("Bea");

    [Fact]
    public void A_bed_goes_from_ready_over_reserved_occupied_dirty_and_cleaning_to_ready()
    {
        var bed = Bed.New(surge: false);
        bed.State.StatusOf().ShouldBe(BedStatus.Ready);
        bed = After(bed, Reserve(Ana));
        bed.State.StatusOf().ShouldBe(BedStatus.Reserved);
        bed = After(bed, Occupy(Ana));
        bed.State.StatusOf().ShouldBe(BedStatus.Occupied);
        bed = After(bed, new BedCommand.Vacate(Ana, "departed") { At = T });
        bed.State.StatusOf().ShouldBe(BedStatus.Dirty);
        bed = After(bed, new BedCommand.StartCleaning("Evs") { At = T });
        bed.State.StatusOf().ShouldBe(BedStatus.Cleaning);
        bed = After(bed, new BedCommand.FinishCleaning("Evs") { At = T });
        bed.State.StatusOf().ShouldBe(BedStatus.Ready);
    }

    [Fact]
    public void A_new_bed_is_ready_and_a_new_surge_bed_is_closed()
    {
        Bed.New(surge: false).State.ShouldBe(new BedState.Ready(null));
        Bed.New(surge: true).State.StatusOf().ShouldBe(BedStatus.Closed);
        After(Bed.New(surge: true), new BedCommand.Open { At = T }).State.ShouldBe(new BedState.Ready(T));
    }

    [Fact]
    public void A_reserved_bed_is_nobody_elses()
    {
        var kept = After(Bed.New(false), Reserve(Ana));
        Refusal(kept, Reserve(Bea)).Code.ShouldBe(RejectionCode.BedReservedForAnother);
        Refusal(kept, Occupy(Bea)).Code.ShouldBe(RejectionCode.BedReservedForAnother);
        Refusal(kept, Occupy(Bea, reported: true)).Code.ShouldBe(RejectionCode.BedReservedForAnother);
        Refusal(kept, Occupy(Bea, @override: Say.ByTheMatron)).Code.ShouldBe(RejectionCode.BedReservedForAnother);
        Refusal(kept, new BedCommand.ReleaseReservation(Bea, "mine now") { At = T }).Code.ShouldBe(RejectionCode.BedNotHeldByEncounter);
        After(kept, Occupy(Ana)).Holds(Ana).ShouldBeTrue();
    }

    [Fact]
    public void Two_patients_do_not_get_into_a_bed_for_one_by_any_command()
    {
        var held = After(Bed.New(false), Occupy(Ana));
        Refusal(held, Occupy(Bea)).Code.ShouldBe(RejectionCode.BedOccupied);
        Refusal(held, Occupy(Bea, reported: true)).Code.ShouldBe(RejectionCode.BedOccupied);
        Refusal(held, Occupy(Bea, @override: Say.ByTheMatron)).Code.ShouldBe(RejectionCode.BedOccupied);
        Refusal(held, Reserve(Bea)).Code.ShouldBe(RejectionCode.BedOccupied);
    }

    [Fact]
    public void Assigning_a_dirty_bed_is_refused_and_no_override_helps()
    {
        var dirty = Dirty();
        Refusal(dirty, Reserve(Ana)).ShouldSatisfyAllConditions(r => r.Code.ShouldBe(RejectionCode.BedNotReady), r => r.Overridable.ShouldBeFalse());
        Refusal(dirty, Reserve(Ana, Say.ByTheMatron)).Code.ShouldBe(RejectionCode.BedNotReady);
    }

    [Fact]
    public void Putting_a_patient_into_a_dirty_bed_needs_an_override_and_keeps_its_reason_and_giver()
    {
        Refusal(Dirty(), Occupy(Ana)).ShouldSatisfyAllConditions(r => r.Code.ShouldBe(RejectionCode.BedNotReady), r => r.Overridable.ShouldBeTrue());
        var occupied = Events(Dirty(), Occupy(Ana, @override: Say.ByTheMatron)).ShouldHaveSingleItem().ShouldBeOfType<BedEvent.Occupied>();
        occupied.NotCleanBefore.ShouldBeTrue();
        occupied.Override.ShouldBe(new Override("no other bed in the house", "Matron Ruiz"));
    }

    [Theory]
    [InlineData("", "Matron Ruiz")]
    [InlineData("full house", " ")]
    public void An_override_without_reason_or_giver_is_no_override(string reason, string by)
    {
        Refusal(Dirty(), Occupy(Ana, @override: new Override(reason, by))).Code.ShouldBe(RejectionCode.ReasonMissing);
        Refusal(Bed.New(false), Reserve(Ana, new Override(reason, by))).Code.ShouldBe(RejectionCode.ReasonMissing);
    }

    [Fact]
    public void A_patient_reported_in_a_dirty_bed_lies_there_and_the_event_says_that_it_was_not_clean()
    {
        var occupied = Events(Dirty(), Occupy(Ana, reported: true)).ShouldHaveSingleItem().ShouldBeOfType<BedEvent.Occupied>();
        occupied.NotCleanBefore.ShouldBeTrue();
        Events(Bed.New(false), Occupy(Ana, reported: true)).ShouldHaveSingleItem().ShouldBeOfType<BedEvent.Occupied>().NotCleanBefore.ShouldBeFalse();
    }

    [Fact]
    public void Blocking_and_unblocking_a_dirty_bed_does_not_clean_it()
    {
        var back = After(After(Dirty(), Block()), new BedCommand.Unblock { At = T });
        back.State.StatusOf().ShouldBe(BedStatus.Dirty);
        After(After(Bed.New(false), Block()), new BedCommand.Unblock { At = T }).State.StatusOf().ShouldBe(BedStatus.Ready);
    }

    [Fact]
    public void Closing_and_opening_a_bed_that_is_being_cleaned_leaves_it_dirty()
    {
        var cleaning = After(Dirty(), new BedCommand.StartCleaning("Evs") { At = T });
        var back = After(After(cleaning, Close()), new BedCommand.Open { At = T });
        back.State.StatusOf().ShouldBe(BedStatus.Dirty);
    }

    [Fact]
    public void A_dirty_bed_that_is_blocked_then_closed_then_opened_is_dirty_still()
    {
        var bed = After(After(After(Dirty(), Block()), Close()), new BedCommand.Open { At = T });
        bed.State.StatusOf().ShouldBe(BedStatus.Dirty);
    }

    [Fact]
    public void An_interrupted_cleaning_leaves_the_bed_dirty()
    {
        var bed = After(After(Dirty(), new BedCommand.StartCleaning("Evs") { At = T }), new BedCommand.InterruptCleaning("stat clean elsewhere") { At = T });
        bed.State.ShouldBe(new BedState.Dirty(T));
    }

    [Fact]
    public void A_reservation_that_is_released_leaves_the_bed_ready()
    {
        var bed = After(After(Bed.New(false), Reserve(Ana)), new BedCommand.ReleaseReservation(Ana, "went elsewhere") { At = T.AddHours(1) });
        bed.State.ShouldBe(new BedState.Ready(T.AddHours(1)));
    }

    [Fact]
    public void Blocking_or_closing_without_a_reason_is_refused()
    {
        Refusal(Bed.New(false), new BedCommand.Block("  ", null) { At = T }).Code.ShouldBe(RejectionCode.ReasonMissing);
        Refusal(Bed.New(false), new BedCommand.Close("") { At = T }).Code.ShouldBe(RejectionCode.ReasonMissing);
    }

    [Fact]
    public void A_bed_that_holds_or_awaits_a_patient_is_neither_blocked_nor_closed_nor_called_contaminated()
    {
        foreach (var bed in new[] { After(Bed.New(false), Reserve(Ana)), After(Bed.New(false), Occupy(Ana)) })
        {
            Refusal(bed, Block()).Code.ShouldBe(RejectionCode.BedInUse);
            Refusal(bed, Close()).Code.ShouldBe(RejectionCode.BedInUse);
            Refusal(bed, new BedCommand.Contaminate("c-auris") { At = T }).Code.ShouldBe(RejectionCode.BedInUse);
        }
    }

    [Fact]
    public void An_exchange_puts_one_patient_in_place_of_another_without_a_moment_between()
    {
        var bed = After(Bed.New(false), Occupy(Ana));
        Events(bed, new BedCommand.Exchange(Ana, Lying(Bea)) { At = T }).ShouldHaveSingleItem().ShouldBeOfType<BedEvent.Exchanged>();
        var after = After(bed, new BedCommand.Exchange(Ana, Lying(Bea)) { At = T });
        after.Holds(Bea).ShouldBeTrue();
        after.Holds(Ana).ShouldBeFalse();
        Refusal(after, new BedCommand.Exchange(Ana, Lying(Bea)) { At = T }).Code.ShouldBe(RejectionCode.BedNotHeldByEncounter);
    }

    [Fact]
    public void A_refusal_names_the_bed_and_the_patient_who_is_in_the_way()
    {
        Refusal(After(Bed.New(false), Reserve(Ana)), Occupy(Bea)).Because.ShouldBe("Bed M1-A is reserved for Ana. Cancel that assignment first.");
        Refusal(After(Bed.New(false), Occupy(Ana)), Occupy(Bea)).Because.ShouldBe("Bed M1-A is occupied by Ana.");
    }

    [Fact]
    public void Precautions_set_on_a_bed_last_until_it_is_made_ready()
    {
        var contact = new Isolation(Precautions.Contact, "mrsa");
        var bed = After(After(Dirty(), new BedCommand.SetPrecautions(contact) { At = T }), new BedCommand.StartCleaning("Evs") { At = T });
        bed.Precautions.ShouldBe(contact);
        After(bed, new BedCommand.FinishCleaning("Evs") { At = T }).Precautions.ShouldBeNull();
    }

    [Fact]
    public void Who_lies_in_a_bed_or_is_awaited_there_can_be_described_anew_and_nobody_else_can()
    {
        var isolation = new Isolation(Precautions.Droplet, "influenza-a");
        var change = new BedCommand.UpdateOccupant(Ana, Gender.Female, isolation) { At = T };
        var lying = (BedState.Occupied)After(After(Bed.New(false), Occupy(Ana)), change).State;
        lying.By.ShouldHaveSingleItem().Isolation.ShouldBe(isolation);
        ((BedState.Reserved)After(After(Bed.New(false), Reserve(Ana)), change).State).For.Isolation.ShouldBe(isolation);
        Refusal(After(Bed.New(false), Occupy(Bea)), change).Code.ShouldBe(RejectionCode.BedNotHeldByEncounter);
    }

    [Fact]
    public void A_history_that_no_accepted_command_leads_to_is_our_own_error_and_throws() =>
        Should.Throw<InvalidOperationException>(() => BedRules.Evolve(Bed.New(false), new BedEvent.Vacated(Ana, "departed") { At = T }))
            .Message.ShouldContain("Vacated of a bed that is Ready");

    private static Bed Dirty() => After(Bed.New(false), new BedCommand.MarkDirty("found dirty") { At = T });

    private static BedCommand Block() => new BedCommand.Block("broken rail", null) { At = T };

    private static BedCommand Close() => new BedCommand.Close("renovation") { At = T };

    private static BedCommand Reserve(EncounterId who, Override? @override = null) =>
        new BedCommand.Reserve(new Claim(who, Gender.Female, null, T), @override) { At = T };

    private static BedCommand Occupy(EncounterId who, bool reported = false, Override? @override = null) =>
        new BedCommand.Occupy(Lying(who), reported, @override) { At = T };

    private static Occupant Lying(EncounterId who) => new(who, Gender.Female, null, T);

    private static IReadOnlyList<BedEvent> Events(Bed bed, BedCommand command) =>
        BedRules.Decide(Id, bed, command, 1).ShouldBeOfType<Decision<BedEvent>.Accepted>().Events;

    private static Bed After(Bed bed, BedCommand command) => Events(bed, command).Aggregate(bed, BedRules.Evolve);

    private static Rejection Refusal(Bed bed, BedCommand command) =>
        BedRules.Decide(Id, bed, command, 1).ShouldBeOfType<Decision<BedEvent>.Rejected>().Because;
}
