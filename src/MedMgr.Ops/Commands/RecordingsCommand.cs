using System.CommandLine;
using System.Globalization;
using MedMgr.Ops.Hosting;
using MedMgr.Ops.WallBoard.Replay;
using MedMgr.Ops.WallBoard.Replay.Recorded;

namespace MedMgr.Ops.Commands;

/// <summary>medmgr recordings: the folder that a server replays from. The server need not run, and sees what comes without a restart.</summary>
internal static class RecordingsCommand
{
    private static readonly Option<DirectoryInfo> Data = ServeCommand.DataOption();
    private static readonly Option<DirectoryInfo?> Folder = new("--recordings") { Description = "Folder of recordings. Default: recordings in the data folder." };
    private static readonly Argument<FileInfo> File = new("FILE") { Description = "Written by 'medmgr simulate SCENARIO --record FILE'." };
    private static readonly Option<string?> Name = new("--name") { Description = "Names the recording in addresses. Default: the file's name without its ending." };

    public static Command Make()
    {
        var import = new Command("import", "Checks a recording from its first event to its last and copies it to the server's folder.") { File, Data, Folder, Name };
        import.SetAction(Import);
        var list = new Command("list", "Lists the recordings of the folder.") { Data, Folder };
        list.SetAction(List);
        return new Command("recordings", "What can be replayed on the wall, besides the live log.") { import, list, RecordingsSaveCommand.Make() };
    }

    private static async Task<int> Import(ParseResult parsed, CancellationToken cancellationToken)
    {
        var file = parsed.GetRequiredValue(File);
        var name = parsed.GetValue(Name) ?? Path.GetFileNameWithoutExtension(file.Name);
        try
        {
            var recording = await FolderOf(parsed).ImportAsync(file.FullName, name, cancellationToken);
            Console.WriteLine($"{Row(recording)}");
            Console.WriteLine($"Replay  /replay/{recording.Id}");
            return 0;
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return Cli.Fail($"{file}: {e.Message}");
        }
    }

    private static async Task<int> List(ParseResult parsed, CancellationToken cancellationToken)
    {
        var folder = FolderOf(parsed);
        var recordings = await folder.ListAsync(cancellationToken);
        foreach (var recording in recordings)
        {
            Console.WriteLine(Row(recording));
        }

        if (recordings.IsEmpty)
        {
            Console.WriteLine($"No recordings in {folder.Path}. 'medmgr simulate SCENARIO --record FILE' makes one, 'medmgr recordings import FILE' brings it here.");
        }

        return recordings.All(r => r.Unusable is null) ? 0 : 1;
    }

    internal static string Row(RecordingSummary r) => r.Unusable is { } why
        ? $"{r.Id}: can not be replayed. {why}"
        : string.Create(CultureInfo.InvariantCulture, $"{r.Id}: {r.Title}; {r.Hospital}, {r.From:yyyy-MM-dd} to {r.To:yyyy-MM-dd}, {r.Events:#,0} events");

    private static RecordingFolder FolderOf(ParseResult parsed) =>
        new(parsed.GetValue(Folder)?.FullName ?? ServerOptions.RecordingsOf(parsed.GetRequiredValue(Data).FullName));
}
