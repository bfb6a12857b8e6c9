using System.Text.Json;
using Microsoft.Playwright;

namespace MedMgr.Ops.Browser;

/// <summary>Looks a page over with axe-core, its frames one by one.</summary>
public static class Axe
{
    private static readonly Lazy<string> Script = new(() =>
    {
        using var reader = new StreamReader(typeof(Axe).Assembly.GetManifestResourceStream("axe.min.js")!);
        return reader.ReadToEnd();
    });

    /// <summary>What axe finds against WCAG 2.2 A and AA and good practice and calls serious or critical, a line for each rule that is broken, with the first places.</summary>
    public static async Task<IReadOnlyList<string>> SeriousFindingsAsync(IPage page)
    {
        var findings = new List<string>();
        foreach (var frame in page.Frames)
        {
            // Evaluated and not added as a script element: the page's content security policy lets none in.
            await frame.EvaluateAsync(Script.Value);
            var result = await frame.EvaluateAsync<JsonElement>("""
                () => axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], iframes: false })
                  .then((r) => r.violations.filter((v) => v.impact === "serious" || v.impact === "critical")
                    .map((v) => `${v.impact} ${v.id}, ${v.nodes.length} times, at ${v.nodes.slice(0, 4).map((n) => n.target.join(" ")).join(" and ")}: ${v.nodes[0].failureSummary}`))
                """);
            findings.AddRange(result.EnumerateArray().Select(f => $"{new Uri(frame.Url).AbsolutePath}: {f.GetString()}"));
        }

        return findings;
    }
}
