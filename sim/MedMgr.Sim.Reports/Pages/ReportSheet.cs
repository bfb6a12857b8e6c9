namespace MedMgr.Sim.Reports.Pages;

/// <summary>The look of every report.</summary>
internal static class ReportSheet
{
    public static string Css()
    {
        using var stream = typeof(ReportSheet).Assembly.GetManifestResourceStream("report.css") ?? throw new InvalidOperationException("report.css is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
