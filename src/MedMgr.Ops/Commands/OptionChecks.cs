using System.CommandLine;
using System.Globalization;

namespace MedMgr.Ops.Commands;

/// <summary>What several commands ask of their options.</summary>
internal static class OptionChecks
{
    /// <remarks>Looks at the text itself: asking the library for a number that is none would end the program.</remarks>
    public static void InRange(Option option, int least, int most) => option.Validators.Add(result =>
    {
        if (result.Tokens is [{ Value: var text }]
            && !(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most))
        {
            result.AddError($"{option.Name} {text} is no number from {least} to {most}.");
        }
    });

    /// <summary>A running server to ask.</summary>
    public static Option<string> Server()
    {
        var option = new Option<string>("--server") { Description = "Address of the server.", DefaultValueFactory = _ => "http://127.0.0.1:5080" };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && !(Uri.TryCreate(text, UriKind.Absolute, out var server) && server.Scheme is "http" or "https"))
            {
                result.AddError($"{option.Name} {text} is no address, for example http://127.0.0.1:5080.");
            }
        });
        return option;
    }
}
