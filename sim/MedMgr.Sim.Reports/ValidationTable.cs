using System.Text;
using MedMgr.Sim.Hospital.Validation;

namespace MedMgr.Sim.Reports;

/// <summary>The validation suite as the page docs/validation.md.</summary>
public static class ValidationTable
{
    private const int Decimals = 6;

    public static string Markdown(IReadOnlyList<ValidationCase> cases)
    {
        var page = new StringBuilder();
        page.Append(Head(cases));
        foreach (var model in cases.GroupBy(c => c.Model))
        {
            page.Append("\n## ").Append(model.Key).Append("\n\n").Append(About(model.Key));
            page.Append("Source: ").Append(string.Join("; ", model.Select(c => c.Source).Distinct())).Append(".\n\n");
            page.Append("| case | theory | simulated | interval | half-width | inside |\n|---|---:|---:|---|---:|---|\n");
            foreach (var one in model)
            {
                page.Append("| ").Append(one.Case).Append(" | ").Append(Text(one.Theory)).Append(" | ").Append(Text(one.Simulated)).Append(" | ").Append(Text(one.Low)).Append(" to ")
                    .Append(Text(one.High)).Append(" | ").Append(one.Evidence == Evidence.Deterministic ? "1e-6" : Words.Percent(one.RelativeHalfWidth)).Append(" | ")
                    .Append(one.Pass ? "yes" : "**no**").Append(" |\n");
            }
        }

        return page.ToString();
    }

    private static string Text(double value) => Words.Fixed(value, Decimals);

    private static string Head(IReadOnlyList<ValidationCase> cases) =>
        $"""
        # Validation

        Written by `medmgr validate --markdown`; do not edit. {cases.Count(c => c.Pass)} of {cases.Count} cases pass.

        Every simulated value stands beside theory, with an interval from independent replications. The intervals of all
        {cases.Count(c => c.Evidence != Evidence.Deterministic)} cases with chance hold **together** with 95 % (Student's t, Bonferroni). An exact case passes if theory lies inside and the
        interval reaches at most 2 % of the value to either side. The seed {ValidationSuite.Seed} was fixed before the first run; the same seed gives the same
        bits on every machine, for any number of threads.

        """;

    private static string About(string model) => model switch
    {
        "Stroke capacity" =>
            """
            Two units without a limit of beds; the chance of a delay with n beds is P(N = n) / P(N <= n) of the time-weighted occupancy, which for these
            Poisson streams is Erlang's loss formula. 150 replications after a warm-up of 3 years, as published; each is 500 years long where the published
            runs take 5, because 5 years can not tell a chance of 2 % to within 2 % of itself. The public model gives the length of stay of patients who die to
            every stroke patient whose destination is "other"; kept, because the published tables contain it. With the stay of patients
            without early supported discharge instead, the acute load would be 8.3555 and not 8.1455.


            """,
        "Treatment centre" =>
            """
            No exact theory: held against the base scenario that the authors print. Two of their base tables disagree. The first (treatment-centre-sim: waits of
            28.86, 113.56, 24.57, 292.71, 144.46 and 168.27 minutes for triage, registration, examination, treatment, stabilisation and trauma treatment)
            comes from a version that drew the treatment of trauma patients from the stabilisation's distribution (mean 90 and not 30 minutes), which its authors corrected
            in version 1.1.1; later tables (32.56, 104.69, 23.36, 130.73, 166.98 and 14.39 in stars-simpy-example-docs, 20 replications; 35.24, 105.57, 25.55, 136.66,
            151.68 and 14.31 in treat-sim 3.0, 50 replications) agree with each other within chance. The last is taken here. A mean of 50 replications is itself
            uncertain: the interval says where such a mean may lie, hence its width.


            """,
        "CHIME" =>
            """
            A discrete SIR without chance; theory is the same recurrence in 40 decimal digits, which agrees with the published figures to their last digit.


            """,
        _ => "",
    };
}
