namespace MedMgr.Ops.Drills;

/// <summary>The folder of a drill's event log: the drill's alone, so that nothing of it is ever mistaken for a real hospital.</summary>
internal sealed class DrillData : IDisposable
{
    private readonly bool _isTemporary;

    private DrillData(string folder, bool isTemporary, string? whyNot) => (Folder, _isTemporary, WhyNot) = (folder, isTemporary, whyNot);

    public string Folder { get; }

    /// <summary>Null, or why it can not be used.</summary>
    public string? WhyNot { get; }

    /// <param name="folder">Null for a temporary one.</param>
    public static DrillData In(string? folder)
    {
        if (folder is null)
        {
            return new DrillData(Directory.CreateTempSubdirectory("medmgr-drill-").FullName, true, null);
        }

        var taken = File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any());
        return new DrillData(folder, false, taken ? $"--data {folder} is not empty: a drill needs a folder of its own. Name a new one, or leave it out." : null);
    }

    public void Dispose()
    {
        if (_isTemporary)
        {
            Directory.Delete(Folder, recursive: true);
        }
    }
}
