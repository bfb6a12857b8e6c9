using System.Diagnostics;
using MedMgr.Ops.Definitions.Reading;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace MedMgr.Ops.Definitions.Yaml;

/// <summary>Turns YAML text into positioned nodes.</summary>
/// <remarks>
/// Built from parser events instead of the library's own model, so that nothing can grow larger than the text: aliases are refused
/// (no "billion laughs") and depth is bounded. Duplicate keys are left to the reader of the map, which can say where the first one stands.
/// </remarks>
internal sealed class YamlDocument
{
    public const int DepthMax = 16;

    private readonly Parser _parser;
    private readonly Problems _problems;

    private YamlDocument(string text, Problems problems)
    {
        _parser = new Parser(new StringReader(text));
        _problems = problems;
    }

    /// <returns>Null when the text is no YAML, and then the problem has been told.</returns>
    public static YamlNode? Read(string text, Problems problems)
    {
        var document = new YamlDocument(text, problems);
        try
        {
            return document.Document();
        }
        catch (YamlException e)
        {
            // Of a tab YamlDotNet knows only where the surrounding map begins.
            var tabUntilLine = e.Message.Contains("tab", StringComparison.Ordinal) ? int.MaxValue : PositionOf(e.Start).Line + 1;
            NotYaml(text, PositionOf(e.Start), tabUntilLine, $"is not valid YAML here ({e.Message.Trim().TrimEnd('.')})", problems);
            return null;
        }
        catch (InvalidOperationException)
        {
            // YamlDotNet 16.3 throws this bare, without a position, for some tabs and for text that ends inside a bracket.
            var at = document._parser.Current is { } last ? PositionOf(last.End) : new Position(1, 1);
            NotYaml(text, at, at.Line + 1, "is not valid YAML from here on", problems);
            return null;
        }
        catch (TooDeepException e)
        {
            problems.Add(e.At, "", $"is nested deeper than {DepthMax} levels", "No hospital file needs that: check the brackets and the indentation.");
            return null;
        }
    }

    /// <summary>A tab is the usual culprit, and invisible: where a line is indented with one, that is told instead of the library's words.</summary>
    private static void NotYaml(string text, Position at, int tabUntilLine, string what, Problems problems)
    {
        var number = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            number++;
            var indentation = line[..^line.TrimStart(" \t").Length];
            if (indentation.Contains('\t'))
            {
                problems.Add(new Position(number, indentation.IndexOf('\t') + 1), "", "is indented with a tab, which YAML does not allow", "Replace the tab by blanks.");
                return;
            }

            if (number >= tabUntilLine)
            {
                break;
            }
        }

        problems.Add(at, "", what, "Check indentation, quotes, brackets and the colon after each key on this line and the one before.");
    }

    private YamlNode? Document()
    {
        _parser.MoveNext(); // stream start
        _parser.MoveNext();
        if (_parser.Current is StreamEnd)
        {
            _problems.Add(new Position(1, 1), "", "is empty", "Begin with \"id:\" and \"name:\" of the hospital.");
            return null;
        }

        _parser.MoveNext(); // past the document start
        var root = Node(0);
        _parser.MoveNext(); // past the document end
        if (_parser.Current is DocumentStart second)
        {
            _problems.Add(PositionOf(second.Start), "", "has a second document after \"---\"", "Keep one hospital in each file.");
        }

        return root;
    }

    /// <summary>Reads the value at the parser's current event and moves past it.</summary>
    private YamlNode Node(int depth)
    {
        var current = _parser.Current!;
        var at = PositionOf(current.Start);
        if (depth > DepthMax)
        {
            throw new TooDeepException(at);
        }

        if (current is NodeEvent { Anchor.IsEmpty: false })
        {
            _problems.Add(at, "", "uses a YAML anchor (&), which hospital files do not have", "Name the ratio under \"ratios:\" or the shift under \"shifts:\" and use its name.");
        }

        if (current is NodeEvent { Tag.IsEmpty: false, Tag.IsNonSpecific: false } tagged)
        {
            _problems.Add(at, "", $"uses the YAML tag \"{tagged.Tag.Value}\", which hospital files do not have", "Remove the tag and write the plain value.");
        }

        switch (current)
        {
            case Scalar scalar:
                _parser.MoveNext();
                return new YamlScalar(at, scalar.Value, scalar.Style != ScalarStyle.Plain);
            case SequenceStart:
                _parser.MoveNext();
                var items = new List<YamlNode>();
                while (_parser.Current is not SequenceEnd)
                {
                    items.Add(Node(depth + 1));
                }

                _parser.MoveNext();
                return new YamlList(at, items);
            case MappingStart:
                _parser.MoveNext();
                var entries = new List<YamlEntry>();
                while (_parser.Current is not MappingEnd)
                {
                    var key = Node(depth + 1);
                    var value = Node(depth + 1);
                    if (key is YamlScalar name)
                    {
                        entries.Add(new YamlEntry(name, value));
                    }
                    else
                    {
                        _problems.Add(key.At, "", $"has {key.Kind} where a key should be", "Write the key as a single word before the colon.");
                    }
                }

                _parser.MoveNext();
                return new YamlMap(at, entries);
            case AnchorAlias alias:
                _parser.MoveNext();
                _problems.Add(at, "", $"uses the YAML alias *{alias.Value}, which hospital files do not have", "Name the ratio under \"ratios:\" or the shift under \"shifts:\" and use its name.");
                return new YamlScalar(at, alias.Value.Value, Quoted: true);
            default:
                throw new UnreachableException($"A YAML value cannot begin with {current.GetType().Name}.");
        }
    }

    private static Position PositionOf(Mark mark) => new((int)Math.Max(1, mark.Line), (int)Math.Max(1, mark.Column));

    private sealed class TooDeepException(Position at) : Exception
    {
        public Position At { get; } = at;
    }
}
