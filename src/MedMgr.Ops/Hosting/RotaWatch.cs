using System.Collections.Concurrent;
using MedMgr.Ops.Domain;
using MedMgr.Ops.Grains.Staffing;

namespace MedMgr.Ops.Hosting;

/// <summary>Lets the rota be kept at each change of shifts, and at once where a roster has been published.</summary>
internal sealed class RotaWatch : BackgroundService
{
    private static readonly TimeSpan LookAgainAfterFailure = TimeSpan.FromMinutes(1);

    // A timer does not heed that the clock is set, nor the time that a machine was suspended.
    private static readonly TimeSpan LookAtTheClockEvery = TimeSpan.FromMinutes(1);

    private readonly RotaKeeper? _rota;
    private readonly TimeProvider _time;
    private readonly ILogger<RotaWatch> _logger;
    private readonly ConcurrentDictionary<HospitalId, DateTimeOffset> _nextChange = [];
    private readonly SemaphoreSlim _changed = new(0);

    /// <param name="rota">Null where somebody else brings staff on and off shift: then nothing is done here.</param>
    public RotaWatch(RotaKeeper? rota, TimeProvider time, ILogger<RotaWatch> logger) => (_rota, _time, _logger) = (rota, time, logger);

    /// <summary>Makes the staff on duty what rosters and patterns say of this moment, and watches the hospital from now on.</summary>
    public async Task Apply(HospitalId hospital)
    {
        if (_rota is not null)
        {
            _nextChange[hospital] = await _rota.Apply(hospital);
            _changed.Release();
        }
    }

    public override void Dispose()
    {
        _changed.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (_rota is not null && !stoppingToken.IsCancellationRequested)
        {
            if (await NextDue(stoppingToken) is { } hospital)
            {
                await Keep(hospital);
            }
        }
    }

    /// <summary>Whose shifts change now; null when it is time to look again.</summary>
    private async Task<HospitalId?> NextDue(CancellationToken stoppingToken)
    {
        var (hospital, at) = _nextChange.Select(n => (n.Key, (DateTimeOffset?)n.Value)).DefaultIfEmpty((default, null)).MinBy(n => n.Item2);
        var wait = at - _time.GetUtcNow() ?? TimeSpan.MaxValue;
        if (wait <= TimeSpan.Zero)
        {
            return hospital;
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        await Task.WhenAny(Task.Delay(wait < LookAtTheClockEvery ? wait : LookAtTheClockEvery, _time, either.Token), _changed.WaitAsync(either.Token));
        await either.CancelAsync();
        stoppingToken.ThrowIfCancellationRequested();
        return null;
    }

    private async Task Keep(HospitalId hospital)
    {
        try
        {
            _nextChange[hospital] = await _rota!.Apply(hospital);
        }
        catch (Exception e) when (e is EventLog.EventLogException or IOException or TimeoutException or System.Data.Common.DbException)
        {
            _logger.LogError(e, "The shift change of {Hospital} failed and will be tried again.", hospital);
            _nextChange[hospital] = _time.GetUtcNow() + LookAgainAfterFailure;
        }
    }
}
