using MedMgr.Ops.Domain;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Domain.Surge;
using MedMgr.Ops.Grains;
using MedMgr.Ops.Grains.Contracts;
using MedMgr.Ops.Grains.Staffing;

namespace MedMgr.Ops.Hosting;

/// <summary>Opens each hospital before its senders and displays come in: definition into the log, reconciler on, staff on shift. Then keeps the rota.</summary>
internal sealed class HospitalOpening : BackgroundService
{
    private static readonly TimeSpan LookAgainAfterFailure = TimeSpan.FromMinutes(1);

    private readonly HospitalDirectory _directory;
    private readonly IGrainFactory _grains;
    private readonly RotaKeeper? _rota;
    private readonly TimeProvider _time;
    private readonly ILogger<HospitalOpening> _logger;
    private readonly Dictionary<HospitalId, DateTimeOffset> _nextChange = [];

    /// <param name="rota">Null where somebody else brings staff on and off shift.</param>
    public HospitalOpening(HospitalDirectory directory, IGrainFactory grains, RotaKeeper? rota, TimeProvider time, ILogger<HospitalOpening> logger)
    {
        _directory = directory;
        _grains = grains;
        _rota = rota;
        _time = time;
        _logger = logger;
    }

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var id in _directory.Hospitals)
        {
            await Open(id, _directory.Get(id).Definition);
        }

        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (_rota is not null && !stoppingToken.IsCancellationRequested && _nextChange.Count > 0)
        {
            var (id, at) = _nextChange.MinBy(n => n.Value);
            var wait = at - _time.GetUtcNow();
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, _time, stoppingToken);
            }

            try
            {
                _nextChange[id] = await _rota.Apply(id);
            }
            catch (Exception e) when (e is EventLog.EventLogException or IOException or TimeoutException or System.Data.Common.DbException)
            {
                _logger.LogError(e, "The shift change of {Hospital} failed and will be tried again.", id);
                _nextChange[id] = _time.GetUtcNow() + LookAgainAfterFailure;
            }
        }
    }

    private async Task Open(HospitalId id, HospitalDefinition definition)
    {
        var now = _time.GetUtcNow();
        var hospital = _grains.GetGrain<IHospitalGrain>(id.Value);
        await hospital.Execute(
            new HospitalCommand.Define(definition, SameAsBefore: false) { At = now }, new Origin(OriginKind.System, "server", $"define-{now.UtcTicks}", now));
        await hospital.Watch();
        if (_rota is not null)
        {
            _nextChange[id] = await _rota.Apply(id);
        }

        _logger.LogInformation("{Name} ({Id}) is open", definition.Name, id);
    }
}
