using System.Globalization;
using System.Text.Json;
using MedMgr.Sim.Hospital.Results;
using MedMgr.Sim.Hospital.Validation;
using MedMgr.Sim.Engine.Experiments;
using MedMgr.Sim.Reports.Json;

namespace MedMgr.Sim.Reports.Tests;

public sealed class RunJsonTests
{
    [Fact]
    public void A_run_says_scenario_seed_and_replications_and_each_measure_with_its_interval()
    {
        var run = Read(RunJson.Of(Runs.Small(2.0, 3.0, 7.0)));
        run.GetProperty("scenario").GetString().ShouldBe("small");
        run.GetProperty("seed").GetUInt64().ShouldBe(7UL);
        run.GetProperty("replications").GetInt32().ShouldBe(3);
        var boarding = run.GetProperty("measures").GetProperty("boarding.mean");
        boarding.GetProperty("mean").GetDouble().ShouldBe(4.0, 1e-12);
        boarding.GetProperty("unit").GetString().ShouldBe("patients");
        var interval = Estimate.Of([2.0, 3.0, 7.0]);
        boarding.GetProperty("ci95").EnumerateArray().Select(e => e.GetDouble()).ShouldBe([interval.Low, interval.High]);
        run.GetProperty("byUnit").GetProperty("ICU").GetProperty("measures").TryGetProperty("occupied.mean", out _).ShouldBeTrue();
    }

    [Fact]
    public void Every_curve_has_a_value_for_every_time()
    {
        var run = Read(RunJson.Of(Runs.Small(1.0, 2.0)));
        run.GetProperty("times").GetArrayLength().ShouldBe(49);
        foreach (var series in run.GetProperty("series").EnumerateObject())
        {
            foreach (var curve in new[] { "mean", "p5", "p25", "p50", "p75", "p95" })
            {
                series.Value.GetProperty(curve).GetArrayLength().ShouldBe(49, series.Name);
            }
        }

        run.GetProperty("series").GetProperty("boarding").GetProperty("p95")[48].GetDouble().ShouldBe(87.0);
    }

    [Fact]
    public void One_replication_has_a_mean_and_no_interval()
    {
        var boarding = Read(RunJson.Of(Runs.Small(5.0))).GetProperty("measures").GetProperty("boarding.mean");
        boarding.GetProperty("mean").GetDouble().ShouldBe(5.0);
        boarding.GetProperty("ci95").EnumerateArray().ShouldAllBe(e => e.ValueKind == JsonValueKind.Null);
    }

    [Fact]
    public void The_bytes_do_not_depend_on_the_culture()
    {
        var before = CultureInfo.CurrentCulture;
        var plain = RunJson.Of(Runs.Small(1.5, 2.25));
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = ",", NegativeSign = "~" } };
            RunJson.Of(Runs.Small(1.5, 2.25)).ShouldBe(plain);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_comparison_says_second_minus_first_and_whether_that_is_decided()
    {
        var (first, second) = (Runs.Small(2.0, 3.0, 4.0), Runs.Small(5.0, 6.1, 7.2));
        var paired = Comparison.Paired(first["boarding.mean"].PerReplication, second["boarding.mean"].PerReplication);
        var comparison = Read(ComparisonJson.Of(new ComparisonResult(
            first, second, [new MeasureDifference("boarding.mean", "patients", "Mean number boarding", 3.0, 6.1, paired)], ["More board."])));
        comparison.GetProperty("says")[0].GetString().ShouldBe("More board.");
        var difference = comparison.GetProperty("differences").GetProperty("boarding.mean");
        difference.GetProperty("difference").GetDouble().ShouldBe(3.1, 1e-12);
        difference.GetProperty("decided").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public void A_validation_case_is_written_as_the_contract_names_it()
    {
        var one = Read(ValidationJson.Of([new ValidationCase("M/M/1, wait", "M/M/c", Evidence.Exact, "Erlang", 2.0, 2.01, 1.99, 2.03, 20, true)]))[0];
        one.GetProperty("case").GetString().ShouldBe("M/M/1, wait");
        one.GetProperty("theory").GetDouble().ShouldBe(2.0);
        one.GetProperty("simulated").GetDouble().ShouldBe(2.01);
        one.GetProperty("ci95").EnumerateArray().Select(e => e.GetDouble()).ShouldBe([1.99, 2.03]);
        one.GetProperty("pass").GetBoolean().ShouldBeTrue();
    }

    private static JsonElement Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
