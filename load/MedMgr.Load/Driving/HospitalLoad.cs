using System.Collections.Concurrent;
using System.Diagnostics;
using MedMgr.Load.Season;
using MedMgr.Load.Watching;

namespace MedMgr.Load.Driving;

/// <summary>The patients of one hospital, from the door to the cleaned bed. Arrivals and everything told of a visit have their times beforehand; only housekeeping waits for what the board shows.</summary>
/// <remarks>Belongs to the agenda's loop.</remarks>
internal sealed class HospitalLoad
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan CleaningPatience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan ToCleaning = SeasonRate.Turnover * 0.4;
    private static readonly TimeSpan Cleaning = SeasonRate.Turnover * 0.5;

    private readonly string _prefix;
    private readonly SeasonRate _rate;
    private readonly WatchedBoard _board;
    private readonly BedPool _beds;
    private readonly AdtLine[] _lines;
    private readonly ConsoleUsers _console;
    private readonly Agenda _agenda;
    private readonly Tally _tally;
    private readonly Random _random;
    private readonly Func<long, bool> _isCounted;
    private readonly TimeSpan _stay;
    private readonly string? _waitingRoom;
    private readonly ConcurrentQueue<TakenBed> _cleaned = new();
    private int _visits;

    /// <param name="prefix">Of the ids of its visits, so that they can be told from others on the board.</param>
    /// <param name="stayMax">No visit is planned longer.</param>
    /// <param name="isCounted">Whether a time lies in the measured time.</param>
    public HospitalLoad(
        string prefix, SeasonRate rate, WatchedBoard board, AdtLine[] lines, ConsoleUsers console, Agenda agenda, Tally tally, Random random, TimeSpan stayMax,
        Func<long, bool> isCounted)
    {
        (_prefix, _rate, _board, _lines, _console, _agenda, _tally, _random, _isCounted) = (prefix, rate, board, lines, console, agenda, tally, random, isCounted);
        _beds = new BedPool(board);
        FreeAtFirst = _beds.CountFree();
        _stay = rate.StayIn(FreeAtFirst, stayMax) ?? SeasonRate.StayMin;
        _waitingRoom = _beds.WaitingRoom();
    }

    /// <summary>Free beds when the load began.</summary>
    public int FreeAtFirst { get; }

    /// <summary>Mean length of a visit.</summary>
    public TimeSpan Stay => _stay;

    /// <summary>Visits under way and beds not cleaned yet.</summary>
    public int UnderWay { get; private set; }

    /// <summary>Patients come from <paramref name="begin"/> until <paramref name="end"/>: a Poisson process whose rate rises at first, then follows the season.</summary>
    /// <param name="ramp">In its first half the rate rises; in the second the hospital fills, so that as many patients leave as come when it is over.</param>
    /// <param name="isOver">Nobody comes any more; those who are here leave as planned.</param>
    public void Open(long begin, long end, TimeSpan ramp, Func<bool> isOver)
    {
        _agenda.At(begin, due => _ = _console.Enter("placement/plans", new { seconds = 0 }, due, counted: false));
        Next(begin, begin, end, ramp, isOver);
    }

    private void Next(long after, long begin, long end, TimeSpan ramp, Func<bool> isOver)
    {
        var elapsed = Stopwatch.GetElapsedTime(begin, after);
        var at = begin + Agenda.Ticks(_rate.Next(elapsed, ramp, -Math.Log(1 - _random.NextDouble())));
        if (at < end && !isOver())
        {
            _agenda.At(at, due =>
            {
                Come(_rate.HourAt(elapsed - ramp).Pick(_random.NextDouble()), due);
                Next(due, begin, end, ramp, isOver);
            });
        }
    }

    private void Come(VisitKind kind, long at)
    {
        _tally.PatientCame();
        var place = kind switch { VisitKind.Elective => Place.Recovery, VisitKind.Direct => Place.Ward, _ => Place.Emergency };
        var name = $"{_prefix}{++_visits}";
        var line = _lines[_visits % _lines.Length];
        var length = Agenda.Ticks(_stay * (0.75 + (_random.NextDouble() / 2)));
        if (_beds.Take(place) is not { } bed)
        {
            _tally.NoBed();
            Wait(new LoadPatient(name, "F", IsChild: false), line, at, length);
            return;
        }

        UnderWay++;
        var visit = new Visit(new LoadPatient(name, bed.Gender, bed.IsChild), line) { Bed = bed };
        foreach (var step in VisitPlan.Of(kind))
        {
            _agenda.At(at + (long)(length * step.At), due => Tell(visit, step.Step, due));
        }
    }

    /// <summary>Without a bed: registered, updated, gone. No display shows it in a bed, so nothing is timed.</summary>
    private void Wait(LoadPatient patient, AdtLine line, long at, long length)
    {
        if (_waitingRoom is not { } room)
        {
            return;
        }

        UnderWay++;
        foreach (var step in VisitPlan.Of(VisitKind.EmergencyHome))
        {
            _agenda.At(at + (long)(length * step.At), due =>
            {
                line.Post(line.Text.Of(step.Step, patient, "E", room), due, _isCounted(due));
                UnderWay -= step.Step == VisitStep.Discharge ? 1 : 0;
            });
        }
    }

    private void Tell(Visit visit, VisitStep step, long due)
    {
        switch (step)
        {
            case VisitStep.Register or VisitStep.Admit:
                Post(visit, step, Sign.Lies, due);
                break;
            case VisitStep.Update:
                Post(visit, step, null, due);
                break;
            case VisitStep.RequestBed:
                RequestBed(visit, due);
                break;
            case VisitStep.Transfer:
                Transfer(visit, due);
                break;
            case VisitStep.OrderDischarge:
                Post(visit, step, Sign.Ordered, due);
                break;
            case VisitStep.Discharge when _random.NextDouble() < VisitPlan.CancelledDischarges:
                Post(visit, step, Sign.Left, due);
                _agenda.At(due + Agenda.Ticks(ToCleaning), later => Post(visit, VisitStep.CancelDischarge, Sign.LiesAgain, later));
                _agenda.At(due + (2 * Agenda.Ticks(ToCleaning)), later => Leave(visit, later));
                break;
            case VisitStep.Discharge:
                Leave(visit, due);
                break;
            default:
                throw new InvalidOperationException($"Nobody tells {step} of a visit.");
        }
    }

    private void Leave(Visit visit, long due)
    {
        Post(visit, VisitStep.Discharge, Sign.Left, due);
        Clean(visit.Bed, visit.Line, due);
        UnderWay--;
    }

    /// <summary>The bed for the next stage is looked for now; people at the console keep it for the patient, others just bring them there.</summary>
    private void RequestBed(Visit visit, long due)
    {
        visit.Next = _beds.Take(Place.Ward, visit.Patient.Gender, visit.Patient.IsChild);
        var counted = _isCounted(due);
        visit.Line.Post(visit.Line.Text.Of(VisitStep.RequestBed, visit.Patient, visit.Bed.PatientClass, visit.Bed.Location, visit.Next?.Unit), due, counted);
        if (visit.Next is { } next && _random.NextDouble() < _rate.ConsoleShare)
        {
            // Somebody reads the request first, and the plan for it.
            _agenda.At(due + Agenda.Ticks(LookAgain), later => _ = Assign(visit.Patient.Visit, next, later, counted));
        }
    }

    private async Task Assign(string visit, TakenBed bed, long due, bool counted)
    {
        await _console.Look("placement/plans/latest", due, counted);
        await _console.Enter($"encounters/{visit}/assign", new { bed = bed.Id, @override = new { reason = "load test" } }, Stopwatch.GetTimestamp(), counted);
    }

    private void Transfer(Visit visit, long due)
    {
        if (visit.Next is not { } next)
        {
            return;
        }

        var left = visit.Bed;
        (visit.Bed, visit.Next) = (next, null);
        Post(visit, VisitStep.Transfer, Sign.Lies, due);
        Clean(left, visit.Line, due);
    }

    private void Post(Visit visit, VisitStep step, Sign? sign, long due)
    {
        var counted = _isCounted(due);
        if (sign is { } shown)
        {
            _board.Expect(new Sighting(visit.Bed.Id, shown, visit.Patient.Visit, due, counted));
        }

        visit.Line.Post(visit.Line.Text.Of(step, visit.Patient, visit.Bed.PatientClass, visit.Bed.Location), due, counted);
    }

    private void Clean(TakenBed bed, AdtLine line, long left)
    {
        UnderWay++;
        var byConsole = _random.NextDouble() < _rate.ConsoleShare;
        _agenda.At(left + Agenda.Ticks(ToCleaning), due => CleanWhenDirty(bed, line, byConsole, due, due + Agenda.Ticks(CleaningPatience)));
    }

    /// <summary>Housekeeping sees on the board that the bed is dirty; a bed that somebody else has taken meanwhile is left to them.</summary>
    private void CleanWhenDirty(TakenBed bed, AdtLine line, bool byConsole, long due, long patience)
    {
        var seen = _board.Bed(bed.Id);
        if (seen.Status == "dirty" && byConsole)
        {
            _ = CleanByConsole(bed, due);
        }
        else if (seen.Status == "dirty")
        {
            PostOfBed(bed, line, 'H', Sign.Cleaning, due);
            _agenda.At(due + Agenda.Ticks(Cleaning), later =>
            {
                // Nobody lies in a bed that is being cleaned, unless the demo's own patient came all the same.
                if (!_board.IsOfOthers(_board.Bed(bed.Id)))
                {
                    PostOfBed(bed, line, 'U', Sign.Ready, later);
                }

                Done(bed);
            });
        }
        else if (due < patience && !_board.IsOfOthers(seen))
        {
            _agenda.At(due + Agenda.Ticks(LookAgain), later => CleanWhenDirty(bed, line, byConsole, later, patience));
        }
        else
        {
            Done(bed);
        }
    }

    private async Task CleanByConsole(TakenBed bed, long due)
    {
        var counted = _isCounted(due);
        if (await _console.Enter($"beds/{bed.Id}/clean-start", new { by = "load console" }, due, counted))
        {
            await Task.Delay(Cleaning);
            await _console.Enter($"beds/{bed.Id}/clean-finish", new { by = "load console" }, Stopwatch.GetTimestamp(), counted);
        }

        _cleaned.Enqueue(bed);
    }

    /// <summary>Takes back the beds that people at the console have cleaned; to be called from the agenda's loop every now and then.</summary>
    public void TakeBackCleaned()
    {
        while (_cleaned.TryDequeue(out var bed))
        {
            Done(bed);
        }
    }

    private void Done(TakenBed bed)
    {
        _beds.Release(bed.Id);
        UnderWay--;
    }

    private void PostOfBed(TakenBed bed, AdtLine line, char status, Sign sign, long due)
    {
        var counted = _isCounted(due);
        _board.Expect(new Sighting(bed.Id, sign, "", due, counted));
        line.Post(line.Text.OfBed(bed.Location, status), due, counted);
    }

    private sealed class Visit(LoadPatient patient, AdtLine line)
    {
        public LoadPatient Patient { get; } = patient;

        public AdtLine Line { get; } = line;

        public required TakenBed Bed { get; set; }

        /// <summary>Kept for the patient.</summary>
        public TakenBed? Next { get; set; }
    }
}
