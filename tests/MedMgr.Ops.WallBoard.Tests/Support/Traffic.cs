using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Domain.Log;
using Happening = (string Stream, object Event);

namespace MedMgr.Ops.WallBoard.Tests.Support;

/// <summary>Patients who moved through the fictional hospital in the last hours and are gone by now: what the flow map counts.</summary>
internal static class Traffic
{
    private static readonly (string Path, int Patients)[] Ways =
    [
        ("ED out", 21), ("ED 4E", 5), ("ED 4W", 4), ("ED 3T", 3), ("ED ICU", 2), ("ED SDU", 3), ("ED PSY", 1), ("ED PED", 4), ("PACU 5E", 6), ("PACU 5W", 5),
        ("PACU ICU", 1), ("ICU SDU", 3), ("CCU 3T", 2), ("SDU 4E", 3), ("3T 4W", 2), ("4E out", 7), ("4W out", 6), ("5E out", 5), ("5W out", 4), ("6E out", 3),
        ("PED out", 4), ("MAT out", 5), ("4W ICU", 1), ("SDU ICU", 1), ("3T out", 3),
    ];

    public static IEnumerable<Happening> LastHours()
    {
        var visit = 0;
        foreach (var (path, patients) in Ways)
        {
            var stops = path.Split(' ');
            for (var n = 0; n < patients; n++)
            {
                var stream = Streams.Of(EncounterId.Of($"T{++visit}"));
                var at = SyntheticHospital.Now.AddMinutes(-235 + n * 220.0 / patients);
                yield return (stream, new EncounterEvent.Registered(true) { At = at.AddHours(-7) });
                yield return (stream, new EncounterEvent.Placed(new Place(UnitId.Of(stops[0]), null), false) { At = stops[0] is "ED" or "PACU" ? at.AddMinutes(-1) : at.AddHours(-7) });
                if (stops[1] == "out")
                {
                    yield return (stream, new EncounterEvent.Departed("home") { At = at });
                    continue;
                }

                yield return (stream, new EncounterEvent.Placed(new Place(UnitId.Of(stops[1]), null), false) { At = at });
                yield return (stream, new EncounterEvent.Cancelled("only its move counts here") { At = at });
            }
        }
    }
}
