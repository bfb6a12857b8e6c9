using MedMgr.Load.Watching;

namespace MedMgr.Load.Driving;

/// <summary>Where a patient may be put.</summary>
internal enum Place { Emergency, Recovery, Ward }

/// <summary>The beds of one hospital that the load may use: those that its board shows as ready. What others put into beds is left alone.</summary>
/// <remarks>Belongs to the agenda's loop.</remarks>
internal sealed class BedPool
{
    /// <summary>Units whose patients the load can play; newborns, women in labour and psychiatric patients are left to their own.</summary>
    private static readonly string[] Wards = ["general", "telemetry", "intermediate", "critical", "paediatric", "paediatricCritical"];

    private readonly WatchedBoard _board;
    private readonly Dictionary<string, string> _taken = [];
    private readonly Dictionary<string, long> _turn = [];
    private readonly Dictionary<string, WatchedBed[]> _roommates = [];
    private long _turns;

    public BedPool(WatchedBoard board) => _board = board;

    /// <summary>Beds of the load's own patients, and those not cleaned yet.</summary>
    public int Taken => _taken.Count;

    /// <summary>Ready on the board and usable for the load.</summary>
    public int CountFree() => _board.Read(beds => beds.Values.Count(IsFree));

    /// <summary>Where patients wait who have no bed; null in a hospital without an emergency department.</summary>
    public string? WaitingRoom() => _board.Read(beds => beds.Values.FirstOrDefault(b => IsAt(b, Place.Emergency))?.Unit);

    /// <summary>A free bed there, or else anywhere; null when there is none. Of several the one that has rested longest,
    /// and rather from the second half of a unit: others, as the demo's simulator, fill units from the front.</summary>
    /// <param name="gender">Of a patient who has one already: else the room's decides.</param>
    public TakenBed? Take(Place place, string? gender = null, bool? isChild = null) => _board.Read(beds =>
    {
        WatchedBed? best = null;
        var rank = (Elsewhere: int.MaxValue, Front: true, Turn: long.MaxValue);
        foreach (var bed in beds.Values)
        {
            var its = (Elsewhere: IsAt(bed, place) ? 0 : 1, Front: bed.IsInFirstHalf, Turn: _turn.GetValueOrDefault(bed.Seen.Id));
            if (its.CompareTo(rank) < 0 && IsFree(bed) && Takes(bed, RoommatesOf(bed, beds), gender, isChild))
            {
                (best, rank) = (bed, its);
            }
        }

        if (best is null)
        {
            return null;
        }

        _turn[best.Seen.Id] = ++_turns;
        var who = gender ?? RoommatesOf(best, beds).Select(GenderOf).FirstOrDefault(g => g is not null) ?? "F";
        _taken.Add(best.Seen.Id, who);
        return new TakenBed(best.Seen.Id, best.Location, best.Unit, who, IsForChildren(best), IsAt(best, Place.Emergency) ? "E" : "I");
    });

    public void Release(string bed) => _taken.Remove(bed);

    private static bool IsAt(WatchedBed bed, Place place) => place switch
    {
        Place.Emergency => bed.Level == "emergency",
        Place.Recovery => bed.Level == "postAnaesthesia",
        _ => Wards.Contains(bed.Level),
    };

    private static bool IsForChildren(WatchedBed bed) => bed.Level.StartsWith("paediatric", StringComparison.Ordinal);

    private bool IsFree(WatchedBed bed) =>
        bed.Seen.Status == "ready" && bed.UnitOpen && !_taken.ContainsKey(bed.Seen.Id)
        && (IsAt(bed, Place.Emergency) || IsAt(bed, Place.Recovery) || IsAt(bed, Place.Ward));

    private bool Takes(WatchedBed bed, WatchedBed[] roommates, string? gender, bool? isChild) =>
        (isChild is null || isChild == IsForChildren(bed) || !IsAt(bed, Place.Ward))
        && roommates.All(r => !r.Seen.Isolated && (gender is null || GenderOf(r) is not { } other || other == gender));

    private string? GenderOf(WatchedBed bed) =>
        _taken.GetValueOrDefault(bed.Seen.Id) ?? (bed.Seen.Gender switch { "male" => "M", "female" => "F", _ => null });

    private WatchedBed[] RoommatesOf(WatchedBed bed, IReadOnlyDictionary<string, WatchedBed> beds)
    {
        if (!_roommates.TryGetValue(bed.Seen.Id, out var others))
        {
            others = [.. beds.Values.Where(b => b.Unit == bed.Unit && b.Seen.Room == bed.Seen.Room && b != bed)];
            _roommates.Add(bed.Seen.Id, others);
        }

        return others;
    }
}

/// <param name="Location">As PV1-3 has it.</param>
/// <param name="Gender">HL7 table 0001, such that the room takes the patient.</param>
internal sealed record TakenBed(string Id, string Location, string Unit, string Gender, bool IsChild, string PatientClass);
