using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Surge;

namespace MedMgr.Ops.Grains.Contracts;

/// <summary>The hospital as a whole, and what concerns several visits at once. Key: the hospital's id.</summary>
public interface IHospitalGrain : IGrainWithStringKey
{
    Task<HospitalReply> Execute(HospitalCommand command, Origin origin);

    /// <summary>Two patients exchange beds: one transaction, so that no display ever sees half of it.</summary>
    /// <param name="reported">A17: it has happened; rules of rooms do not refuse it but raise discrepancies.</param>
    Task<HospitalReply> Swap(EncounterId a, EncounterId b, bool reported, Override? @override, DateTimeOffset eventAt, Origin origin);

    Task<HospitalReply> ReportBedStatus(BedId bed, BedStatusCode status, string source, DateTimeOffset eventAt, Origin origin);

    /// <summary>Two patient records were one person (A40): all present visits of <paramref name="prior"/> now belong to <paramref name="to"/>.</summary>
    Task<HospitalReply> MergePatients(PatientId prior, PatientId to, string source, Origin origin);

    /// <summary>Starts the reconciler, or finds it running.</summary>
    Task Watch();

    /// <summary>Finishes or undoes what is half done. Returns how many repairs were made.</summary>
    Task<int> Reconcile();
}
