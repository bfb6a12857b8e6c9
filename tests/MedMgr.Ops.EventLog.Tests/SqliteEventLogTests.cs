using MedMgr.Ops.EventLog.Tests.Contract;
using MedMgr.Ops.EventLog.Tests.Stores;

namespace MedMgr.Ops.EventLog.Tests;

public sealed class SqliteEventLogTests : EventLogContract
{
    protected override Task<ILogUnderTest> CreateStoreAsync() => Task.FromResult<ILogUnderTest>(new SqliteUnderTest());
}
