using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace MedMgr.Ops.Grains.Tests;

/// <summary>The grains use these members of Orleans and no others: what the embedded silo would grant beyond them, Orleans may not.</summary>
public sealed class UsedMembersTests
{
    private static readonly string[] Allowed =
    [
        "Orleans.AliasAttribute", "Orleans.AliasAttribute..ctor", "Orleans.Concurrency.ReentrantAttribute",
        "Orleans.Concurrency.ReentrantAttribute..ctor", "Orleans.Core.IStorage", "Orleans.Core.IStorage.WriteStateAsync",
        "Orleans.Core.IStorage.get_RecordExists", "Orleans.Core.IStorage`1", "Orleans.Core.IStorage`1.get_State",
        "Orleans.Core.IStorage`1.set_State", "Orleans.GenerateSerializerAttribute", "Orleans.GenerateSerializerAttribute..ctor", "Orleans.Grain",
        "Orleans.Grain..ctor", "Orleans.Grain.get_GrainFactory", "Orleans.GrainBaseExtensions", "Orleans.GrainBaseExtensions.RegisterGrainTimer",
        "Orleans.GrainExtensions", "Orleans.GrainExtensions.GetPrimaryKeyString", "Orleans.GrainReminderExtensions",
        "Orleans.GrainReminderExtensions.GetReminder", "Orleans.GrainReminderExtensions.RegisterOrUpdateReminder", "Orleans.GrainReminderExtensions.UnregisterReminder", "Orleans.IGrain", "Orleans.IGrainBase", "Orleans.IGrainFactory",
        "Orleans.IGrainFactory.GetGrain", "Orleans.IGrainState`1", "Orleans.IGrainState`1.get_State", "Orleans.IGrainState`1.set_ETag",
        "Orleans.IGrainState`1.set_RecordExists", "Orleans.IGrainState`1.set_State", "Orleans.IGrainWithStringKey", "Orleans.IRemindable",
        "Orleans.IdAttribute", "Orleans.IdAttribute..ctor", "Orleans.ImmutableAttribute", "Orleans.ImmutableAttribute..ctor",
        "Orleans.Runtime.GrainId", "Orleans.Runtime.GrainTimerCreationOptions", "Orleans.Runtime.GrainTimerCreationOptions..ctor",
        "Orleans.Runtime.GrainTimerCreationOptions.set_DueTime", "Orleans.Runtime.GrainTimerCreationOptions.set_KeepAlive",
        "Orleans.Runtime.GrainTimerCreationOptions.set_Period", "Orleans.Runtime.IAddressable", "Orleans.Runtime.IGrainReminder",
        "Orleans.Runtime.IGrainTimer", "Orleans.Runtime.IPersistentState`1", "Orleans.Runtime.OrleansMessageRejectionException",
        "Orleans.Runtime.PersistentStateAttribute", "Orleans.Runtime.PersistentStateAttribute..ctor", "Orleans.Runtime.TickStatus",
        "Orleans.Storage.IGrainStorage",
    ];

    [Fact]
    public void Grains_use_only_the_agreed_members_of_Orleans() => Used().Except(Allowed).ShouldBeEmpty();

    [Fact]
    public void The_list_names_nothing_that_is_no_longer_used() => Allowed.Except(Used()).ShouldBeEmpty();

    private static SortedSet<string> Used()
    {
        using var file = File.OpenRead(typeof(HospitalDirectory).Assembly.Location);
        using var image = new PEReader(file);
        var metadata = image.GetMetadataReader();
        var used = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var handle in metadata.TypeReferences)
        {
            if (NameOf(metadata, handle) is { } type)
            {
                used.Add(type);
            }
        }

        foreach (var handle in metadata.MemberReferences)
        {
            var member = metadata.GetMemberReference(handle);
            if (TypeOf(metadata, member.Parent) is { } type)
            {
                used.Add($"{type}.{metadata.GetString(member.Name)}");
            }
        }

        return used;
    }

    private static string? TypeOf(MetadataReader metadata, EntityHandle parent) => parent.Kind switch
    {
        HandleKind.TypeReference => NameOf(metadata, (TypeReferenceHandle)parent),
        HandleKind.TypeSpecification => Generic(metadata, (TypeSpecificationHandle)parent),
        _ => null,
    };

    /// <summary>The open type of a generic instance (ECMA-335 II.23.2.14: GENERICINST, CLASS or VALUETYPE, type).</summary>
    private static string? Generic(MetadataReader metadata, TypeSpecificationHandle handle)
    {
        const byte genericInstance = 0x15;
        var blob = metadata.GetBlobReader(metadata.GetTypeSpecification(handle).Signature);
        if (blob.ReadByte() != genericInstance)
        {
            return null;
        }

        blob.ReadByte();
        var open = blob.ReadTypeHandle();
        return open.Kind == HandleKind.TypeReference ? NameOf(metadata, (TypeReferenceHandle)open) : null;
    }

    private static string? NameOf(MetadataReader metadata, TypeReferenceHandle handle)
    {
        var type = metadata.GetTypeReference(handle);
        return type.ResolutionScope.Kind switch
        {
            HandleKind.AssemblyReference when metadata.GetString(metadata.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope).Name) == "MedMgr.Ops.EmbeddedSilo"
                => $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}",
            HandleKind.TypeReference when NameOf(metadata, (TypeReferenceHandle)type.ResolutionScope) is { } outer => $"{outer}+{metadata.GetString(type.Name)}",
            _ => null,
        };
    }
}
