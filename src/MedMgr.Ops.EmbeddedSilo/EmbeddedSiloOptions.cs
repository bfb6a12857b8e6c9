using System.Reflection;
using System.Text.Json;

namespace MedMgr.Ops.EmbeddedSilo;

/// <summary>What only the embedded silo can be told. Set with <c>silo.Configure&lt;EmbeddedSiloOptions&gt;(…)</c>.</summary>
public sealed class EmbeddedSiloOptions
{
    /// <summary>A grain that nobody used for this long leaves memory.</summary>
    public TimeSpan IdleAge { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How often idle grains are looked for.</summary>
    public TimeSpan IdleScanPeriod { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>After this the token of OnActivateAsync is cancelled.</summary>
    public TimeSpan ActivationTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>After this OnDeactivateAsync is not waited for any longer.</summary>
    public TimeSpan DeactivationTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Holds the file of the reminders. Null: reminders need <c>UseInMemoryReminderService</c>.</summary>
    public string? DataDirectory { get; set; }

    /// <summary>Where the grain classes are. Empty: every loaded assembly, and every one that the entry assembly references.</summary>
    public IList<Assembly> GrainAssemblies { get; } = [];

    /// <summary>Types that carry no serializer attributes and travel as JSON.</summary>
    /// <remarks>Must say yes to what the Orleans build registers with <c>AddJsonSerializer</c>, and to nothing else.</remarks>
    public Func<Type, bool> TravelsAsJson { get; set; } = static _ => false;

    /// <summary>For the types that travel as JSON.</summary>
    public JsonSerializerOptions JsonOptions { get; set; } = JsonSerializerOptions.Default;
}
