using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;

namespace MedMgr.Ops.EmbeddedSilo.Tests;

/// <summary>A hosted silo with the grains of this assembly and a clock that the test moves.</summary>
internal sealed class TestSilo : IAsyncDisposable
{
    private readonly IHost _host;

    private TestSilo(IHost host) => _host = host;

    public required ManualTime Time { get; init; }

    public required RecordedLog Log { get; init; }

    public IServiceProvider Services => _host.Services;

    public Journal Journal => Services.GetRequiredService<Journal>();

    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    public static async Task<TestSilo> StartAsync(Action<ISiloBuilder>? configure = null)
    {
        var silo = Create(configure);
        await silo.StartHostAsync();
        return silo;
    }

    public static TestSilo Create(Action<ISiloBuilder>? configure = null)
    {
        var time = new ManualTime();
        var log = new RecordedLog();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddSingleton(new Journal());
        builder.Logging.AddProvider(log).SetMinimumLevel(LogLevel.Debug);
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering();
            silo.Configure<EmbeddedSiloOptions>(options => options.GrainAssemblies.Add(typeof(TestSilo).Assembly));
            silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromSeconds(10));
            configure?.Invoke(silo);
        });
        return new TestSilo(builder.Build()) { Time = time, Log = log };
    }

    public Task StartHostAsync() => _host.StartAsync();

    public Task StopAsync() => _host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
