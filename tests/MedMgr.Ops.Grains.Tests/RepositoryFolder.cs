namespace MedMgr.Ops.Grains.Tests;

internal static class RepositoryFolder
{
    /// <summary>A folder of the source tree, found upwards from the test's own.</summary>
    public static string Find(string relative)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "MedMgr.Ops.sln")))
            {
                return Path.Combine(folder.FullName, relative);
            }
        }

        throw new DirectoryNotFoundException($"No MedMgr.Ops.sln above {AppContext.BaseDirectory}, so {relative} can not be found.");
    }
}
