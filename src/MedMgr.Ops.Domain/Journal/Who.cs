namespace MedMgr.Ops.Domain.Journal;

/// <summary>Who did something, for people.</summary>
public static class Who
{
    /// <summary>Stands in the log where nobody gave a name.</summary>
    public const string Anonymous = "anonymous";

    public static string Says(string actor) => actor == Anonymous ? "someone who gave no name" : actor;
}
