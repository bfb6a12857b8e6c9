namespace MedMgr.Load.Browsing;

/// <summary>Messages that change how a bed looks, and when the wall painted each. Times are Unix milliseconds. Safe for concurrent use.</summary>
internal sealed class PaintedBeds
{
    private readonly Lock _changing = new();
    private readonly Dictionary<string, Queue<(string Status, double Intended)>> _expected = new(StringComparer.Ordinal);

    /// <summary>Messages not painted yet.</summary>
    public int Outstanding
    {
        get
        {
            lock (_changing)
            {
                return _expected.Values.Sum(q => q.Count);
            }
        }
    }

    public void Expect(string bed, string status, double intended)
    {
        lock (_changing)
        {
            if (!_expected.TryGetValue(bed, out var queue))
            {
                _expected.Add(bed, queue = new());
            }

            queue.Enqueue((status, intended));
        }
    }

    /// <returns>How long each message took that this shows: the next one expected of the bed, and none that has another look.</returns>
    public double? Painted(BedPainted painted)
    {
        lock (_changing)
        {
            return _expected.TryGetValue(painted.Bed, out var queue) && queue.TryPeek(out var next) && next.Status == painted.Status
                ? painted.At - queue.Dequeue().Intended
                : null;
        }
    }
}
