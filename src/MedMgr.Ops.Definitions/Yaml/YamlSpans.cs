using System.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace MedMgr.Ops.Definitions.Yaml;

/// <summary>A value by the characters that it takes in the text: from <paramref name="Start"/> up to, not including, <paramref name="End"/>.</summary>
/// <param name="InBraces">Written with braces or brackets, on one line or several.</param>
internal abstract record YamlSpan(int Start, int End, bool InBraces);

internal sealed record ScalarSpan(int Start, int End) : YamlSpan(Start, End, false);

internal sealed record ListSpan(int Start, int End, bool InBraces, IReadOnlyList<YamlSpan> Items) : YamlSpan(Start, End, InBraces);

internal sealed record MapSpan(int Start, int End, bool InBraces, IReadOnlyList<EntrySpan> Entries) : YamlSpan(Start, End, InBraces)
{
    public EntrySpan? Find(string key) => Entries.FirstOrDefault(e => e.Key == key);
}

internal sealed record EntrySpan(string Key, int Start, int KeyEnd, YamlSpan Value)
{
    public int End => Math.Max(KeyEnd + 1, Value.End);
}

/// <summary>Finds where in a text each value is written.</summary>
internal sealed class YamlSpans
{
    private readonly Parser _parser;
    private int _depth;

    private YamlSpans(string text) => _parser = new Parser(new StringReader(text));

    /// <returns>Null for a text without any value.</returns>
    /// <exception cref="YamlEditException">The text is no YAML.</exception>
    public static YamlSpan? Of(string text)
    {
        var spans = new YamlSpans(text);
        try
        {
            spans._parser.MoveNext(); // stream start
            spans._parser.MoveNext();
            if (spans._parser.Current is not DocumentStart)
            {
                return null;
            }

            spans._parser.MoveNext();
            return spans.Node();
        }
        catch (Exception e) when (e is YamlException or InvalidOperationException)
        {
            throw new YamlEditException("The text is not valid YAML at present: mend it first, then values can be set.", e);
        }
    }

    private YamlSpan Node()
    {
        if (++_depth > YamlDocument.DepthMax)
        {
            throw new YamlEditException($"The text is nested deeper than {YamlDocument.DepthMax} levels.");
        }

        YamlSpan span = _parser.Current switch
        {
            Scalar scalar => Scalar(scalar),
            SequenceStart list => List(list),
            MappingStart map => Map(map),
            AnchorAlias => throw new YamlEditException("The text uses a YAML alias, which scenarios do not have."),
            var other => throw new UnreachableException($"A YAML value cannot begin with {other?.GetType().Name}."),
        };
        _depth--;
        return span;
    }

    private ScalarSpan Scalar(Scalar scalar)
    {
        _parser.MoveNext();
        return new ScalarSpan((int)scalar.Start.Index, (int)scalar.End.Index);
    }

    private ListSpan List(SequenceStart start)
    {
        var inBraces = start.Style == SequenceStyle.Flow;
        _parser.MoveNext();
        var items = new List<YamlSpan>();
        while (_parser.Current is not SequenceEnd)
        {
            items.Add(Node());
        }

        return new ListSpan((int)start.Start.Index, EndOf(start, inBraces, items.Count > 0 ? items[^1].End : null), inBraces, items);
    }

    private MapSpan Map(MappingStart start)
    {
        var inBraces = start.Style == MappingStyle.Flow;
        _parser.MoveNext();
        var entries = new List<EntrySpan>();
        while (_parser.Current is not MappingEnd)
        {
            var key = _parser.Current as Scalar ?? throw new YamlEditException("The text has a key that is no single word.");
            _parser.MoveNext();
            entries.Add(new EntrySpan(key.Value, (int)key.Start.Index, (int)key.End.Index, Node()));
        }

        return new MapSpan((int)start.Start.Index, EndOf(start, inBraces, entries.Count > 0 ? entries[^1].End : null), inBraces, entries);
    }

    /// <summary>A block has no closing sign: it ends where the last value in it ends, and comments below belong to nobody.</summary>
    private int EndOf(ParsingEvent start, bool inBraces, int? last)
    {
        var close = (int)_parser.Current!.Start.Index;
        _parser.MoveNext();
        return inBraces ? close + 1 : last ?? (int)start.End.Index;
    }
}

/// <summary>A text in which a value can not be set or removed; the message says why.</summary>
public sealed class YamlEditException : Exception
{
    public YamlEditException(string message)
        : base(message)
    {
    }

    public YamlEditException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
