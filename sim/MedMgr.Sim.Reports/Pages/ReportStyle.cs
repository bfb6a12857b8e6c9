namespace MedMgr.Sim.Reports.Pages;

/// <summary>The look of every report.</summary>
internal static class ReportStyle
{
    public static string Css()
    {
        using var stream = typeof(ReportStyle).Assembly.GetManifestResourceStream("report.css") ?? throw new InvalidOperationException("report.css is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
