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
    private readonly HashSet<string> _causes = [];
    private readonly List<RecordedEvent> _append = [];
    private readonly List<string> _wrong = [];
    private long _position;

    public BedFold(HospitalDefinition hospital) => _map = new HospitalMap(hospital);

    public long Events { get; private set; }

    /// <summary>What must not be, by position.</summary>
    public IReadOnlyList<string> Wrong => _wrong;

    /// <summary>Of those, how many the log holds nothing under.</summary>
    public int Missing(IEnumerable<string> causes) => causes.Count(c => !_causes.Contains(c));

    /// <summary>Goes on where the last reading ended.</summary>
    public async Task Read(string dataFolder, CancellationToken cancellationToken)
    {
        await using var log = await EventLogs.OpenSqliteReadOnlyAsync(dataFolder, cancellationToken);
        await Read(log, cancellationToken);
    }

    /// <inheritdoc cref="Read(string, CancellationToken)"/>
    public async Task Read(IEventLog log, CancellationToken cancellationToken)
    {
        await foreach (var recorded in log.ReadAllAsync(_map.Definition.Id.Value, _position, cancellationToken))
        {
            if (_append.Count > 0 && _append[0].Cause.Id != recorded.Cause.Id)
            {
                Take();
            }

            _append.Add(recorded);
            _causes.Add(recorded.Cause.Id);
            _position = recorded.Position;
            Events++;
        }

        Take();
    }

    /// <summary>One transaction: in its middle a patient may be on the way from one bed to another.</summary>
    private void Take()
    {
        var touched = new HashSet<BedId>();
        foreach (var recorded in _append.Where(e => Streams.Parse(e.Stream).Kind == StreamKind.Bed))
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

        _wrong.AddRange(touched.SelectMany(Check).Select(wrong => $"position {_position}: {wrong}"));
        _append.Clear();
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
