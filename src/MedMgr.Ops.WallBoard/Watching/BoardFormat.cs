using MedMgr.Ops.WallBoard.Rendering;

namespace MedMgr.Ops.WallBoard.Watching;

/// <summary>What a display is sent.</summary>
/// <param name="Page">The page whose markup it shows; null for a program that reads JSON.</param>
internal sealed record BoardFormat(BoardPage? Page)
{
    public static readonly BoardFormat Json = new((BoardPage?)null);
    public static readonly BoardFormat Html = new(BoardPage.Overview);

    private const string HtmlName = "html";

    /// <summary>"json", "html" for the overview, "html:flow", "html:unit:ICU", "html:pin:ICU".</summary>
    public string Name => Page switch
    {
        null => "json",
        { Name: "" } => HtmlName,
        var page => $"{HtmlName}:{page.Name}",
    };

    /// <returns>Null for a name that is none.</returns>
    public static BoardFormat? Parse(string? name) => name switch
    {
        "json" => Json,
        HtmlName => Html,
        not null when name.StartsWith(HtmlName + ":", StringComparison.Ordinal) && BoardPage.Parse(name[(HtmlName.Length + 1)..]) is { } page => new BoardFormat(page),
        _ => null,
    };
}
