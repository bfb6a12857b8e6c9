using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Encounters;

namespace MedMgr.Ops.Demo;

/// <summary>What one of the hospital's own systems, or a person at one, does.</summary>
internal abstract record DemoAction
{
    private DemoAction() { }

    /// <summary>The EHR tells of a visit.</summary>
    /// <param name="Trigger">"A02".</param>
    /// <param name="State">The visit after it.</param>
    public sealed record Message(string Trigger, EncounterId Visit, EncounterState State, Place? Location, Place? Pending = null) : DemoAction;

    /// <summary>Somebody uses the API.</summary>
    /// <param name="Actor">Who.</param>
    /// <param name="Path">Below the hospital.</param>
    public sealed record Command(string Actor, string Path, object Body) : DemoAction;
}
