namespace MedMgr.Ops.Definitions.Reading;

/// <summary>Names for people of a demo or a drill: the same id always gets the same name, and the family names are made up.</summary>
internal static class InventedNames
{
    private static readonly string[] Given =
    [
        "Ada", "Akira", "Alma", "Amara", "Anselm", "Aria", "Basil", "Bela", "Benno", "Bruna", "Caleb", "Carmen", "Chidi", "Clea", "Cyril", "Dalia",
        "Daria", "Demian", "Dilan", "Edda", "Elio", "Emeka", "Enya", "Esra", "Ezra", "Fabia", "Farid", "Fenja", "Flora", "Gael", "Gita", "Hana",
        "Hugo", "Ida", "Ilian", "Imani", "Ines", "Iris", "Ivo", "Jaro", "Jona", "Juno", "Kaito", "Kira", "Lale", "Leif", "Linh", "Livia",
        "Malik", "Mara", "Milo", "Mina", "Nadia", "Nils", "Noor", "Odile", "Orla", "Pavel", "Quinn", "Rafa", "Sanna", "Tariq", "Uma", "Yara",
    ];

    private static readonly string[] FamilyBeginnings =
    [
        "Alder", "Amber", "Aspen", "Birch", "Bramble", "Cedar", "Clover", "Copper", "Fallow", "Fern", "Flint", "Hazel", "Heather", "Heron", "Juniper", "Larch",
        "Linden", "Maple", "Marble", "Meadow", "Osier", "Otter", "Pebble", "Plover", "Quill", "Rowan", "Saffron", "Sorrel", "Sparrow", "Tansy", "Willow", "Yarrow",
    ];

    private static readonly string[] FamilyEndings =
        ["beck", "bourne", "combe", "croft", "dale", "fell", "garth", "holt", "lea", "mere", "mont", "shaw", "stead", "thorpe", "wick", "wright"];

    public static string For(string id)
    {
        var hash = Fnv1A(id);
        var given = Given[hash % (uint)Given.Length];
        hash /= (uint)Given.Length;
        var beginning = FamilyBeginnings[hash % (uint)FamilyBeginnings.Length];
        hash /= (uint)FamilyBeginnings.Length;
        return $"{given} {beginning}{FamilyEndings[hash % (uint)FamilyEndings.Length]}";
    }

    // string.GetHashCode differs from process to process; this does not (FNV-1a, 32 bit, with a final mix so that neighbours differ everywhere).
    private static uint Fnv1A(string text)
    {
        var hash = 2166136261u;
        foreach (var c in text)
        {
            hash = (hash ^ c) * 16777619u;
        }

        hash ^= hash >> 15;
        hash *= 0x2c1b3c6d;
        return hash ^ (hash >> 13);
    }
}
