using MedMgr.Ops.EmbeddedSilo;
using MedMgr.Ops.EmbeddedSilo.Copying;
using MedMgr.Ops.EmbeddedSilo.Runtime;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;

namespace Microsoft.Extensions.Hosting;

/// <summary>Puts a silo into a host. It starts and stops with the host; call it before the services that call grains.</summary>
public static class OrleansSiloGenericHostExtensions
{
    public static IHostApplicationBuilder UseOrleans(this IHostApplicationBuilder hostAppBuilder) => hostAppBuilder.UseOrleans(static _ => { });

    public static IHostApplicationBuilder UseOrleans(this IHostApplicationBuilder hostAppBuilder, Action<ISiloBuilder> configureDelegate)
    {
        ArgumentNullException.ThrowIfNull(hostAppBuilder);
        ArgumentNullException.ThrowIfNull(configureDelegate);
        configureDelegate(AddSilo(hostAppBuilder.Services, hostAppBuilder.Configuration));
        return hostAppBuilder;
    }

    public static HostApplicationBuilder UseOrleans(this HostApplicationBuilder hostAppBuilder) => hostAppBuilder.UseOrleans(static _ => { });

    public static HostApplicationBuilder UseOrleans(this HostApplicationBuilder hostAppBuilder, Action<ISiloBuilder> configureDelegate)
    {
        ((IHostApplicationBuilder)hostAppBuilder).UseOrleans(configureDelegate);
        return hostAppBuilder;
    }

    public static IHostBuilder UseOrleans(this IHostBuilder hostBuilder, Action<ISiloBuilder> configureDelegate)
        => hostBuilder.UseOrleans((_, silo) => configureDelegate(silo));

    public static IHostBuilder UseOrleans(this IHostBuilder hostBuilder, Action<HostBuilderContext, ISiloBuilder> configureDelegate)
    {
        ArgumentNullException.ThrowIfNull(hostBuilder);
        ArgumentNullException.ThrowIfNull(configureDelegate);
        return hostBuilder.ConfigureServices((context, services) => configureDelegate(context, AddSilo(services, context.Configuration)));
    }

    public static IServiceCollection AddOrleans(this IServiceCollection services, Action<ISiloBuilder> configureDelegate)
    {
        ArgumentNullException.ThrowIfNull(configureDelegate);
        configureDelegate(AddSilo(services, new ConfigurationBuilder().Build()));
        return services;
    }

    private static SiloBuilder AddSilo(IServiceCollection services, IConfiguration configuration)
    {
        if (services.All(service => service.ServiceType != typeof(SiloRuntime)))
        {
            services.AddLogging();
            services.AddOptions();
            services.TryAddSingleton(TimeProvider.System);
            services.AddSingleton(CreateRuntime);
            services.AddSingleton<IGrainFactory>(static provider => provider.GetRequiredService<SiloRuntime>().GrainFactory);
            services.AddSingleton(static provider => MessageCopier.For(provider.GetRequiredService<IOptions<EmbeddedSiloOptions>>().Value));
            services.AddHostedService<SiloHost>();
        }

        return new SiloBuilder(services, configuration);
    }

    private static SiloRuntime CreateRuntime(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<EmbeddedSiloOptions>>().Value;
        var table = provider.GetService<IReminderTable>()
            ?? (options.DataDirectory is { } directory ? new FileReminderTable(directory) : null);
        return new SiloRuntime(new SiloParts(
            provider,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(SiloRuntime).Namespace!),
            options,
            provider.GetRequiredService<IOptions<SiloMessagingOptions>>().Value.ResponseTimeout,
            provider.GetService<TurnScheduler>() ?? new ThreadPoolTurnScheduler(),
            provider.GetService<CopyMessages>() is null ? null : provider.GetRequiredService<MessageCopier>(),
            table));
    }
}
