using System.Diagnostics;

namespace MedMgr.Ops.Tests.Support;

/// <summary>The program, run once to its end.</summary>
internal static class Medmgr
{
    private static readonly TimeSpan AtMost = TimeSpan.FromSeconds(60);

    public static Task<(int ExitCode, string Output, string Error)> Run(params string[] arguments) => Run(AtMost, arguments);

    public static async Task<(int ExitCode, string Output, string Error)> Run(TimeSpan atMost, params string[] arguments)
    {
        using var process = Start(arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(atMost);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"medmgr {string.Join(' ', arguments)} did not end within {atMost}.");
        }

        return (process.ExitCode, await output, await error);
    }

    /// <param name="heedsNoFileSizeSignal">A write beyond the limit of file sizes fails instead of ending the process.</param>
    public static Process Start(IEnumerable<string> arguments, string? workingDirectory = null, bool heedsNoFileSizeSignal = false, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = heedsNoFileSizeSignal
            ? new ProcessStartInfo("sh", ["-c", "trap '' XFSZ; exec dotnet \"$@\"", "sh", Paths.Program, .. arguments])
            : new ProcessStartInfo("dotnet", [Paths.Program, .. arguments]);
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.WorkingDirectory = workingDirectory ?? "";
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}
