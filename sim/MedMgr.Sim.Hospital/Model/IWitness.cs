using MedMgr.Ops.Domain;

namespace MedMgr.Sim.Hospital.Model;

/// <summary>Sees every step of a run as it happens. Fast runs have none.</summary>
internal interface IWitness
{
    /// <summary>Comes to the waiting room of the ED.</summary>
    void Registers(int patient, int unit);

    /// <summary>Comes from theatre into a bed of recovery.</summary>
    void ComesFromTheatre(int patient, int bed);

    void Requests(int patient, string why);

    void CancelsRequest(int patient, string why);

    /// <param name="onPurpose">Rules set aside by whoever decided; null when all must hold.</param>
    void Assigns(int patient, int bed, Override? onPurpose);

    void Unassigns(int patient, string why);

    /// <summary>Lies in the bed from now on, and no longer in the one before.</summary>
    void ComesInto(int patient, int bed);

    void ChangesNeeds(int patient);

    void ExpectsDischarge(int patient, double at);

    void OrdersDischarge(int patient);

    void Departs(int patient, string disposition);

    /// <param name="why">Of a block or a closure.</param>
    void Bed(int bed, BedStep step, string? why = null);

    void UnitCloses(int unit, string reason);

    void UnitOpens(int unit);

    /// <param name="isCover">A substitute works the shift.</param>
    void ShiftBegins(int person, int unit, double until, bool isCover);

    void ShiftEnds(int person, int unit, bool isCover);

    void Floats(int person, int from, int to);

    void AgencyComes(int unit, int nurses, double until);

    void AgencyGoes(int unit, int nurses);

    /// <param name="until">Null: goes.</param>
    void AgencyNurse(int unit, StaffId nurse, double? until);

    void SurgeLevel(int level, string why);

    /// <summary>A full hour: time to compare.</summary>
    void Looks();
}

/// <summary>What happens to a bed without a patient.</summary>
internal enum BedStep { StartCleaning, FinishCleaning, CloseSurge, CloseWithUnit, Close, Open, Block, Unblock }
