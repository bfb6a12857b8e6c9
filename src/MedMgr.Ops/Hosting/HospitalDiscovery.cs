using System.Data.Common;
using MedMgr.Ops.Domain;
using MedMgr.Ops.EventLog;
using MedMgr.Ops.WallBoard.Live;

namespace MedMgr.Ops.Hosting;

/// <summary>Shows hospitals that another server on the same log opens while this one runs.</summary>
internal sealed class HospitalDiscovery : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);

    private readonly IEventLog _log;
    private readonly IBoards _boards;
    private readonly TimeProvider _time;
    private readonly ILogger<HospitalDiscovery> _logger;

    public HospitalDiscovery(IEventLog log, IBoards boards, TimeProvider time, ILogger<HospitalDiscovery> logger) =>
        (_log, _boards, _time, _logger) = (log, boards, time, logger);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await Task.Delay(LookEvery, _time, stoppingToken);
            try
            {
                foreach (var hospital in (await _log.HospitalsAsync(stoppingToken)).Select(HospitalId.Of).Where(h => _boards.Find(h) is null))
                {
                    _boards.AddHospital(hospital);
                    _logger.LogInformation("{Hospital} was opened by another server and is shown here from now on", hospital);
                }
            }
            catch (Exception e) when (e is EventLogException or DbException or IOException or TimeoutException)
            {
                _logger.LogWarning(e, "The hospitals of the log could not be listed; trying again");
            }
        }
    }
}
