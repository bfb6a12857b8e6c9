using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Domain.Surge;

namespace MedMgr.Ops.Domain.Board;

/// <summary>The crowding score of a board, from the units and visits that it has folded.</summary>
internal static class Crowding
{
    public static CrowdingView Of(IReadOnlyDictionary<UnitId, UnitOnBoard> units, Dictionary<EncounterId, EncounterState> encounters, double lastBeddedWaitHours, DateTimeOffset now)
    {
        int edPatients = 0, ventilated = 0, inEd = 0;
        DateTimeOffset? longestInEd = null, longest = null;
        foreach (var visit in encounters.Values)
        {
            if (visit.Location is not { } place || !units.TryGetValue(place.Unit, out var unit) || !unit.IsBoardingPlace)
            {
                continue;
            }

            if (unit.IsEd && visit.IsHere)
            {
                edPatients++;
                ventilated += visit.Needs.Capabilities.Contains("ventilator") ? 1 : 0;
            }

            if (visit.Request is { } request)
            {
                longest = Earlier(longest, request.Since);
                inEd += unit.IsEd ? 1 : 0;
                longestInEd = unit.IsEd ? Earlier(longestInEd, request.Since) : longestInEd;
            }
        }

        var score = Nedocs.Score(new NedocsInputs(
            edPatients,
            units.Values.Where(u => u.IsEd).Sum(u => u.TreatmentSpaces),
            inEd,
            units.Values.Where(u => !u.IsBoardingPlace).Sum(u => u.OpenBeds),
            ventilated,
            longestInEd is { } since ? Math.Max(0, (now - since).TotalHours) : 0,
            lastBeddedWaitHours));
        return new CrowdingView(score, score is { } s ? Nedocs.Band(s) : null, longest);
    }

    private static DateTimeOffset Earlier(DateTimeOffset? a, DateTimeOffset b) => a is { } known && known < b ? known : b;
}
