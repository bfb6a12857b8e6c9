using System.Globalization;
using CsvHelper;
using MedMgr.Sim.Hospital.Results;

namespace MedMgr.Ops.Planner.Http;

/// <summary>Results as tables for a spreadsheet, with a point for decimals.</summary>
internal static class ResultCsv
{
    /// <summary>of,measure,mean,low95,high95,unit,says: the hospital first, then unit by unit. Ends of an interval that one replication can not give are empty.</summary>
    public static string Measures(RunResult run) => Table(["of", "measure", "mean", "low95", "high95", "unit", "says"], Rows(run));

    /// <summary>time,mean,p5,p25,p50,p75,p95.</summary>
    public static string Series(RunResult run, Series series) => Table(
        ["time", "mean", "p5", "p25", "p50", "p75", "p95"],
        run.Times.Select((time, i) => new[]
        {
            time.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture), Number(series.Mean[i]), Number(series.P5[i]), Number(series.P25[i]), Number(series.P50[i]), Number(series.P75[i]),
            Number(series.P95[i]),
        }));

    private static IEnumerable<string[]> Rows(RunResult run) =>
    [
        .. run.Measures.Select(m => Row("hospital", m)),
        .. run.ByUnit.SelectMany(u => u.Measures.Select(m => Row(u.Unit, m))),
    ];

    private static string[] Row(string of, Measure m) => [of, m.Name, Number(m.Estimate.Mean), Number(m.Estimate.Low), Number(m.Estimate.High), m.Unit, m.Says];

    private static string Number(double value) => double.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : "";

    private static string Table(string[] head, IEnumerable<string[]> rows)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using var csv = CsvWriter.Create(text);
        foreach (var row in rows.Prepend(head))
        {
            foreach (var field in row)
            {
                csv.WriteField(field);
            }

            csv.EndRecord();
        }

        csv.Flush();
        return text.ToString();
    }
}
