using System.Collections.Immutable;
using System.Net;
using MedMgr.Ops.Api;
using MedMgr.Ops.Api.Boards;
using MedMgr.Ops.Api.Quarantine;
using MedMgr.Ops.Backups;
using MedMgr.Ops.Consoles;
using MedMgr.Ops.Domain.Definition;
using MedMgr.Ops.Drills;
using MedMgr.Ops.Drills.Http;
using MedMgr.Ops.EventLog;
using MedMgr.Ops.Forecasting;
using MedMgr.Ops.Grains;
using MedMgr.Ops.Grains.Hospitals;
using MedMgr.Ops.Grains.Staffing;
using MedMgr.Ops.Hl7.Intake;
using MedMgr.Ops.Hl7.Mllp;
using MedMgr.Ops.Optimising;
using MedMgr.Ops.Pages;
using MedMgr.Ops.Placement;
using MedMgr.Ops.Placement.Http;
using MedMgr.Ops.Planner;
using MedMgr.Ops.RosterPages;
using MedMgr.Ops.Rosters;
using MedMgr.Ops.Rosters.Drafts;
using MedMgr.Ops.Rosters.Http;
using MedMgr.Ops.Recordings;
using MedMgr.Ops.Telemetry;
using MedMgr.Ops.WallBoard;
using MedMgr.Ops.WallBoard.Live;
using MedMgr.Ops.WallBoard.Replay;
using Microsoft.Extensions.Logging.Console;

namespace MedMgr.Ops.Hosting;

/// <summary>Puts the parts together. Started in the order in which they are registered, stopped in the reverse.</summary>
internal static class Composition
{
    public static WebApplication Build(ServerOptions options, IEventLog log, ISnapshotStore snapshots, ImmutableArray<HospitalDefinition> hospitals)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseUrls(options.Urls);
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("MedMgr", LogLevel.Information);
        if (options.LogsToError)
        {
            builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        }

        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(10));

        builder.Services.AddSingleton(options.Time ?? TimeProvider.System);
        builder.Services.AddSingleton<WallBoardTelemetry>();
        builder.Services.AddHostedService<OtlpExport>();
        builder.Services.AddSingleton(log);
        builder.Services.AddSingleton(snapshots);
        builder.Services.AddSingleton(DirectoryOf(hospitals, options.Owners));
        builder.Services.AddSingleton<RotaKeeper>();
        builder.Services.AddSingleton<IBoardReader, BoardBinding>();
        builder.Services.AddSingleton<IBoardFeeds, BoardBinding>();
        builder.Services.AddSingleton<IQuarantineDesk, QuarantineBinding>();
        builder.Services.AddSingleton<OutlookShelf>();
        builder.Services.AddSingleton<IOutlooks>(s => s.GetRequiredService<OutlookShelf>());
        builder.Services.AddWallBoard(wall =>
        {
            foreach (var hospital in hospitals)
            {
                wall.Hospitals.Add(hospital.Id);
            }
        });
        builder.Services.Configure<PagesOptions>(pages => pages.Exercise = options.IsExercise);
        builder.Services.Configure<ReplayOptions>(replay => replay.Folder = options.Recordings);
        builder.AddGrainRuntime(options.DataDirectory);
        builder.Services.AddSingleton(s => new RotaWatch(
            options.KeepsRota ? s.GetRequiredService<RotaKeeper>() : null, s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<RotaWatch>>()));
        builder.Services.AddHostedService<HospitalOpening>();
        builder.Services.AddHostedService(s => s.GetRequiredService<RotaWatch>());
        if (!string.IsNullOrEmpty(options.Postgres))
        {
            builder.Services.AddHostedService<HospitalDiscovery>();
        }

        AddMllp(builder.Services, options);
        builder.Services.AddMedMgrApi();
        builder.Services.AddSingleton<ForecastDesk>();
        builder.Services.AddSingleton<RosterQueue>();
        builder.Services.AddSingleton<HospitalRosters>();
        builder.Services.AddSingleton(new DraftFolder(Path.Combine(options.DataDirectory, KeptFolders.Rosters)));
        builder.Services.AddSingleton<RosterDrafts>();
        builder.Services.AddSingleton<RosterDrafting>();
        builder.Services.AddSingleton<IRosterBook, RosterBook>();
        builder.Services.AddRosterPages();
        builder.Services.AddSolver(options.SolverWorkers);
        builder.Services.AddSingleton(s => ActivatorUtilities.CreateInstance<PlacementDesk>(s, Math.Max(1, options.SolverWorkers)));
        if (options.KeepsOutlook)
        {
            builder.Services.AddHostedService<OutlookKeeper>();
        }

        builder.Services.AddDrill();
        builder.Services.AddSingleton<IConsolePlans, ConsolePlans>();
        builder.Services.AddConsole();
        AddPlanner(builder.Services, options);

        var app = builder.Build();
        app.UseRefusalsOfTheDrill();
        app.MapMedMgrApi();
        app.MapForecast();
        app.MapSurgeEffect();
        app.MapPlacement();
        app.MapRosters();
        app.MapRosterPages();
        app.MapRecordings();
        app.MapDrill();
        app.MapWallBoard();
        app.MapConsole();
        app.MapPlanner();
        return app;
    }

    private static void AddPlanner(IServiceCollection services, ServerOptions options) => services.AddPlanner(planner =>
    {
        planner.Shipped = options.Scenarios;
        planner.Own = Path.Combine(options.DataDirectory, KeptFolders.Scenarios);
        planner.Runs = Path.Combine(options.DataDirectory, KeptFolders.ScenarioRuns);
        planner.Recordings = options.Recordings;
        planner.Version = ProgramVersion.Text;
        planner.Policies = threads => new RunPolicies(threads);
    });

    private static void AddMllp(IServiceCollection services, ServerOptions options)
    {
        services.AddSingleton<QuarantineDesk>();
        services.AddSingleton<AdtIntake>();
        services.AddSingleton<IHl7Receiver>(s => s.GetRequiredService<AdtIntake>());
        services.AddSingleton(new MllpListenerOptions { EndPoint = new IPEndPoint(IPAddress.Parse(options.MllpAddress), options.MllpPort) });
        services.AddSingleton<MllpListener>();
        services.AddHostedService(s => s.GetRequiredService<MllpListener>());
    }

    private static HospitalDirectory DirectoryOf(ImmutableArray<HospitalDefinition> hospitals, HospitalOwners owners)
    {
        var directory = new HospitalDirectory(owners);
        foreach (var hospital in hospitals)
        {
            directory.Set(new HospitalMap(hospital));
        }

        return directory;
    }
}
