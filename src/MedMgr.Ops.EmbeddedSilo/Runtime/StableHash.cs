namespace MedMgr.Ops.EmbeddedSilo.Runtime;

/// <summary>FNV-1a, 64 bits: the same in every process, unlike <see cref="object.GetHashCode"/>.</summary>
internal static class StableHash
{
    internal const ulong Start = 14695981039346656037;

    internal static ulong Of(string text)
    {
        var hash = Start;
        foreach (var character in text)
        {
            hash = Add(hash, character);
        }

        return hash;
    }

    internal static ulong Add(ulong hash, ulong value) => (hash ^ value) * 1099511628211;
}
