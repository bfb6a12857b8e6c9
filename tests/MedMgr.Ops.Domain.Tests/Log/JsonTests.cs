using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Reflection;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.Domain.Rosters;
using MedMgr.Ops.Domain.Staffing;
using MedMgr.Ops.Domain.Surge;
using MedMgr.Ops.Domain.Tests.Wards;
using MedMgr.Ops.Domain.Units;

namespace MedMgr.Ops.Domain.Tests.Log;

/// <summary>What is written is what is read: in the log, between silos and in snapshots.</summary>
public class JsonTests
{
    public static IEnumerable<TheoryDataRow<string>> Events => EventNames.Families
        .SelectMany(f => f.GetCustomAttributes<JsonDerivedTypeAttribute>()).Select(a => new TheoryDataRow<string>((string)a.TypeDiscriminator!));

    public static IEnumerable<TheoryDataRow<Type, Type>> Polymorphic => new[]
        {
            typeof(BedCommand), typeof(UnitCommand), typeof(StaffCommand), typeof(EncounterCommand), typeof(HospitalCommand), typeof(RosterCommand), typeof(BedState),
        }
        .SelectMany(f => f.GetCustomAttributes<JsonDerivedTypeAttribute>().Select(a => new TheoryDataRow<Type, Type>(f, a.DerivedType)));

    [Theory]
    [MemberData(nameof(Events))]
    public void An_event_with_every_field_filled_survives_the_log(string name)
    {
        var type = EventNames.Families.SelectMany(f => f.GetCustomAttributes<JsonDerivedTypeAttribute>()).Single(a => (string)a.TypeDiscriminator! == name).DerivedType;
        var @event = Samples.Of(type);
        EventNames.NameOf(@event).ShouldBe(name);
        var json = EventNames.ToJson(@event);
        var read = EventNames.FromJson(name, json);
        read.ShouldBeOfType(type);
        Encoding.UTF8.GetString(EventNames.ToJson(read)).ShouldBe(Encoding.UTF8.GetString(json));
        JsonDocument.Parse(json).RootElement.EnumerateObject().Count().ShouldBe(type.GetProperties().Count(p => p.Name != "EqualityContract"), "no field is lost");
    }

    [Theory]
    [MemberData(nameof(Polymorphic))]
    public void A_command_or_state_survives_the_way_between_silos(Type family, Type type)
    {
        var json = JsonSerializer.Serialize(Samples.Of(type), family, DomainJson.Options);
        var read = JsonSerializer.Deserialize(json, family, DomainJson.Options);
        read.ShouldBeOfType(type);
        JsonSerializer.Serialize(read, family, DomainJson.Options).ShouldBe(json);
    }

    [Fact]
    public void An_occupied_bed_stands_in_the_log_as_a_person_would_read_it()
    {
        var occupied = new BedEvent.Occupied(new Occupant(new("V1"), Gender.Female, new Isolation(Precautions.Droplet, "influenza-a"), Ward.Start)) { At = Ward.Start };
        Encoding.UTF8.GetString(EventNames.ToJson(occupied)).ShouldBe(
            """{"patient":{"encounter":"V1","gender":"female","isolation":{"precautions":"droplet","organism":"influenza-a"},"since":"2026-01-05T08:00:00+00:00"},"notCleanBefore":false,"at":"2026-01-05T08:00:00+00:00"}""");
    }

    [Fact]
    public void A_field_that_came_later_may_be_missing_in_an_old_event() =>
        EventNames.FromJson("bed-occupied", """{"patient":{"encounter":"V1","gender":"male","since":"2026-01-05T08:00:00+00:00"},"at":"2026-01-05T08:00:00+00:00"}"""u8.ToArray())
            .ShouldBe(new BedEvent.Occupied(new Occupant(new("V1"), Gender.Male, null, Ward.Start)) { At = Ward.Start });

    [Fact]
    public void A_log_of_a_newer_version_or_with_broken_events_says_so()
    {
        Should.Throw<JsonException>(() => EventNames.FromJson("bed-teleported", "{}"u8.ToArray())).Message.ShouldContain("bed-teleported");
        Should.Throw<JsonException>(() => EventNames.FromJson("bed-unblocked", "null"u8.ToArray()));
        Should.Throw<JsonException>(() => EventNames.FromJson("bed-unblocked", "{}"u8.ToArray())).Message.ShouldContain("at");
    }

    [Fact]
    public void What_a_sender_did_not_tell_differs_from_what_it_deleted()
    {
        var told = ReportedDetails.Nothing with { Service = Told.To<string>(null) };
        var read = JsonSerializer.Deserialize<ReportedDetails>(JsonSerializer.Serialize(told, DomainJson.Options), DomainJson.Options)!;
        read.Service.IsTold.ShouldBeTrue();
        read.Service.Value.ShouldBeNull();
        read.Isolation.IsTold.ShouldBeFalse();
        read.Service.Or("before").ShouldBeNull();
        read.Isolation.Or(new Isolation(Precautions.Contact)).ShouldNotBeNull();
    }
}
