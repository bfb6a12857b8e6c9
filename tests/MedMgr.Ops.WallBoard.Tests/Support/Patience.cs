namespace MedMgr.Ops.WallBoard.Tests.Support;

/// <summary>How long a test waits for what must come. Long enough for a busy machine: it is only waited out when the test fails.</summary>
internal static class Patience
{
    public static readonly TimeSpan Long = TimeSpan.FromSeconds(20);
}
