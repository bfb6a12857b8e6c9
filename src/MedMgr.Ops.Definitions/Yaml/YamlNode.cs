namespace MedMgr.Ops.Definitions.Yaml;

/// <summary>Line and column from 1.</summary>
internal readonly record struct Position(int Line, int Column);

/// <summary>A YAML value that remembers where it stands.</summary>
internal abstract record YamlNode(Position At)
{
    /// <summary>What a person would call it, with its article.</summary>
    public abstract string Kind { get; }
}

/// <param name="Quoted">Only unquoted can a value mean "nothing": <c>name:</c> and <c>name: null</c>, but not <c>name: "null"</c>.</param>
internal sealed record YamlScalar(Position At, string Text, bool Quoted) : YamlNode(At)
{
    public bool IsNothing => !Quoted && Text is "" or "~" or "null";

    public override string Kind => IsNothing ? "empty" : $"\"{Shortened}\"";

    private string Shortened => Text.Length <= 60 ? Text : Text[..60] + "...";
}

internal sealed record YamlList(Position At, IReadOnlyList<YamlNode> Items) : YamlNode(At)
{
    public override string Kind => "a list";
}

internal sealed record YamlMap(Position At, IReadOnlyList<YamlEntry> Entries) : YamlNode(At)
{
    public override string Kind => "a map of keys";
}

internal sealed record YamlEntry(YamlScalar Key, YamlNode Value);
