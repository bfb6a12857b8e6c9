using System.Diagnostics;
using System.Globalization;
using MedMgr.Ops.Domain.Board;
using MedMgr.Sim.Hospital;
using MedMgr.Sim.Hospital.Scenarios;

namespace MedMgr.Sim.Bench;

/// <summary>Replications of the 420-bed hospital a second, and the time of a forecast of 1,000 replications.</summary>
internal static class Hospitals
{
    private const int SeasonDays = 30;

    public static void Measure(string scenarios, int replications, int threads)
    {
        var scenario = Read(Path.Combine(scenarios, "flu-season.yaml")) with { Days = SeasonDays };
        HospitalSimulation.Run(scenario, threads, seed: 1, threads);
        var (clock, cpu, bytes) = (Stopwatch.StartNew(), CpuTime(), GC.GetTotalAllocatedBytes());
        HospitalSimulation.Run(scenario, replications, seed: 7, threads);
        var (seconds, used) = (clock.Elapsed.TotalSeconds, (CpuTime() - cpu).TotalSeconds);
        Line($"flu-season, {scenario.Days} days after {scenario.WarmUpDays} of warm-up, {scenario.Hospital.Units.Sum(u => u.Rooms.Sum(r => r.Beds.Length))} beds, {replications} replications on {threads} threads");
        Line($"  {replications / seconds:0.0} replications/s   {1000 * used / replications:0.0} ms CPU each   {(GC.GetTotalAllocatedBytes() - bytes) / replications / 1024:0} KiB each");

        var board = BoardOf(scenario with { Days = 1 });
        clock.Restart();
        cpu = CpuTime();
        var forecast = Forecast.Run(board, board.AsOf!.Value, scenario, 48, 1000, seed: 7, threads);
        Line($"forecast of 48 h, 1,000 replications on {threads} threads: {clock.Elapsed.TotalSeconds:0.00} s   {(CpuTime() - cpu).TotalSeconds:0.00} s CPU   (boarders at the end {forecast.Boarders.Mean[^1]:0.0})");
    }

    private static BoardCapture BoardOf(Scenario scenario)
    {
        var board = new HospitalBoard(scenario.Hospital.Id);
        foreach (var step in HospitalSimulation.Record(scenario, seed: 3).Steps)
        {
            board.Apply(step.Position, step.Stream, step.At, step.Event);
        }

        return board.Capture();
    }

    private static Scenario Read(string path) => ScenarioFile.Load(path) switch
    {
        ScenarioReading.Read read => read.Scenario,
        var faulty => throw new InvalidDataException(faulty.ToString()),
    };

    private static TimeSpan CpuTime() => Process.GetCurrentProcess().TotalProcessorTime;

    private static void Line(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
