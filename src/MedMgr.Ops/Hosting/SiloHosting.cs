using MedMgr.Ops.Grains.Storage;
#if ORLEANS
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using MedMgr.Ops.Domain.Log;
using Orleans.Configuration;
using Orleans.Serialization;
using Orleans.Storage;
#else
using MedMgr.Ops.EmbeddedSilo;
using Orleans.Runtime.Hosting;
#endif

namespace MedMgr.Ops.Hosting;

/// <summary>Where the grains run. The only place that knows which of the two runtimes this build has (docs/adr/0002).</summary>
internal static class SiloHosting
{
#if ORLEANS
    /// <summary>A silo of a cluster: membership, snapshots and reminders in Azure Storage (ConnectionStrings:AzureStorage; Azurite will do).</summary>
    public static void AddGrainRuntime(this WebApplicationBuilder builder, string dataDirectory) => builder.UseOrleans(silo =>
    {
        var storage = builder.Configuration.GetConnectionString("AzureStorage")
            ?? throw new InvalidOperationException("ConnectionStrings:AzureStorage is not set: a silo needs it for membership, snapshots and reminders.");
        var cluster = builder.Configuration.GetSection("Orleans");
        silo.Configure<ClusterOptions>(options =>
        {
            options.ClusterId = cluster["ClusterId"] ?? "medmgr";
            options.ServiceId = cluster["ServiceId"] ?? "medmgr";
        });
        silo.ConfigureEndpoints(cluster.GetValue("SiloPort", 11111), cluster.GetValue("GatewayPort", 30000));
        silo.UseAzureStorageClustering(options => options.TableServiceClient = new TableServiceClient(storage));
        silo.AddAzureBlobGrainStorage(SnapshotGrainStorage.Name, options => options.BlobServiceClient = new BlobServiceClient(storage));
        silo.UseAzureTableReminderService(options => options.TableServiceClient = new TableServiceClient(storage));
        silo.Services.AddSingleton<IGrainStorageSerializer, OrleansGrainStorageSerializer>();
        silo.AddActivityPropagation();
        silo.Services.AddSerializer(serializer => serializer.AddJsonSerializer(Grains.DomainTypes.TravelAsJson, DomainJson.Options));
    });
#else
    /// <summary>In this process; snapshots beside the log, reminders in a file of the data folder.</summary>
    public static void AddGrainRuntime(this WebApplicationBuilder builder, string dataDirectory) => builder.UseOrleans(silo =>
    {
        silo.Configure<EmbeddedSiloOptions>(options =>
        {
            options.DataDirectory = dataDirectory;
            options.IdleAge = TimeSpan.FromMinutes(5);
            options.GrainAssemblies.Add(typeof(SnapshotGrainStorage).Assembly);
        });
        silo.Services.AddGrainStorage(SnapshotGrainStorage.Name, (services, _) => new SnapshotGrainStorage(services.GetRequiredService<EventLog.ISnapshotStore>()));
    });
#endif
}
