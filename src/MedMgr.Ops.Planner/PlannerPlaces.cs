using MedMgr.Ops.Planner.Running;

namespace MedMgr.Ops.Planner;

/// <summary>Addresses of the planner's pages and of what they ask the API.</summary>
internal static class PlannerPlaces
{
    public const string List = "/scenarios";
    public const string Stream = "/scenarios/stream";
    public const string ApiRuns = "/api/scenarios/runs";

    public static string Scenario(string id) => $"{List}/{Uri.EscapeDataString(id)}";

    public static string Run(string id) => $"{List}/runs/{Uri.EscapeDataString(id)}";

    public static string Report(string id) => Run(id) + "/report";

    public static string Compare(IEnumerable<string> runs) => $"{List}/compare?runs={string.Join(',', runs.Select(Uri.EscapeDataString))}";

    public static string ApiScenario(string id) => $"/api/scenarios/{Uri.EscapeDataString(id)}";

    public static string ApiRun(string id) => $"{ApiRuns}/{Uri.EscapeDataString(id)}";

    public static string SeriesCsv(string run, string series) => $"{ApiRun(run)}/series.csv?name={Uri.EscapeDataString(series)}";

    public static string MeasuresCsv(string run) => ApiRun(run) + "/measures.csv";

    public static string Replay(string recording) => "/replay/" + Uri.EscapeDataString(recording);

    /// <summary>The name of the recording of a run's first replication.</summary>
    public static string RecordingOf(RunRecord run) => $"run-{run.Id}";
}
