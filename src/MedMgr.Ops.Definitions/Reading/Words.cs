using System.Collections.Frozen;
using System.Text;

namespace MedMgr.Ops.Definitions.Reading;

/// <summary>How an enum is written in the file: RegisteredNurse is "registered-nurse".</summary>
internal static class Words<T> where T : struct, Enum
{
    private static readonly FrozenDictionary<string, T> ByWord = Enum.GetValues<T>().ToFrozenDictionary(WordFor, value => value, StringComparer.Ordinal);

    /// <summary>In the order in which the enum declares them.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Enum.GetValues<T>().Select(WordFor)];

    public static T? Parse(string word) => ByWord.TryGetValue(word, out var value) ? value : null;

    public static string WordFor(T value)
    {
        var word = new StringBuilder();
        foreach (var c in value.ToString())
        {
            if (char.IsUpper(c) && word.Length > 0)
            {
                word.Append('-');
            }

            word.Append(char.ToLowerInvariant(c));
        }

        return word.ToString();
    }
}
