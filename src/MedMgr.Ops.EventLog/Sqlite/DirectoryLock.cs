namespace MedMgr.Ops.EventLog.Sqlite;

/// <summary>The right to write in a data directory: a file lock that the operating system takes back when the process dies, however it dies.</summary>
internal sealed class DirectoryLock : IDisposable
{
    public const string FileName = "events.lock";

    private readonly FileStream _file;

    private DirectoryLock(FileStream file) => _file = file;

    /// <exception cref="EventLogException">Another process, or another log of this one, holds the directory.</exception>
    public static DirectoryLock Take(string dataDirectory)
    {
        var path = Path.Combine(dataDirectory, FileName);
        try
        {
            return new DirectoryLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e)
        {
            throw new EventLogException($"The event log in '{dataDirectory}' is open for writing elsewhere: '{path}' is locked. Only one server may use a data directory.", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new EventLogException($"The event log in '{dataDirectory}' can not be opened for writing: no permission for '{path}'.", e);
        }
    }

    public void Dispose() => _file.Dispose();
}
