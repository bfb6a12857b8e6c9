using System.Collections.Immutable;
using MedMgr.Ops.Domain;

namespace MedMgr.Sim.Hospital.Drills;

/// <summary>What the drill lead lets happen to the hospital.</summary>
public abstract record Inject
{
    private Inject() { }

    /// <summary>The kind as scripts, addresses and reports name it.</summary>
    public abstract string Kind { get; }

    /// <summary>In one sentence, as people are told of it.</summary>
    public abstract string Says { get; }

    /// <summary>Nurses on duty go home sick and stay away.</summary>
    /// <param name="Nurses">At least 1; no more leave than are there.</param>
    public sealed record StaffSick(UnitId Unit, int Nurses, double Hours) : Inject
    {
        public const string Name = "staff-sick";

        public override string Kind => Name;

        public override string Says => $"{Nurses} {(Nurses == 1 ? "nurse" : "nurses")} of {Unit} called in sick for {Hours:0.#} h";
    }

    /// <summary>A unit takes nobody: its beds close as they become empty.</summary>
    public sealed record WardClosed(UnitId Unit, double Hours, string Reason) : Inject
    {
        public const string Name = "ward-closed";

        public override string Kind => Name;

        public override string Says => $"{Unit} takes nobody for {Hours:0.#} h: {Reason}";
    }

    /// <summary>Many injured at once.</summary>
    /// <param name="Acuity">Shares of ESI 1 to 5, sum 1.</param>
    /// <param name="Admitted">Chance of admission for ESI 1 to 5.</param>
    public sealed record Casualties(int Patients, double WithinMinutes, ImmutableArray<double> Acuity, ImmutableArray<double> Admitted) : Inject
    {
        public const string Name = "bus-crash";

        /// <summary>Assumption, as in scenarios/mass-casualty.yaml: a bus accident.</summary>
        public static readonly ImmutableArray<double> UsualAcuity = [0.10, 0.25, 0.35, 0.20, 0.10];

        /// <inheritdoc cref="UsualAcuity"/>
        public static readonly ImmutableArray<double> UsualAdmitted = [0.95, 0.70, 0.35, 0.05, 0.01];

        public override string Kind => Name;

        public override string Says => $"Bus crash: {Patients} casualties within {WithinMinutes:0.#} minutes";
    }

    /// <summary>The EHR sends nothing; what happens meanwhile is sent afterwards, in order. The patients do not notice, only the board does.</summary>
    public sealed record FeedDown(double Minutes) : Inject
    {
        public const string Name = "ehr-feed-down";

        public override string Kind => Name;

        public override string Says => $"The EHR feed is down for {Minutes:0.#} minutes";
    }

    /// <summary>Beds can not be used for want of oxygen: empty ones at once, the others when they have been cleaned.</summary>
    /// <param name="Capability">Only beds of rooms with it ("ventilator"); null for any bed of the unit.</param>
    /// <param name="Beds">How many at most.</param>
    public sealed record OxygenShort(UnitId Unit, string? Capability, int Beds, double Hours) : Inject
    {
        public const string Name = "oxygen-short";

        public override string Kind => Name;

        public override string Says => $"Oxygen short in {Unit}: {Beds} {(Capability is null ? "" : Capability + " ")}beds out of use for {Hours:0.#} h";
    }
}

/// <param name="By">Who let it happen; "script" for what was planned.</param>
public sealed record TimedInject(DateTimeOffset At, Inject What, string By);
