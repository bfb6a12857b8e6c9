using System.Collections.Immutable;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Encounters;

namespace MedMgr.Ops.Driving;

/// <summary>What one of the hospital's own systems, or a person at one, does.</summary>
internal abstract record SystemAction
{
    private SystemAction() { }

    /// <summary>In simulated time.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What it is about: actions that share one are carried out in order, others side by side.</summary>
    public required ImmutableArray<string> About { get; init; }

    /// <summary>It comes from the EHR, and not when its feed is down.</summary>
    public abstract bool IsOfEhr { get; }

    /// <summary>The EHR tells of a visit.</summary>
    /// <param name="Trigger">"A02".</param>
    /// <param name="State">The visit after it.</param>
    public sealed record Message(string Trigger, EncounterId Visit, EncounterState State, Place? Location, Place? Pending = null) : SystemAction
    {
        public override bool IsOfEhr => true;
    }

    /// <summary>Somebody uses the API.</summary>
    /// <param name="Who">Without whose they are: "bed manager".</param>
    /// <param name="Path">Below the hospital; behind "encounters/ID/" for one that concerns a visit.</param>
    /// <param name="Visit">Whose path it is; null for others.</param>
    public sealed record Command(string Who, string Path, object Body, EncounterId? Visit = null) : SystemAction
    {
        public override bool IsOfEhr => Who == HospitalScript.Ehr;
    }
}

/// <summary>An action that the server did not take.</summary>
/// <param name="Code">Of the rejection, "bed-not-ready", or of the acknowledgement, "AE".</param>
internal sealed record Refusal(SystemAction Action, string Code, string Because);
