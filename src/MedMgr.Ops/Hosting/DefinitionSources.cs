using System.Collections.Immutable;
using MedMgr.Ops.Definitions;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Log;
using MedMgr.Ops.Domain.Surge;
using MedMgr.Ops.EventLog;

namespace MedMgr.Ops.Hosting;

/// <summary>The definitions to serve: those of the files, and those that the log knows from before.</summary>
internal static class DefinitionSources
{
    /// <returns>The definitions, or all that is wrong with the files, to be shown as it is.</returns>
    public static (ImmutableArray<HospitalDefinition> Read, ImmutableArray<string> Faults) FromFiles(IEnumerable<string> files)
    {
        var read = ImmutableArray.CreateBuilder<HospitalDefinition>();
        var faults = ImmutableArray.CreateBuilder<string>();
        foreach (var file in files)
        {
            switch (HospitalFile.Load(file))
            {
                case HospitalReading.Read { Hospital: var hospital } when read.Any(h => h.Id == hospital.Id):
                    faults.Add($"{file}: hospital '{hospital.Id}' is defined twice. Leave one of the files out, or give one another id.");
                    break;
                case HospitalReading.Read { Hospital: var hospital }:
                    read.Add(hospital);
                    break;
                case HospitalReading.Faulty faulty:
                    faults.Add(faulty.ToString());
                    break;
            }
        }

        return (read.ToImmutable(), faults.ToImmutable());
    }

    public static async Task<ImmutableArray<HospitalDefinition>> FromLog(IEventLog log, CancellationToken cancellationToken)
    {
        var known = ImmutableArray.CreateBuilder<HospitalDefinition>();
        foreach (var hospital in await log.HospitalsAsync(cancellationToken))
        {
            var events = await log.ReadStreamAsync(hospital, Streams.Hospital, 0, cancellationToken);
            var defined = events.LastOrDefault(e => e.Type == EventNames.NameOf(typeof(HospitalEvent.Defined)));
            if (defined is not null && EventNames.FromJson(defined.Type, defined.Payload.Span) is HospitalEvent.Defined { Definition: var definition })
            {
                known.Add(definition);
            }
        }

        return known.ToImmutable();
    }
}
