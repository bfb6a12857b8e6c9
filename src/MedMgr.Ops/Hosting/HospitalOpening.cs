using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Surge;
using MedMgr.Ops.Grains;
using MedMgr.Ops.Grains.Contracts;

namespace MedMgr.Ops.Hosting;

/// <summary>Opens each hospital before its senders and displays come in: definition into the log, reconciler on, staff on shift.</summary>
internal sealed class HospitalOpening : IHostedService
{
    private readonly HospitalDirectory _directory;
    private readonly IGrainFactory _grains;
    private readonly RotaWatch _rota;
    private readonly TimeProvider _time;
    private readonly ILogger<HospitalOpening> _logger;

    public HospitalOpening(HospitalDirectory directory, IGrainFactory grains, RotaWatch rota, TimeProvider time, ILogger<HospitalOpening> logger)
    {
        _directory = directory;
        _grains = grains;
        _rota = rota;
        _time = time;
        _logger = logger;
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var id in _directory.Ours)
        {
            await Open(id, _directory.Get(id).Definition);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task Open(HospitalId id, HospitalDefinition definition)
    {
        var now = _time.GetUtcNow();
        var hospital = _grains.GetGrain<IHospitalGrain>(id.Value);
        await hospital.Execute(
            new HospitalCommand.Define(definition, SameAsBefore: false) { At = now }, new Origin(OriginKind.System, "server", $"define-{now.UtcTicks}", now));
        await hospital.Watch();
        await _rota.Apply(id);
        _logger.LogInformation("{Name} ({Id}) is open", definition.Name, id);
    }
}
