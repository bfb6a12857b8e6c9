using System.Text;

namespace MedMgr.Ops.Definitions.Yaml;

/// <summary>Changes single values in a YAML text: what stands around them, comments, order and layout, stays as people wrote it.</summary>
public static class YamlText
{
    private const string Step = "  ";

    /// <summary>Writes a value at a path; keys that lead there are added where they are missing.</summary>
    /// <param name="path">As errors name it: "staff.extra.share", "wardClosures[0].days". The place behind the last of a list adds to it.</param>
    /// <param name="written">One line of YAML: <c>0.85</c>, <c>[13, 13]</c>, <c>{mean: 30, sd: 15}</c>; texts by <see cref="Quoted"/>.</param>
    /// <exception cref="YamlEditException">The text is no YAML, or something else stands where the path leads through.</exception>
    public static string Set(string text, string path, string written)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(written);
        var steps = YamlPath.Steps(path).ToList();
        var (node, entry) = (YamlSpans.Of(text), (EntrySpan?)null);
        for (var i = 0; i < steps.Count; i++)
        {
            switch (node, steps[i])
            {
                case (MapSpan map, { Key: { } key }) when map.Find(key) is { } found:
                    (node, entry) = (found.Value, found);
                    break;
                case (ListSpan list, { Index: { } index }) when index < list.Items.Count:
                    (node, entry) = (list.Items[index], null);
                    break;
                default:
                    return Add(text, node, entry, steps[i..], written, path);
            }
        }

        return entry is not null && (IsEmpty(node!) || node is MapSpan { InBraces: false } or ListSpan { InBraces: false })
            ? Replace(text, entry.KeyEnd + 1, Math.Max(entry.KeyEnd + 1, node!.End), " " + written)
            : Replace(text, node!.Start, node.End, written);
    }

    /// <summary>Takes the value at a path out, with its key, and keys above it that would be left with nothing. Nothing happens when nothing stands there.</summary>
    /// <exception cref="YamlEditException">The text is no YAML.</exception>
    public static string Remove(string text, string path)
    {
        ArgumentNullException.ThrowIfNull(text);
        var above = new Stack<(YamlSpan Parent, int Place)>();
        var node = YamlSpans.Of(text);
        foreach (var step in YamlPath.Steps(path))
        {
            var place = (node, step) switch
            {
                (MapSpan map, { Key: { } key }) => map.Entries.ToList().FindIndex(e => e.Key == key),
                (ListSpan list, { Index: { } index }) when index < list.Items.Count => index,
                _ => -1,
            };
            if (place < 0)
            {
                return text;
            }

            above.Push((node!, place));
            node = node is MapSpan inside ? inside.Entries[place].Value : ((ListSpan)node!).Items[place];
        }

        while (above.Count > 1 && CountOf(above.Peek().Parent) == 1)
        {
            above.Pop();
        }

        return above.TryPop(out var last) ? Without(text, last.Parent, last.Place) : text;
    }

    /// <summary>Puts a whole block, with its comments, under a key of the document in place of what stood there.</summary>
    public static string SetBlock(string text, string key, string block)
    {
        ArgumentNullException.ThrowIfNull(block);
        var indented = block.TrimEnd().ReplaceLineEndings("\n").Split('\n').Select(line => line.Length == 0 ? "" : Step + line);
        var marked = Set(text, key, "{}");
        var entry = ((MapSpan)YamlSpans.Of(marked)!).Find(key)!;
        return Replace(marked, entry.KeyEnd + 1, LineEnd(marked, entry.End), NewLine(text) + string.Join(NewLine(text), indented));
    }

    /// <summary>A text as a YAML value: plain where that can be read back as it is, else in double quotes.</summary>
    public static string Quoted(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return IsPlain(text) ? text : $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).ReplaceLineEndings("\\n")}\"";
    }

    /// <summary>The keys of a path; null stands for a place in a list.</summary>
    public static IEnumerable<string?> StepsOf(string path) => YamlPath.Steps(path).Select(s => s.Key);

    private static bool IsPlain(string text) =>
        text.Length > 0 && text.Trim() == text && char.IsLetterOrDigit(text[0])
        && text is not ("null" or "true" or "false" or "yes" or "no")
        && !text.EndsWith(':') && !text.Contains(": ", StringComparison.Ordinal) && !text.Contains(" #", StringComparison.Ordinal)
        && text.All(c => !char.IsControl(c) && c is not (',' or '[' or ']' or '{' or '}' or '"' or '\\'));

    private static string Add(string text, YamlSpan? parent, EntrySpan? entry, List<YamlStep> steps, string written, string path)
    {
        switch (parent, steps[0])
        {
            case (null, { Key: not null }):
                return Lines(text, text.Length, Nested(steps, written, "", NewLine(text)));
            case (MapSpan { InBraces: true } map, { Key: not null }):
                return Within(text, map.End - 1, map.Entries.Count > 0 ? map.Entries[^1].End : null, Pair(steps, written));
            case (ListSpan { InBraces: true } list, { Index: { } index }) when index == list.Items.Count:
                return Within(text, list.End - 1, list.Items.Count > 0 ? list.Items[^1].End : null, Value(steps[1..], written));
            case (MapSpan map, { Key: not null }):
                return Lines(text, LineEnd(text, Behind(map, steps).End), Nested(steps, written, Indent(text, map.Entries[0].Start), NewLine(text)));
            case (ListSpan list, { Index: { } index }) when index == list.Items.Count:
                return Lines(text, LineEnd(text, list.End), $"{Indent(text, list.Start)}- {Value(steps[1..], written)}");
            case (not null, { Key: not null } or { Index: 0 }) when IsEmpty(parent) && entry is not null:
                return Replace(text, entry.KeyEnd + 1, entry.KeyEnd + 1, " " + Value(steps, written));
            default:
                throw new YamlEditException($"\"{path}\" can not be set: something else stands where it should go. Change it in the text.");
        }
    }

    /// <summary>Short values stand in the head of a document, blocks below: a new one of the first kind goes to its like.</summary>
    private static EntrySpan Behind(MapSpan map, List<YamlStep> steps) =>
        steps.Count == 1 && map.Entries.TakeWhile(e => e.Value is ScalarSpan).LastOrDefault() is { } head ? head : map.Entries[^1];

    private static string Nested(List<YamlStep> steps, string written, string indent, string newLine)
    {
        var lines = new StringBuilder();
        for (var i = 0; i < steps.Count; i++)
        {
            if (steps[i].Key is null)
            {
                return lines.Append(indent).Append("- ").Append(Value(steps[(i + 1)..], written)).ToString();
            }

            lines.Append(indent).Append(steps[i].Key).Append(i == steps.Count - 1 ? $": {written}" : ":" + newLine);
            indent += Step;
        }

        return lines.ToString();
    }

    /// <summary>"share: 0.1", and further keys in braces behind the first.</summary>
    private static string Pair(List<YamlStep> steps, string written) => $"{steps[0].Key}: {Value(steps[1..], written)}";

    private static string Value(List<YamlStep> steps, string written) => steps switch
    {
        [] => written,
        [{ Key: null }, .. var rest] => $"[{Value(rest, written)}]",
        _ => $"{{{Pair(steps, written)}}}",
    };

    private static string Within(string text, int close, int? last, string added) =>
        last is { } end ? Replace(text, end, end, ", " + added) : Replace(text, close, close, added);

    private static string Lines(string text, int after, string added)
    {
        var newLine = NewLine(text);
        var before = text[..after];
        var gap = before.Length == 0 || before.EndsWith('\n') ? "" : newLine;
        return before + gap + added + (after < text.Length ? text[after..] : newLine);
    }

    private static string Without(string text, YamlSpan parent, int place)
    {
        var (start, end) = Part(parent, place);
        if (parent.InBraces)
        {
            return place + 1 < CountOf(parent)
                ? Replace(text, start, Part(parent, place + 1).Start, "")
                : Replace(text, place > 0 ? Part(parent, place - 1).End : start, end, "");
        }

        var lineStart = LineStart(text, start);
        var until = Math.Min(text.Length, LineEnd(text, end) + NewLine(text).Length);
        if (parent is MapSpan && text[lineStart..start].TrimStart() is { Length: > 0 })
        {
            // The first key of a list's item stands behind the dash, which the next key takes over.
            return place + 1 < CountOf(parent) ? Replace(text, start, Part(parent, place + 1).Start, "") : Replace(text, start, end, "{}");
        }

        return Replace(text, lineStart, until, "");
    }

    private static (int Start, int End) Part(YamlSpan parent, int place) => parent switch
    {
        MapSpan map => (map.Entries[place].Start, map.Entries[place].End),
        ListSpan list => (list.Items[place].Start, list.Items[place].End),
        _ => throw new ArgumentException("A single value has no parts.", nameof(parent)),
    };

    private static int CountOf(YamlSpan parent) => parent is MapSpan map ? map.Entries.Count : ((ListSpan)parent).Items.Count;

    private static bool IsEmpty(YamlSpan node) => node is ScalarSpan && node.Start >= node.End;

    private static string Replace(string text, int start, int end, string by) => string.Concat(text.AsSpan(0, start), by, text.AsSpan(end));

    private static int LineStart(string text, int at) => at == 0 ? 0 : text.LastIndexOf('\n', at - 1) + 1;

    /// <summary>Behind the last character of the line, its comment included.</summary>
    private static int LineEnd(string text, int at)
    {
        var end = text.IndexOf('\n', Math.Min(at, text.Length));
        return end < 0 ? text.Length : end > 0 && text[end - 1] == '\r' && end > at ? end - 1 : end;
    }

    private static string Indent(string text, int at) => new(' ', at - LineStart(text, at));

    private static string NewLine(string text) => text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
}
