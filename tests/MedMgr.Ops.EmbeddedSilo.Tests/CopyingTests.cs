using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using MedMgr.Ops.EmbeddedSilo.Copying;
using MedMgr.Ops.EmbeddedSilo.Deterministic;

namespace MedMgr.Ops.EmbeddedSilo.Tests;

[GenerateSerializer]
public abstract record Parcel
{
    private Parcel() => Constructed++;

    public static int Constructed { get; private set; }

    [GenerateSerializer]
    public sealed record Box([property: Id(0)] string Label, [property: Id(1)] ImmutableArray<Weight> Weights) : Parcel
    {
        /// <summary>Has no [Id]: lost on the way.</summary>
        public string? Scribble { get; init; }

        [Id(2)]
        public Parcel? Inner { get; init; }

        public int Heaviest => Weights.Max(weight => weight.Grams);
    }
}

[GenerateSerializer]
public readonly record struct Weight([property: Id(0)] int Grams);

[GenerateSerializer]
public sealed record OnUnmarkedBase([property: Id(0)] int Number) : UnmarkedBase;

public abstract record UnmarkedBase;

[GenerateSerializer]
public sealed record SameIdTwice
{
    [Id(0)]
    public int One { get; init; }

    [Id(0)]
    public int Other { get; init; }
}

public sealed record Unmarked(string Text);

[JsonDerivedType(typeof(Said), "said")]
public abstract record Saying
{
    public sealed record Said(string Text, [property: JsonIgnore] string? Aside = null) : Saying;
}

[Immutable]
public sealed class Plaque;

public interface ICourierGrain : IGrainWithStringKey
{
    Task<Parcel.Box> Carry(Parcel.Box box);

    Task Keep(List<int> numbers);

    Task<List<int>> Kept();

    Task Take(Unmarked thing);

    Task<object> Make(string what);

    Task<Saying> Say(Saying saying);
}

public sealed class CourierGrain : Grain, ICourierGrain
{
    private List<int> _kept = [];

    public Task<Parcel.Box> Carry(Parcel.Box box) => Task.FromResult(box);

    public Task Keep(List<int> numbers)
    {
        _kept = numbers;
        return Task.CompletedTask;
    }

    public Task<List<int>> Kept() => Task.FromResult(_kept);

    public Task Take(Unmarked thing) => Task.CompletedTask;

    public Task<object> Make(string what) => Task.FromResult<object>(what == "unmarked" ? new Unmarked("x") : what);

    public Task<Saying> Say(Saying saying) => Task.FromResult(saying);
}

public sealed class CopyingTests
{
    private static readonly Func<Type, bool> SayingsAreJson = static type => type.IsAssignableTo(typeof(Saying));

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly DeterministicSilo _silo = new(1, builder => builder.Configure<EmbeddedSiloOptions>(options =>
    {
        options.GrainAssemblies.Add(typeof(CopyingTests).Assembly);
        options.TravelsAsJson = SayingsAreJson;
        options.JsonOptions = Json;
    }));

    private ICourierGrain Courier => _silo.Grains.GetGrain<ICourierGrain>("c");

    [Fact]
    public void A_message_arrives_as_a_copy_made_without_its_constructor_and_without_members_that_have_no_id()
    {
        var sent = new Parcel.Box("glass", [new(5), new(7)]) { Scribble = "fragile", Inner = new Parcel.Box("inner", []) };
        var constructed = Parcel.Constructed;

        var received = _silo.Run(() => Courier.Carry(sent));

        received.ShouldNotBeSameAs(sent);
        received.Label.ShouldBe("glass");
        received.Weights.ShouldBe([new(5), new(7)]);
        received.Heaviest.ShouldBe(7);
        received.Inner.ShouldBeOfType<Parcel.Box>().Label.ShouldBe("inner");
        received.Scribble.ShouldBeNull("it has no [Id]");
        Parcel.Constructed.ShouldBe(constructed);
    }

    [Fact]
    public void Neither_side_sees_what_the_other_does_to_a_collection_afterwards()
    {
        List<int> sent = [1, 2];
        _silo.Run(() => Courier.Keep(sent));
        sent.Add(3);
        var received = _silo.Run(() => Courier.Kept());
        received.Add(4);
        _silo.Run(() => Courier.Kept()).ShouldBe([1, 2]);
    }

    [Fact]
    public void A_type_that_could_not_travel_is_named_as_argument_and_as_result()
    {
        Should.Throw<NotSerializableException>(() => _silo.Run(() => Courier.Take(new Unmarked("x")))).Type.ShouldBe(typeof(Unmarked));
        Should.Throw<NotSerializableException>(() => _silo.Run(() => Courier.Make("unmarked"))).Message.ShouldContain(nameof(Unmarked));
        _silo.Run(() => Courier.Make("text")).ShouldBe("text");
    }

    [Fact]
    public void A_type_said_to_travel_as_json_goes_through_json()
    {
        var received = _silo.Run(() => Courier.Say(new Saying.Said("aloud", "under the breath")));
        received.ShouldBe(new Saying.Said("aloud"));
    }

    [Fact]
    public void A_base_without_attributes_and_an_id_used_twice_are_refused()
    {
        var copier = Copier();
        Should.Throw<NotSerializableException>(() => copier.Copy(new OnUnmarkedBase(1))).Message.ShouldContain(nameof(UnmarkedBase));
        Should.Throw<NotSerializableException>(() => copier.Copy(new SameIdTwice())).Message.ShouldContain("[Id(0)]");
    }

    public static TheoryData<object> Collections =>
    [
        new[] { 1, 2 }, new[] { "a", null! }, new List<string> { "a" }, new HashSet<int> { 1 }, new Queue<int>([1, 2]), new Dictionary<string, int> { ["a"] = 1 },
        ImmutableArray.Create(1, 2), ImmutableList.Create("a"), ImmutableHashSet.Create(1), ImmutableSortedSet.Create(2, 1),
        ImmutableDictionary<string, int>.Empty.Add("a", 1), ImmutableSortedDictionary<string, int>.Empty.Add("a", 1),
        new[] { "a", "b" }.ToFrozenSet(), new Dictionary<string, int> { ["a"] = 1 }.ToFrozenDictionary(),
        KeyValuePair.Create("a", 1), (1, "two", new DateOnly(2026, 1, 5)), DateTimeOffset.UnixEpoch, TimeSpan.FromHours(1), 3.5m, DayOfWeek.Friday,
    ];

    [Theory]
    [MemberData(nameof(Collections))]
    public void Collections_tuples_and_plain_values_arrive_equal(object value)
        => Copier().Copy(value).ShouldBe(value);

    [Fact]
    public void Collections_are_copied_deeply()
    {
        Weight[][] nested = [[new(1)], [new(2)]];
        var copy = (Weight[][])Copier().Copy(nested)!;
        copy[0].ShouldNotBeSameAs(nested[0]);
        copy[1].ShouldBe([new(2)]);
    }

    [Fact]
    public void An_immutable_type_without_serializer_goes_by_reference()
    {
        var plaque = new Plaque();
        Copier().Copy(plaque).ShouldBeSameAs(plaque);
        Copier().Copy(null).ShouldBeNull();
    }

    [Fact]
    public void A_collection_with_something_foreign_in_it_names_the_foreign_type()
        => Should.Throw<NotSerializableException>(() => Copier().Copy(new List<Unmarked> { new("x") })).Type.ShouldBe(typeof(Unmarked));

    private static MessageCopier Copier() => MessageCopier.For(new EmbeddedSiloOptions { TravelsAsJson = SayingsAreJson, JsonOptions = Json });
}
