namespace MedMgr.Ops.Definitions.Tests;

internal static class RepositoryFile
{
    /// <summary>A file of the source tree, found upwards from the test's folder.</summary>
    public static string Path(string relative)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "MedMgr.Ops.sln")))
            {
                return System.IO.Path.Combine(folder.FullName, relative);
            }
        }

        throw new FileNotFoundException($"No MedMgr.Ops.sln above {AppContext.BaseDirectory}, so {relative} cannot be found.");
    }
}
