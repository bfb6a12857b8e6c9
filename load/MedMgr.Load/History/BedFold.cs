using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Beds;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.EventLog;

namespace MedMgr.Load.History;

/// <summary>Folds a log bed by bed under the domain's own rules and looks after each append: nobody in two beds, no bed over its patients.</summary>
internal sealed class BedFold
{
    private readonly HospitalMap _map;
    private readonly Dictionary<BedId, Bed> _beds = [];
    private readonly Dictionary<EncounterId, BedId> _lies = [];

    private BedFold(HospitalMap map) => _map = map;

    /// <returns>Events read, and what is wrong, by position; nothing when no bed was ever given twice.</returns>
    public static async Task<(long Events, List<string> Wrong)> Run(IEventLog log, HospitalDefinition hospital, CancellationToken cancellationToken)
    {
        var fold = new BedFold(new HospitalMap(hospital));
        var wrong = new List<string>();
        var append = new List<RecordedEvent>();
        long events = 0;
        await foreach (var recorded in log.ReadAllAsync(hospital.Id.Value, 0, cancellationToken))
        {
            events++;
            if (append.Count > 0 && append[0].Cause.Id != recorded.Cause.Id)
            {
                wrong.AddRange(fold.Take(append));
                append.Clear();
            }

            append.Add(recorded);
        }

        wrong.AddRange(append.Count > 0 ? fold.Take(append) : []);
        return (events, wrong);
    }

    /// <summary>One transaction: in its middle a patient may be on the way from one bed to another.</summary>
    private List<string> Take(List<RecordedEvent> append)
    {
        var touched = new HashSet<BedId>();
        foreach (var recorded in append.Where(e => Streams.Parse(e.Stream).Kind == StreamKind.Bed))
        {
            var id = new BedId(Streams.Parse(recorded.Stream).Id);
            var before = _beds.GetValueOrDefault(id, Bed.New(_map.Bed(id)!.Surge));
            _beds[id] = BedRules.Evolve(before, (BedEvent)EventNames.FromJson(recorded.Type, recorded.Payload.Span));
            touched.Add(id);
        }

        foreach (var left in _lies.Where(l => touched.Contains(l.Value) && !_beds[l.Value].Holds(l.Key)).Select(l => l.Key).ToList())
        {
            _lies.Remove(left);
        }

        return [.. touched.SelectMany(Check).Select(wrong => $"position {append[^1].Position}: {wrong}")];
    }

    private IEnumerable<string> Check(BedId id)
    {
        if (_beds[id].State is not BedState.Occupied occupied)
        {
            yield break;
        }

        var most = _map.UnitOf(id)!.PatientsPerBedMax;
        if (occupied.By.Length > most)
        {
            yield return $"{id} holds {occupied.By.Length} patients, {most} at most";
        }

        foreach (var patient in occupied.By)
        {
            if (!_lies.TryAdd(patient.Encounter, id) && _lies[patient.Encounter] != id)
            {
                yield return $"{patient.Encounter} lies in {id} and in {_lies[patient.Encounter]}";
            }
        }
    }
}
