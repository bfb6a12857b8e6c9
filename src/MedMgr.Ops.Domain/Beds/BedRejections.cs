namespace MedMgr.Ops.Domain.Beds;

/// <summary>Why a bed refuses, in the ward's words.</summary>
public static class BedRejections
{
    public static Rejection NotReady(BedId bed, BedState state, bool overridable) => new(
        RejectionCode.BedNotReady,
        (state is BedState.Dirty ? $"Bed {bed} is dirty: housekeeping has to finish first" : $"Bed {bed} is being cleaned: wait until it is ready")
            + (overridable ? ", or override with a reason." : "."),
        overridable);

    public static Rejection Occupied(BedId bed, BedState.Occupied state, int patientsMax) => new(
        RejectionCode.BedOccupied,
        patientsMax == 1
            ? $"Bed {bed} is occupied by {state.By[0].Encounter}."
            : $"Bed {bed} is full: {state.By.Length + state.Joining.Length} of {patientsMax} places are taken.");

    public static Rejection ReservedForAnother(BedId bed, Claim claim) => new(
        RejectionCode.BedReservedForAnother, $"Bed {bed} is reserved for {claim.Encounter}. Cancel that assignment first.");

    public static Rejection NotInService(BedId bed, BedState state) => new(RejectionCode.BedNotInService, state switch
    {
        BedState.Blocked b => $"Bed {bed} is blocked ({b.Reason}). Unblock it first.",
        BedState.Closed c => $"Bed {bed} is closed ({c.Reason}). Open it first.",
        BedState.Contaminated => $"Bed {bed} is contaminated. It needs its special clean first.",
        BedState.Cleaning { WasContaminated: true } => $"Bed {bed} is having its special clean. Wait until it is ready.",
        _ => throw new InvalidOperationException($"{state} is in service"),
    });

    public static Rejection NotHeldBy(BedId bed, EncounterId encounter) => new(
        RejectionCode.BedNotHeldByEncounter, $"Bed {bed} does not hold {encounter}.");

    public static Rejection AlreadyIn(BedId bed, EncounterId encounter) => new(
        RejectionCode.AlreadyInBed, $"{encounter} lies in bed {bed} already.");

    public static Rejection NotReservedFor(BedId bed, EncounterId encounter) => new(
        RejectionCode.BedNotHeldByEncounter, $"Bed {bed} is not reserved for {encounter}.");

    public static Rejection InUse(BedId bed, string what) => new(
        RejectionCode.BedInUse, $"Bed {bed} holds or awaits a patient and can not be {what}. Move the patient first.");

    public static Rejection WrongState(BedId bed, BedState state, string what) => new(
        RejectionCode.BedWrongState, $"Bed {bed} is {state.StatusOf().ToString().ToLowerInvariant()} and can not {what}.");

    public static Rejection ReasonMissing(BedId bed, string what) => new(
        RejectionCode.ReasonMissing, $"To {what} bed {bed}, say why: the reason is empty.");
}
