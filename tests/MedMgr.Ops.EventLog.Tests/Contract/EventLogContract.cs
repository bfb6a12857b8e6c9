using MedMgr.Ops.EventLog.Tests.Stores;

namespace MedMgr.Ops.EventLog.Tests.Contract;

/// <summary>What every store of the log promises. Each store runs the whole of it.</summary>
public abstract partial class EventLogContract : IAsyncLifetime
{
    private ILogUnderTest? _store;
    private IDurableLog? _log;

    protected ILogUnderTest Store => _store!;

    protected IDurableLog Log => _log!;

    protected abstract Task<ILogUnderTest> CreateStoreAsync();

    public async ValueTask InitializeAsync()
    {
        _store = await CreateStoreAsync();
        _log = await _store.OpenAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_log is not null)
        {
            await _log.DisposeAsync();
        }

        if (_store is not null)
        {
            await _store.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    protected async Task CloseAsync() => await Log.DisposeAsync();

    protected async Task ReopenAsync()
    {
        await CloseAsync();
        _log = await Store.OpenAsync();
    }

    protected async Task AppendedAsync(AppendRequest request) => (await Log.AppendAsync(request)).ShouldBeOfType<AppendResult.Appended>();
}
