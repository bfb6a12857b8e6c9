using System.Collections.Concurrent;

namespace MedMgr.Load.Watching;

/// <summary>
/// The board of one hospital as its JSON display shows it, and the messages that are to show on it: finds the frame in which each first does.
/// When in doubt it says later, never sooner. Safe for concurrent use.
/// </summary>
internal sealed class WatchedBoard
{
    private readonly Lock _changing = new();
    private readonly Dictionary<string, WatchedBed> _beds = [];
    private readonly ConcurrentQueue<Sighting> _seen = new();
    private int _expected;
    private int _overtaken;

    /// <summary>Begins the ids of the load's own visits; empty when there are no others.</summary>
    public string OwnVisits { get; init; } = "";

    /// <summary>Messages that were seen, each once, to be taken from here.</summary>
    public ConcurrentQueue<Sighting> Seen => _seen;

    /// <summary>Messages that no display has shown yet.</summary>
    public int Expected => Volatile.Read(ref _expected);

    /// <summary>Messages that will never show because somebody else's patient came into the bed first.</summary>
    public int Overtaken => Volatile.Read(ref _overtaken);

    public bool IsOfOthers(BedSeen bed) => bed.Visit is { } visit && !visit.StartsWith(OwnVisits, StringComparison.Ordinal);

    /// <summary>To be called before the message is sent.</summary>
    public void Expect(Sighting sighting)
    {
        lock (_changing)
        {
            var bed = _beds[sighting.Bed];
            bed.Pending.Enqueue(sighting);
            _expected++;
            DropOvertaken(bed);
        }
    }

    /// <summary>Takes a snapshot or a frame.</summary>
    public void Look(BoardMessage message)
    {
        lock (_changing)
        {
            foreach (var unit in message.Units)
            {
                foreach (var (number, seen) in unit.Beds.Index())
                {
                    if (!_beds.TryGetValue(seen.Id, out var bed))
                    {
                        _beds.Add(seen.Id, bed = new WatchedBed(unit.Id) { IsInFirstHalf = unit.Beds.Count > 2 * number });
                    }

                    bed.Level = unit.LevelOfCare;
                    bed.UnitOpen = unit.Open;
                    if (bed.Seen != seen)
                    {
                        bed.Seen = seen;
                        Settle(bed, message.Sequence);
                    }
                }
            }
        }
    }

    /// <summary>Reads the beds as they are shown at this moment.</summary>
    public T Read<T>(Func<IReadOnlyDictionary<string, WatchedBed>, T> read)
    {
        lock (_changing)
        {
            return read(_beds);
        }
    }

    /// <summary>The messages that no display has shown: they are expected no longer.</summary>
    public IReadOnlyList<Sighting> TakeOutstanding()
    {
        lock (_changing)
        {
            var outstanding = _beds.Values.SelectMany(b => b.Pending).ToList();
            foreach (var bed in _beds.Values)
            {
                bed.Pending.Clear();
            }

            _expected = 0;
            return outstanding;
        }
    }

    public BedSeen Bed(string id)
    {
        lock (_changing)
        {
            return _beds[id].Seen;
        }
    }

    private void Settle(WatchedBed bed, long sequence)
    {
        while (bed.Pending.Count > 0 && LastShown(bed) is { } shown)
        {
            for (; shown >= 0; shown--)
            {
                var sighting = bed.Pending.Dequeue();
                sighting.Sequence = sequence;
                _seen.Enqueue(sighting);
                _expected--;
            }
        }

        DropOvertaken(bed);
    }

    private void DropOvertaken(WatchedBed bed)
    {
        if (bed.Pending.Count > 0 && bed.Seen.Status == "occupied" && IsOfOthers(bed.Seen))
        {
            _overtaken += bed.Pending.Count;
            _expected -= bed.Pending.Count;
            bed.Pending.Clear();
        }
    }

    // A visit in a bed is there beyond doubt, so what was told of the bed before has come too. An empty or a clean bed says so only of the next message.
    private static int? LastShown(WatchedBed bed)
    {
        var (place, last) = (0, (int?)null);
        foreach (var sighting in bed.Pending)
        {
            if ((place == 0 || sighting.Sign is Sign.Lies or Sign.Ordered) && Shows(bed.Seen, sighting))
            {
                last = place;
            }

            place++;
        }

        return last;
    }

    private static bool Shows(BedSeen bed, Sighting sighting) => sighting.Sign switch
    {
        Sign.Lies or Sign.LiesAgain => bed.Status == "occupied" && bed.Visit == sighting.Visit,
        Sign.Ordered => bed.Status == "occupied" && bed.Visit == sighting.Visit && bed.DischargeOrdered,
        Sign.Left => bed.Visit != sighting.Visit,
        // It was dirty when the cleaning was told of: a bed that is ready by now has been cleaned.
        Sign.Cleaning => bed.Status is "cleaning" or "ready",
        Sign.Ready => bed.Status == "ready",
        _ => throw new InvalidOperationException($"No display shows {sighting.Sign}"),
    };
}

/// <summary>A bed of a watched board. Belongs to the board's lock.</summary>
internal sealed class WatchedBed(string unit)
{
    public string Unit { get; } = unit;

    /// <summary>Of its unit's beds, as the board has them in order.</summary>
    public bool IsInFirstHalf { get; init; }

    public string Level { get; set; } = "";

    public bool UnitOpen { get; set; } = true;

    public BedSeen Seen { get; set; }

    public Queue<Sighting> Pending { get; } = new();

    /// <summary>As PV1-3 has it.</summary>
    public string Location => $"{Unit}^{Seen.Room}^{Seen.Id}";
}
