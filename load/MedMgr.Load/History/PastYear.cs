using System.Globalization;
using MedMgr.Load.Feeding;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.EventLog;

namespace MedMgr.Load.History;

/// <summary>A long log: visits through all beds of the hospital, spread over a year, so that each bed and unit has a history.</summary>
internal static class PastYear
{
    private const int AtOnce = 512;

    private static readonly Step[] Cycle = [Step.Admit, Step.Update, Step.Transfer, Step.FirstBedReady, Step.DischargeOrder, Step.Discharge, Step.SecondBedReady];

    /// <summary>Appends to a log that holds the hospital's definition and no patient yet.</summary>
    /// <returns>Events appended: at least <paramref name="events"/>.</returns>
    public static async Task<long> Write(IEventLog log, HospitalDefinition hospital, long events, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var ward = new Ward(new HospitalMap(hospital));
        var pairs = BedPair.Of(hospital, now);
        var group = new List<Task<AppendResult>>(AtOnce);

        // About two events for each step: the estimate only says how far apart they lie.
        var between = TimeSpan.FromDays(365) / (events / 2.0);
        var at = now - TimeSpan.FromDays(366);
        long written = 0;
        for (var round = 0; written < events; round++)
        {
            for (var i = 0; i < pairs.Count; i++)
            {
                at += between;
                at = at < now ? at : now;
                var append = Append(ward, pairs[i], new EncounterId($"Y{i}-{round / Cycle.Length}"), Cycle[round % Cycle.Length], at);
                written += append.Streams.Sum(s => s.Events.Length);
                group.Add(log.AppendAsync(append, cancellationToken));
                if (group.Count == AtOnce)
                {
                    await Settle(group);
                }
            }
        }

        await Settle(group);
        return written;
    }

    private static AppendRequest Append(Ward ward, BedPair beds, EncounterId visit, Step step, DateTimeOffset at) => step switch
    {
        Step.FirstBedReady => ward.Clean(beds.First.Id, at),
        Step.SecondBedReady => ward.Clean(beds.Second.Id, at),
        _ => ward.Told(visit, Report(beds, visit, step, at)),
    };

    private static EncounterReport Report(BedPair beds, EncounterId visit, Step step, DateTimeOffset at)
    {
        var bed = step is Step.Admit or Step.Update ? beds.First : beds.Second;
        var details = ReportedDetails.Nothing with
        {
            Patient = Told.To<PatientId?>(new PatientId("P" + visit.Value)),
            Gender = Told.To(beds.Sex == "M" ? Gender.Male : Gender.Female),
            AgeYears = Told.To<int?>(at.Year - beds.BornIn),
            Service = Told.To(step == Step.Admit ? "MED" : "CAR"),
            PatientClass = Told.To(bed.PatientClass),
        };
        return new EncounterReport(
            KindOf(step), at, "LOAD " + at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), details,
            new Place(bed.Unit.Id, bed.Id), null, null, default, null);
    }

    private static ReportKind KindOf(Step step) => step switch
    {
        Step.Admit => ReportKind.Admit,
        Step.Update => ReportKind.Update,
        Step.Transfer => ReportKind.Transfer,
        Step.DischargeOrder => ReportKind.PendingDischarge,
        Step.Discharge => ReportKind.Discharge,
        _ => throw new InvalidOperationException($"{step} is no report of a visit"),
    };

    private static async Task Settle(List<Task<AppendResult>> group)
    {
        foreach (var result in await Task.WhenAll(group))
        {
            if (result is not AppendResult.Appended)
            {
                throw new InvalidOperationException($"An append ended as {result}: the history is made wrongly.");
            }
        }

        group.Clear();
    }
}
