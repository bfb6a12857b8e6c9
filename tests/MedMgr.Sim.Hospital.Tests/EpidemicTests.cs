using MedMgr.Sim.Hospital.Epidemics;

namespace MedMgr.Sim.Hospital.Tests;

public class EpidemicTests
{
    // CHIME's published default run (domain facts).
    private static readonly ChimeInputs Published = new(3_600_000, 69, 0.15, 5, 0.45, 10, 30, 0.025, 7, 0.0075, 9, 0.005, 10);

    [Fact]
    public void Chime_gives_its_published_reproduction_numbers()
    {
        var result = Chime.Run(Published);
        result.R0.ShouldBe(2.48698, 5e-6);
        result.Rt.ShouldBe(1.36784, 5e-6);
    }

    [Fact]
    public void Chime_gives_its_published_day_30()
    {
        var result = Chime.Run(Published);
        result.Admissions[30].ShouldBe(21.988, 5e-4);
        result.IcuAdmissions[30].ShouldBe(6.596, 5e-4);
        result.VentilatedAdmissions[30].ShouldBe(4.398, 5e-4);
        result.Census[30].ShouldBe(140.909, 5e-4);
        result.IcuCensus[30].ShouldBe(52.776, 5e-4);
        result.VentilatedCensus[30].ShouldBe(38.523, 5e-4);
    }

    [Fact]
    public void Chime_is_exact_to_a_millionth()
    {
        // The same recursion worked out in another language (Python, double precision).
        var result = Chime.Run(Published);
        result.R0.ShouldBe(2.486983549970351, 1e-6);
        result.Admissions[30].ShouldBe(21.988149971177556, 1e-6);
        result.Census[30].ShouldBe(140.9086580844121, 1e-6);
        result.IcuCensus[30].ShouldBe(52.775563809460444, 1e-6);
        result.VentilatedCensus[30].ShouldBe(38.52321414562597, 1e-6);
    }

    [Fact]
    public void The_double_peak_comes_through_at_the_middle_of_its_weeks()
    {
        var season = new Epidemic.Weekly(new DateOnly(2024, 12, 28), [28679, 39669, 31884, 33769, 41512, 52705, 55757, 48009], 340_110_988, 1, 6, 340_110_988);
        double At(int year, int month, int day) => 7 * season.AdmissionsPerDay(new DateOnly(year, month, day).DayNumber + 0.5);
        At(2025, 1, 1).ShouldBe(39669, 1e-6);
        At(2025, 1, 8).ShouldBe(31884, 1e-6);
        At(2025, 2, 5).ShouldBe(55757, 1e-6);
        At(2025, 1, 15).ShouldBeLessThan(At(2025, 1, 1));
        At(2024, 11, 1).ShouldBe(28679, 1e-6);
    }

    [Fact]
    public void An_epidemic_by_sir_begins_on_its_day()
    {
        var epidemic = new Epidemic.Sir(new DateOnly(2025, 1, 6), Published, 2);
        epidemic.AdmissionsPerDay(new DateOnly(2025, 1, 5).DayNumber + 0.9).ShouldBe(0);
        epidemic.AdmissionsPerDay(new DateOnly(2025, 2, 5).DayNumber + 0.2).ShouldBe(21.988, 5e-4);
        epidemic.Catchment.ShouldBe(540_000, 1e-6);
    }
}
