using System.Collections.Immutable;
using MedMgr.Ops.Backups;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Grains;

namespace MedMgr.Ops.Hosting;

/// <param name="DataDirectory">Holds the SQLite log and the reminders.</param>
/// <param name="Postgres">Null: the log is in SQLite.</param>
/// <param name="MllpPort">0 takes a free port.</param>
/// <param name="HospitalFiles">Absolute paths of definitions.</param>
/// <param name="SolverWorkers">Processes that search for better plans; 0 for none.</param>
/// <param name="RecordingsDirectory">Null: "recordings" in the data folder.</param>
/// <param name="ScenariosDirectory">Null: the scenarios that came with the program.</param>
/// <param name="Ours">Hospitals that this server changes; null for all. The others it only shows.</param>
/// <param name="Peers">Servers that change the others.</param>
/// <param name="KeepsOutlook">Forecasts are made for the wall.</param>
/// <param name="Time">What time it is at the hospital; null for the time of this world.</param>
/// <param name="LogsToError">Standard output is for the answer of the command.</param>
/// <param name="KeepsRota">Staff come and go by the standing rota. False where somebody else sends them: the demo's simulator.</param>
/// <param name="IsExercise">Every page says DRILL, also those that are about no hospital.</param>
internal sealed record ServerOptions(
    string DataDirectory, string? Postgres, string Urls, string MllpAddress, int MllpPort, ImmutableArray<string> HospitalFiles, int SolverWorkers,
    string? RecordingsDirectory = null, string? ScenariosDirectory = null, bool KeepsRota = true, bool KeepsOutlook = true, TimeProvider? Time = null, bool LogsToError = false,
    ImmutableArray<HospitalId>? Ours = null, ImmutableArray<KeyValuePair<HospitalId, Uri>> Peers = default, bool IsExercise = false)
{
    public HospitalOwners Owners => new(Ours, Peers.IsDefault ? [] : Peers);

    public string Recordings => RecordingsDirectory ?? RecordingsOf(DataDirectory);

    public string Scenarios => ScenariosDirectory ?? Hosting.Scenarios.Folder;

    /// <summary>Where a server looks for recordings unless it is told otherwise.</summary>
    public static string RecordingsOf(string dataDirectory) => Path.Combine(dataDirectory, KeptFolders.Recordings);
}
