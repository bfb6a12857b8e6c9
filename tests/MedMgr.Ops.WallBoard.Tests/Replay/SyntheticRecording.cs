using System.Text.Json;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Board;
using MedMgr.Ops.Domain.Encounters;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.Domain.Surge;
using MedMgr.Ops.WallBoard.Tests.Support;
using Happening = (string Stream, object Event);

namespace MedMgr.Ops.WallBoard.Tests.Replay;

/// <summary>The synthetic afternoon and what comes after it, as a recording: stays that begin and end, beds that break, surge levels. The same seed, the same recording.</summary>
internal sealed class SyntheticRecording
{
    private readonly Random _random;
    private readonly List<BedId> _free;
    private readonly Dictionary<BedId, string> _guests = [];
    private readonly List<BedId> _dirty = [];
    private int _visits;

    public SyntheticRecording(int seed, int steps)
    {
        _random = new Random(seed);
        var board = new HospitalBoard(HospitalId.Of(SyntheticHospital.Id));
        Happening[] afternoon = [.. new SyntheticHospital(seed).Afternoon()];
        foreach (var (stream, e) in afternoon)
        {
            board.Apply(1, stream, SyntheticHospital.Now, e);
        }

        _free = [.. board.View(SyntheticHospital.Now).Units.SelectMany(u => u.Beds).Where(b => b.Status == BedStatus.Ready).Select(b => b.Id)];
        Steps = [(SyntheticHospital.Now, afternoon[..1]), (SyntheticHospital.Now, afternoon[1..]), .. Further(steps)];
    }

    /// <summary>Appends in the order of the log: the definition, everything of the afternoon at once, then one by one.</summary>
    public List<(DateTimeOffset At, Happening[] Events)> Steps { get; }

    /// <summary>A board folded from the first event through a step of <see cref="Steps"/>.</summary>
    public HospitalBoard FoldedThrough(int steps)
    {
        var board = new HospitalBoard(HospitalId.Of(SyntheticHospital.Id));
        var position = 0L;
        foreach (var (at, events) in Steps.Take(steps))
        {
            foreach (var (stream, e) in events)
            {
                board.Apply(++position, stream, at, e);
            }
        }

        return board;
    }

    /// <summary>As <c>medmgr simulate --record</c> would write it.</summary>
    public string Write(string folder, string name, string? header = null)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, name + ".jsonl");
        using var file = new StreamWriter(path);
        file.Write((header ?? $$"""{"format":"medmgr-recording","version":1,"title":"{{name}}","hospital":"{{SyntheticHospital.Id}}"}""") + "\n");
        var position = 0L;
        for (var i = 0; i < Steps.Count; i++)
        {
            foreach (var (stream, e) in Steps[i].Events)
            {
                var line = new { position = ++position, transaction = i + 1, at = Steps[i].At, stream, version = 1, type = EventNames.NameOf(e) };
                file.Write($"{JsonSerializer.Serialize(line)[..^1]},\"payload\":{System.Text.Encoding.UTF8.GetString(EventNames.ToJson(e))}}}\n");
            }
        }

        return path;
    }

    public void AppendTo(MemoryLog log)
    {
        foreach (var (at, events) in Steps)
        {
            log.Append(SyntheticHospital.Id, at, events);
        }
    }

    private IEnumerable<(DateTimeOffset, Happening[])> Further(int steps)
    {
        var at = SyntheticHospital.Now;
        for (var i = 0; i < steps; i++)
        {
            // Some share a moment: the order of the log decides between them, not the clock.
            at += TimeSpan.FromSeconds(_random.Next(6) == 0 ? 0 : _random.Next(1, 900));
            yield return (at, [.. Next(at, i)]);
        }
    }

    private IEnumerable<Happening> Next(DateTimeOffset at, int step)
    {
        if (step % 97 == 40)
        {
            return [(Streams.Hospital, new HospitalEvent.SurgeLevelSet(step / 97 % 4, "beds") { At = at })];
        }

        return _random.Next(10) switch
        {
            < 5 when _free.Count > 0 => Arrival(at),
            < 8 when _guests.Count > 0 => Departure(at),
            _ when _dirty.Count > 0 => Cleaned(at),
            _ when _free.Count > 0 => Arrival(at),
            _ => Departure(at),
        };
    }

    private IEnumerable<Happening> Arrival(DateTimeOffset at)
    {
        var bed = Take(_free);
        var visit = _guests[bed] = $"R{++_visits:00000}";
        return SyntheticHospital.Admit(visit, UnitId.Of(bed.Value.Split('-')[0]), bed, at, _random.Next(5) == 0 ? new Isolation(Precautions.Droplet, "influenza-a") : null);
    }

    private Happening[] Departure(DateTimeOffset at)
    {
        var (bed, visit) = _guests.ElementAt(_random.Next(_guests.Count));
        _guests.Remove(bed);
        _dirty.Add(bed);
        return
        [
            (Streams.Of(bed), new BedEvent.Vacated(EncounterId.Of(visit), "departed") { At = at }),
            (Streams.Of(EncounterId.Of(visit)), new EncounterEvent.Departed("home") { At = at }),
        ];
    }

    private Happening[] Cleaned(DateTimeOffset at)
    {
        var bed = Take(_dirty);
        _free.Add(bed);
        return [(Streams.Of(bed), new BedEvent.CleaningStarted("EVS 3") { At = at }), (Streams.Of(bed), new BedEvent.MadeReady("EVS 3") { At = at })];
    }

    private BedId Take(List<BedId> from)
    {
        var index = _random.Next(from.Count);
        var bed = from[index];
        from.RemoveAt(index);
        return bed;
    }
}
