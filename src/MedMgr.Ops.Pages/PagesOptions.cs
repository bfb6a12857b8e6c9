namespace MedMgr.Ops.Pages;

/// <summary>What holds for every page of a server.</summary>
public sealed class PagesOptions
{
    /// <summary>The server is there for an exercise: each of its pages says so, also one that is about no hospital.</summary>
    public bool Exercise { get; set; }
}
