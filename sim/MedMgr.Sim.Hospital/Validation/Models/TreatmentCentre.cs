using MedMgr.Sim.Engine;
using MedMgr.Sim.Engine.Events;
using MedMgr.Sim.Engine.Randomness;
using MedMgr.Sim.Engine.Resources;
using MedMgr.Sim.Engine.Statistics;

namespace MedMgr.Sim.Hospital.Validation.Models;

/// <summary>The treatment centre of Nelson (2013), Foundations and Methods of Stochastic Simulation, exercise 13, as the public treat-sim 3.0 models it.</summary>
/// <remarks>
/// Minutes from 6 am, 19 hours. Two habits of the public model are kept because its tables contain them: the rate of the hour of the last arrival holds until the next, and
/// the first hour's rate comes again in the nineteenth.
/// </remarks>
internal sealed class TreatmentCentre : IEventHandler
{
    public const double Minutes = 19.0 * 60.0;

    private const int Arrival = 0;
    private const double TraumaShare = 0.12;
    private const double TreatedShare = 0.60;
    private const double ShortestExaminationMinutes = 0.5;

    // Stations double as the kinds of the events that end a service there.
    private const int Triage = 1;
    private const int Registration = 2;
    private const int Examination = 3;
    private const int Treatment = 4;
    private const int Stabilisation = 5;
    private const int TraumaTreatment = 6;

    /// <summary>Arrivals an hour, 6 am to midnight.</summary>
    private static readonly double[] RatePerHour =
    [
        2.36666666666667, 2.8, 8.83333333333333, 10.4333333333333, 14.8, 26.2666666666667, 31.4, 18.0666666666667, 16.4666666666667,
        12.0333333333333, 11.6, 28.8666666666667, 18.0333333333333, 11.5, 5.3, 4.06666666666667, 2.2, 2.1,
    ];

    private static readonly Distribution TriageTime = Distribution.Exponential(3.0);
    private static readonly Distribution RegistrationTime = Distribution.LogNormal(5.0, Math.Sqrt(2.0));
    private static readonly Distribution ExaminationTime = Distribution.Normal(16.0, Math.Sqrt(3.0));
    private static readonly Distribution TreatmentTime = Distribution.LogNormal(13.3, Math.Sqrt(2.0));
    private static readonly Distribution StabilisationTime = Distribution.Exponential(90.0);
    private static readonly Distribution TraumaTreatmentTime = Distribution.LogNormal(30.0, Math.Sqrt(4.0));

    private readonly Simulation _simulation;
    private readonly Station?[] _stations = new Station?[7];
    private readonly RandomStream?[] _times = new RandomStream?[7];
    private readonly RandomStream _gaps;
    private readonly RandomStream _kinds;
    private readonly RandomStream _treated;
    private readonly List<double> _came = [];
    private readonly List<bool> _isTrauma = [];
    private readonly Tally _minorTime;
    private readonly Tally _traumaTime;

    public TreatmentCentre(Simulation simulation)
    {
        _simulation = simulation;
        _gaps = simulation.Stream("arrivals");
        _kinds = simulation.Stream("trauma or not");
        _treated = simulation.Stream("treated or not");
        _minorTime = simulation.Statistics.Tally("time of minor patients");
        _traumaTime = simulation.Statistics.Tally("time of trauma patients");
        Open(Triage, "triage", 1);
        Open(Registration, "registration", 1);
        Open(Examination, "examination", 3);
        Open(Treatment, "treatment", 1);
        Open(Stabilisation, "stabilisation", 2);
        Open(TraumaTreatment, "trauma treatment", 1);
        simulation.HandleWith(this);
        ScheduleArrival();
    }

    /// <summary>In the order of the published table: arrivals, five waits, total times, throughput. Run to <see cref="Minutes"/> first.</summary>
    public double[] Measures() =>
    [
        _came.Count,
        MeanWait(Triage), MeanWait(Registration), MeanWait(Examination), MeanWait(Treatment), _minorTime.Mean,
        MeanWait(Stabilisation), MeanWait(TraumaTreatment), _traumaTime.Mean,
        _minorTime.Count + _traumaTime.Count,
    ];

    public void Handle(int kind, int payload)
    {
        if (kind == Arrival)
        {
            _came.Add(_simulation.Now);
            _isTrauma.Add(_kinds.Chance(TraumaShare));
            ScheduleArrival();
            Come(Triage, _came.Count - 1);
            return;
        }

        if (_stations[kind]!.Depart(out var next))
        {
            Serve(kind, next);
        }

        GoOn(kind, payload);
    }

    private void GoOn(int from, int patient)
    {
        switch (from)
        {
            case Triage:
                Come(_isTrauma[patient] ? Stabilisation : Registration, patient);
                break;
            case Registration:
                Come(Examination, patient);
                break;
            case Examination when _treated.Chance(TreatedShare):
                Come(Treatment, patient);
                break;
            case Stabilisation:
                Come(TraumaTreatment, patient);
                break;
            default:
                (_isTrauma[patient] ? _traumaTime : _minorTime).Record(_simulation.Now - _came[patient]);
                break;
        }
    }

    private void Come(int station, int patient)
    {
        if (_stations[station]!.Arrive(patient))
        {
            Serve(station, patient);
        }
    }

    private void Serve(int station, int patient) => _simulation.Schedule(TimeAt(station), station, patient);

    private double TimeAt(int station)
    {
        var times = _times[station]!;
        return station switch
        {
            Triage => TriageTime.Sample(times),
            Registration => RegistrationTime.Sample(times),
            Examination => Math.Max(ShortestExaminationMinutes, ExaminationTime.Sample(times)),
            Treatment => TreatmentTime.Sample(times),
            Stabilisation => StabilisationTime.Sample(times),
            _ => TraumaTreatmentTime.Sample(times),
        };
    }

    private void ScheduleArrival()
    {
        var hour = (int)Math.Floor(_simulation.Now / 60.0) % RatePerHour.Length;
        _simulation.Schedule(_gaps.Exponential(60.0 / RatePerHour[hour]), Arrival);
    }

    private double MeanWait(int station) => _stations[station]!.Wait.Mean;

    private void Open(int station, string name, int servers)
    {
        _stations[station] = new Station(_simulation, name, servers);
        _times[station] = _simulation.Stream(name);
    }
}
