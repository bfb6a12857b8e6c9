using MedMgr.Ops.EventLog.Tests.Contract;
using MedMgr.Ops.EventLog.Tests.Stores;

namespace MedMgr.Ops.EventLog.Tests;

public sealed class PostgresEventLogTests : EventLogContract
{
    protected override async Task<ILogUnderTest> CreateStoreAsync() => await PostgresUnderTest.CreateOrSkipAsync();
}
