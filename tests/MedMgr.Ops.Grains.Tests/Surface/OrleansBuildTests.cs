using System.Reflection;
using MedMgr.Ops.Grains.Tests.Surface;
using Orleans.Concurrency;

namespace MedMgr.Ops.Grains.Tests;

/// <summary>What would break the Orleans build, or its run, and the embedded silo would not notice.</summary>
public sealed class OrleansBuildTests
{
    private static readonly Type[] CallAttributes = [typeof(ReadOnlyAttribute), typeof(AlwaysInterleaveAttribute), typeof(OneWayAttribute)];
    private static readonly Type[] SerializerAttributes = [typeof(GenerateSerializerAttribute), typeof(IdAttribute), typeof(AliasAttribute), typeof(ImmutableAttribute)];

    [Fact]
    public void The_six_grains_and_their_messages_are_found()
    {
        ReachableTypes.GrainInterfaces.Select(i => i.Name).ShouldBe(["IBedGrain", "IEncounterGrain", "IHospitalGrain", "IRosterGrain", "IStaffGrain", "IUnitGrain"]);
        ReachableTypes.All.ShouldContain(typeof(Contracts.CompanionEvent), "reached through a message inside a message");
        ReachableTypes.All.ShouldContain(typeof(Domain.Beds.BedCommand));
    }

    [Fact]
    public void Grain_methods_return_tasks_and_take_plain_parameters()
    {
        foreach (var method in ReachableTypes.Methods)
        {
            var name = $"{method.DeclaringType!.Name}.{method.Name}";
            var returned = method.ReturnType.IsGenericType ? method.ReturnType.GetGenericTypeDefinition() : method.ReturnType;
            new[] { typeof(Task), typeof(Task<>), typeof(ValueTask), typeof(ValueTask<>) }.ShouldContain(returned, name);
            method.IsGenericMethod.ShouldBeFalse(name);
            method.IsAbstract.ShouldBeTrue($"{name} has a default body");
            method.IsStatic.ShouldBeFalse(name);
            method.GetParameters().Count(p => p.ParameterType == typeof(CancellationToken)).ShouldBeLessThanOrEqualTo(1, name);
            foreach (var parameter in method.GetParameters())
            {
                parameter.ParameterType.IsByRef.ShouldBeFalse($"{name}({parameter.Name})");
                parameter.ParameterType.IsByRefLike.ShouldBeFalse($"{name}({parameter.Name})");
                parameter.ParameterType.Name.ShouldNotStartWith("IAsyncEnumerable", Case.Sensitive, $"{name}({parameter.Name})");
            }
        }
    }

    [Fact]
    public void Grain_interfaces_have_string_keys_and_neither_properties_nor_events_nor_overloads()
    {
        foreach (var type in ReachableTypes.GrainInterfaces)
        {
            type.GetProperties().ShouldBeEmpty(type.Name);
            type.GetEvents().ShouldBeEmpty(type.Name);
            type.IsGenericType.ShouldBeFalse(type.Name);
            type.IsAssignableTo(typeof(IGrainWithStringKey)).ShouldBeTrue(type.Name);
            type.GetMethods().Select(m => m.Name).ShouldBeUnique();
        }
    }

    [Fact]
    public void Call_attributes_stand_on_interfaces_only()
    {
        foreach (var method in ReachableTypes.GrainClasses.SelectMany(c => c.GetMethods((BindingFlags)(-1) & ~BindingFlags.IgnoreCase)))
        {
            CallAttributes.Where(a => method.IsDefined(a, inherit: false)).ShouldBeEmpty($"{method.DeclaringType!.Name}.{method.Name}");
        }
    }

    [Fact]
    public void Grain_classes_carry_no_serializer_attributes()
    {
        ReachableTypes.GrainClasses.ShouldNotBeEmpty();
        foreach (var type in ReachableTypes.GrainClasses)
        {
            SerializerAttributes.Where(a => type.IsDefined(a, inherit: false)).ShouldBeEmpty(type.Name);
            type.GetFields((BindingFlags)(-1) & ~BindingFlags.IgnoreCase).Where(f => f.IsDefined(typeof(IdAttribute))).ShouldBeEmpty(type.Name);
        }
    }

    [Fact]
    public void Every_message_is_serialised_by_Orleans_or_travels_as_JSON_of_the_domain()
    {
        foreach (var type in ReachableTypes.All)
        {
            var generated = type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false);
            (generated ^ DomainTypes.TravelAsJson(type)).ShouldBeTrue($"{type.FullName}: [GenerateSerializer] or the Domain namespace, and not both");
            type.IsInterface.ShouldBeFalse(type.FullName);
            type.IsNestedPrivate.ShouldBeFalse(type.FullName);
            type.Name.ShouldNotStartWith("<", Case.Sensitive, "file-local types have no serializer");
        }
    }

    [Fact]
    public void Every_stored_member_of_a_message_has_one_id_of_its_own()
    {
        foreach (var type in Generated().Where(t => !t.IsEnum))
        {
            var ids = ReachableTypes.StoredFields(type)
                .Select(f => (Field: f, Id: ReachableTypes.MemberOf(f).GetCustomAttribute<IdAttribute>() ?? f.GetCustomAttribute<IdAttribute>()))
                .ToList();
            ids.Where(x => x.Id is null).Select(x => $"{type.Name}.{x.Field.Name} has no [Id]").ShouldBeEmpty();
            ids.Select(x => x.Id!.Id).ShouldBeUnique();
            var stored = ids.Select(x => ReachableTypes.MemberOf(x.Field).Name).ToHashSet();
            type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
                .Where(p => p.IsDefined(typeof(IdAttribute)) && !stored.Contains(p.Name))
                .Select(p => $"{type.Name}.{p.Name} has an [Id] and stores nothing").ShouldBeEmpty();
        }
    }

    [Fact]
    public void Every_message_has_an_alias_of_its_own_so_that_renaming_it_breaks_no_rolling_upgrade()
    {
        var records = Generated().Where(t => !t.IsEnum).ToList();
        records.Where(t => !t.IsDefined(typeof(AliasAttribute), inherit: false)).Select(t => t.Name).ShouldBeEmpty();
        records.Select(t => t.GetCustomAttribute<AliasAttribute>()!.Alias).ShouldBeUnique();
    }

    [Theory]
    [InlineData("ConfigureAwait(false)")]
    [InlineData("Task.Run(")]
    [InlineData("#if")]
    [InlineData(".Result;")]
    [InlineData(".Wait()")]
    public void Grain_sources_keep_to_their_scheduler_and_to_one_source_for_both_runtimes(string forbidden)
    {
        var sources = Directory.GetFiles(RepositoryFolder.Find("src/MedMgr.Ops.Grains"), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .ToList();
        sources.Count.ShouldBeGreaterThan(15);
        sources.Where(f => File.ReadAllText(f).Contains(forbidden, StringComparison.Ordinal)).Select(Path.GetFileName).ShouldBeEmpty();
    }

    private static IEnumerable<Type> Generated() =>
        ReachableTypes.All.Append(typeof(Storage.StreamSnapshot)).Where(t => t.IsDefined(typeof(GenerateSerializerAttribute), inherit: false));
}
