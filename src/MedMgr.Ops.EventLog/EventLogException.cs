namespace MedMgr.Ops.EventLog;

/// <summary>The storage of the log can not do what was asked: locked by another process, damaged, of a newer schema, or failed at commit.</summary>
public sealed class EventLogException : Exception
{
    public EventLogException()
    {
    }

    public EventLogException(string message)
        : base(message)
    {
    }

    public EventLogException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
