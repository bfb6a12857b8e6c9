using System.Collections.Immutable;

namespace MedMgr.Ops.Hosting;

/// <param name="DataDirectory">Holds the SQLite log and the reminders.</param>
/// <param name="Postgres">Null: the log is in SQLite.</param>
/// <param name="MllpPort">0 takes a free port.</param>
/// <param name="HospitalFiles">Absolute paths of definitions.</param>
/// <param name="SolverWorkers">Processes that search for better plans; 0 for none.</param>
/// <param name="RecordingsDirectory">Null: "recordings" in the data folder.</param>
/// <param name="ScenariosDirectory">Null: the scenarios that came with the program.</param>
/// <param name="KeepsRota">Staff come and go by the standing rota. False where somebody else sends them: the demo's simulator.</param>
internal sealed record ServerOptions(
    string DataDirectory, string? Postgres, string Urls, string MllpAddress, int MllpPort, ImmutableArray<string> HospitalFiles, int SolverWorkers,
    string? RecordingsDirectory = null, string? ScenariosDirectory = null, bool KeepsRota = true)
{
    public string Recordings => RecordingsDirectory ?? RecordingsOf(DataDirectory);

    public string Scenarios => ScenariosDirectory ?? Hosting.Scenarios.Folder;

    /// <summary>Where a server looks for recordings unless it is told otherwise.</summary>
    public static string RecordingsOf(string dataDirectory) => Path.Combine(dataDirectory, "recordings");
}
