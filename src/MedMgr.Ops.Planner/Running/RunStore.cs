using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using MedMgr.Sim.Hospital.Results;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MedMgr.Ops.Planner.Running;

/// <summary>Runs and their results as JSON files of the data folder: ID.run.json and ID.result.json.</summary>
public sealed class RunStore
{
    private const string RunEnding = ".run.json";
    private const string ResultEnding = ".result.json";

    /// <remarks>Intervals of a single replication are infinite, and a later comparison needs every digit.</remarks>
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private readonly string _folder;
    private readonly int _keptMax;
    private readonly ILogger<RunStore> _logger;

    public RunStore(IOptions<PlannerOptions> options, ILogger<RunStore> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_folder, _keptMax, _logger) = (Path.GetFullPath(options.Value.Runs), options.Value.KeptMax, logger);
    }

    /// <summary>Every run of the folder, oldest first; a file that can not be read is left where it is and told to the log.</summary>
    public ImmutableArray<RunRecord> Load()
    {
        if (!Directory.Exists(_folder))
        {
            return [];
        }

        var runs = ImmutableArray.CreateBuilder<RunRecord>();
        foreach (var file in Directory.EnumerateFiles(_folder, "*" + RunEnding).Order(StringComparer.Ordinal))
        {
            try
            {
                runs.Add(JsonSerializer.Deserialize<RunRecord>(File.ReadAllText(file), Json) ?? throw new JsonException("null"));
            }
            catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
            {
                _logger.LogWarning("The run in {File} can not be read and is not listed: {Why}", file, e.Message);
            }
        }

        return runs.ToImmutable();
    }

    public void Save(RunRecord run)
    {
        ArgumentNullException.ThrowIfNull(run);
        Write(run.Id + RunEnding, JsonSerializer.SerializeToUtf8Bytes(run, Json));
    }

    public void Save(RunRecord run, RunResult result)
    {
        ArgumentNullException.ThrowIfNull(run);
        Write(run.Id + ResultEnding, JsonSerializer.SerializeToUtf8Bytes(result, Json));
    }

    /// <summary>Null when the run has none.</summary>
    /// <exception cref="IOException">It can not be read at present.</exception>
    /// <exception cref="JsonException">The file is damaged.</exception>
    public RunResult? Result(RunRecord run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var file = Path.Combine(_folder, run.Id + ResultEnding);
        return run.HasResult && File.Exists(file) ? JsonSerializer.Deserialize<RunResult>(File.ReadAllBytes(file), Json) : null;
    }

    /// <summary>Deletes the oldest ended runs beyond those that are kept.</summary>
    /// <returns>The ids of those that are gone.</returns>
    public ImmutableArray<string> Tidy(IEnumerable<RunRecord> runs)
    {
        ImmutableArray<string> old = [.. runs.Where(r => r.HasEnded).OrderByDescending(r => r.Id, StringComparer.Ordinal).Skip(_keptMax).Select(r => r.Id)];
        foreach (var id in old)
        {
            File.Delete(Path.Combine(_folder, id + ResultEnding));
            File.Delete(Path.Combine(_folder, id + RunEnding));
        }

        return old;
    }

    private void Write(string name, byte[] content)
    {
        Directory.CreateDirectory(_folder);
        var path = Path.Combine(_folder, name);
        File.WriteAllBytes(path + ".part", content);
        File.Move(path + ".part", path, overwrite: true);
    }
}
