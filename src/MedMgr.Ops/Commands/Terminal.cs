using Spectre.Console;

namespace MedMgr.Ops.Commands;

/// <summary>Progress on standard error, so that standard output holds the answer and nothing else.</summary>
internal static class Terminal
{
    private const int WidthOfFiles = 180;

    public static readonly IAnsiConsole Error = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });

    public static readonly IAnsiConsole Output = MakeOutput();

    /// <summary>Runs work beside a bar. <paramref name="work"/> reports how much is done, out of <paramref name="total"/>.</summary>
    public static T WithBar<T>(string what, double total, Func<IProgress<double>, T> work)
    {
        if (Console.IsErrorRedirected)
        {
            return work(new Silent());
        }

        return Error.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn(), new SpinnerColumn())
            .Start(context => work(new Bar(context.AddTask(Markup.Escape(what), maxValue: total))));
    }

    /// <summary>Runs work beside a line that says how it stands. <paramref name="work"/> changes the line.</summary>
    public static Task<T> WithStatus<T>(string first, Func<Action<string>, Task<T>> work) => Console.IsErrorRedirected
        ? work(_ => { })
        : Error.Status().StartAsync(Markup.Escape(first), context => work(says => context.Status(Markup.Escape(says))));

    /// <summary>A file or a pipe is no terminal of 80 columns: tables keep their lines whole and have no colours.</summary>
    private static IAnsiConsole MakeOutput()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(Console.Out),
            Ansi = Console.IsOutputRedirected ? AnsiSupport.No : AnsiSupport.Detect,
        });
        if (Console.IsOutputRedirected)
        {
            console.Profile.Width = WidthOfFiles;
        }

        return console;
    }

    private sealed class Bar(ProgressTask task) : IProgress<double>
    {
        // Called from several threads, not in order.
        public void Report(double value) => task.Value = Math.Max(task.Value, value);
    }

    private sealed class Silent : IProgress<double>
    {
        public void Report(double value)
        {
        }
    }
}
