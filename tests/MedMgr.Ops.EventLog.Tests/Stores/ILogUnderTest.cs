using MedMgr.Ops.EventLog;

namespace MedMgr.Ops.EventLog.Tests.Stores;

/// <summary>A database of its own for one test.</summary>
public interface ILogUnderTest : IAsyncDisposable
{
    Task<IDurableLog> OpenAsync();

    /// <summary>Runs SQL behind the log's back.</summary>
    Task ExecuteAsync(string sql);

    /// <summary>From here every commit fails.</summary>
    Task BreakCommitsAsync();

    Task MendCommitsAsync();
}
