using MedMgr.Ops.EmbeddedSilo.Runtime;
using Microsoft.Extensions.Hosting;

namespace Orleans.Hosting;

/// <summary>Starts and stops the silo with its host.</summary>
internal sealed class SiloHost : IHostedService
{
    private readonly SiloRuntime _runtime;

    public SiloHost(SiloRuntime runtime) => _runtime = runtime;

    public Task StartAsync(CancellationToken cancellationToken) => _runtime.StartAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => _runtime.StopAsync(cancellationToken);
}

/// <summary>Registered where arguments and results are to be copied.</summary>
internal sealed class CopyMessages;
