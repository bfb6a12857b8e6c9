using System.Text.Json;
using MedMgr.Load.Feeding;

namespace MedMgr.Load.Watching;

/// <summary>A message on its way to the displays. Times are those of <see cref="System.Diagnostics.Stopwatch"/>.</summary>
/// <param name="Intended">When it was to be sent, fixed before the run.</param>
internal sealed class Sighting(FedMessage message, long intended)
{
    public FedMessage Message { get; } = message;

    public long Intended { get; } = intended;

    /// <summary>The first frame that shows it; null until it was seen.</summary>
    public long? Sequence { get; set; }
}

/// <summary>Finds on the JSON board in which frame each message first shows. When in doubt it says later, never sooner.</summary>
internal sealed class Sightings
{
    private readonly Lock _changing = new();
    private readonly Dictionary<string, Pair> _pairOf = [];

    public Sightings(IEnumerable<BedPair> pairs)
    {
        foreach (var beds in pairs)
        {
            var pair = new Pair(beds.First.Id.Value, beds.Second.Id.Value);
            _pairOf.Add(pair.First, pair);
            _pairOf.Add(pair.Second, pair);
        }
    }

    /// <summary>To be called before the message is sent.</summary>
    public void Expect(BedPair beds, Sighting sighting)
    {
        lock (_changing)
        {
            _pairOf[beds.First.Id.Value].Pending.Add(sighting);
        }
    }

    /// <summary>Takes a snapshot or a frame of the JSON board.</summary>
    public void Look(JsonElement message)
    {
        var board = message.TryGetProperty("board", out var whole) ? whole : message;
        if (!board.TryGetProperty("units", out var units))
        {
            return;
        }

        var sequence = message.GetProperty("sequence").GetInt64();
        lock (_changing)
        {
            var touched = new HashSet<Pair>();
            foreach (var bed in units.EnumerateArray().SelectMany(u => u.GetProperty("beds").EnumerateArray()))
            {
                if (_pairOf.TryGetValue(bed.GetProperty("id").GetString()!, out var pair) && pair.See(bed))
                {
                    touched.Add(pair);
                }
            }

            foreach (var pair in touched)
            {
                pair.Settle(sequence);
            }
        }
    }

    private sealed class Pair(string first, string second)
    {
        private BedShown _first;
        private BedShown _second;
        private int _next;

        public string First { get; } = first;

        public string Second { get; } = second;

        public List<Sighting> Pending { get; } = [];

        /// <returns>Whether it looks different.</returns>
        public bool See(JsonElement bed)
        {
            var shown = new BedShown(
                bed.TryGetProperty("encounter", out var visit) ? visit.GetString() : null,
                bed.GetProperty("status").GetString()!,
                bed.TryGetProperty("dischargeOrdered", out var ordered) && ordered.GetBoolean());
            ref var known = ref bed.GetProperty("id").ValueEquals(First) ? ref _first : ref _second;
            var differs = known != shown;
            known = shown;
            return differs;
        }

        public void Settle(long sequence)
        {
            while (_next < Pending.Count && LastShown() is { } last)
            {
                for (; _next <= last; _next++)
                {
                    Pending[_next].Sequence = sequence;
                }
            }
        }

        // A visit in a bed is there beyond doubt, so earlier messages of the pair are too. An empty or a clean bed says so only of the next message.
        private int? LastShown()
        {
            for (var i = Pending.Count - 1; i > _next; i--)
            {
                if (Pending[i].Message.Step is Step.Admit or Step.Transfer or Step.DischargeOrder && Shows(Pending[i].Message))
                {
                    return i;
                }
            }

            return Shows(Pending[_next].Message) ? _next : null;
        }

        private bool Shows(FedMessage message) => message.Step switch
        {
            Step.Admit => _first.Visit == message.Visit,
            Step.Transfer => _second.Visit == message.Visit,
            Step.FirstBedReady => _first.Status == "ready",
            Step.DischargeOrder => _second.Visit == message.Visit && _second.DischargeOrdered,
            Step.Discharge => _second.Visit is null,
            Step.SecondBedReady => _second.Status == "ready",
            _ => throw new InvalidOperationException($"No display shows {message.Step}"),
        };
    }

    private readonly record struct BedShown(string? Visit, string Status, bool DischargeOrdered);
}
