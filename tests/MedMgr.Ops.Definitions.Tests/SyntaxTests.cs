namespace MedMgr.Ops.Definitions.Tests;

public class SyntaxTests
{
    [Theory]
    [InlineData("", "small.yaml:1:1 the document: is empty.")]
    [InlineData("- a", "small.yaml:1:1 the document: must be a map of keys, but is a list.")]
    [InlineData("id: a\nname: \"b\nunits: []", "small.yaml:2:7 the document: is not valid YAML here (While scanning a multi-line double-quoted scalar, found wrong indentation).")]
    [InlineData("id: a\nunits:\n\t- id: b", "small.yaml:3:1 the document: is indented with a tab, which YAML does not allow.")]
    [InlineData("id: a\nname: b\n\tunits: []", "small.yaml:3:1 the document: is indented with a tab, which YAML does not allow.")]
    [InlineData("id: [a\nname: x", "small.yaml:1:5 the document: is not valid YAML from here on.")]
    [InlineData("id: a\n---\nid: b", "small.yaml:2:1 the document: has a second document after \"---\".")]
    [InlineData("id: &a b", "small.yaml:1:5 the document: uses a YAML anchor (&), which hospital files do not have.")]
    [InlineData("id: b\nname: *a", "small.yaml:2:7 the document: uses the YAML alias *a, which hospital files do not have.")]
    [InlineData("id: !!int 4", "small.yaml:1:5 the document: uses the YAML tag \"tag:yaml.org,2002:int\", which hospital files do not have.")]
    [InlineData("id: a\n? [b]\n: c", "small.yaml:2:3 the document: has a list where a key should be.")]
    public void What_is_no_YAML_or_more_than_plain_YAML_is_told_with_its_line(string yaml, string errorBeginsWith) =>
        Errors(yaml).ShouldContain(error => error.StartsWith(errorBeginsWith, StringComparison.Ordinal), string.Join('\n', Errors(yaml)));

    [Fact]
    public void An_alias_bomb_does_not_grow()
    {
        var bomb = "a: &a [x, x]\n" + string.Concat(Enumerable.Range(0, 30).Select(i => $"{(char)('b' + (i % 20))}{i}: &n{i} [*a, *a]\n"));

        Errors(bomb).Count.ShouldBeLessThan(200);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{")]
    [InlineData("- ")]
    public void Nesting_has_an_end(string opening) =>
        Errors(string.Concat(Enumerable.Repeat(opening, 100_000))).ShouldHaveSingleItem().ShouldContain("is nested deeper than 16 levels");

    [Fact]
    public void A_document_of_more_than_4_MiB_is_refused_unread() =>
        Errors("name: " + new string('x', HospitalFile.BytesMax)).ShouldHaveSingleItem().ShouldStartWith("small.yaml:1:1 the document: is larger than 4 MiB.");

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void No_mutation_of_a_file_makes_the_reader_throw(int seed)
    {
        const string Junk = "[]{}:,&*!|>'\"%@`#-?\t\n ~^.0a\0\uD800é";
        var random = new Random(seed);
        for (var round = 0; round < 500; round++)
        {
            var text = SmallHospital.Yaml;
            for (var change = 0; change <= round % 4; change++)
            {
                var at = random.Next(text.Length);
                var cut = Math.Min(random.Next(30), text.Length - at);
                text = random.Next(3) switch
                {
                    0 => text.Remove(at, cut),
                    1 => text.Insert(at, Junk[random.Next(Junk.Length)].ToString()),
                    _ => text.Insert(random.Next(text.Length), text.Substring(at, cut)),
                };
            }

            Should.NotThrow(() => HospitalFile.Parse(text, "mutated.yaml"), $"seed {seed}, round {round}:\n{text}");
        }
    }

    private static IReadOnlyList<string> Errors(string yaml) =>
        [.. HospitalFile.Parse(yaml, "small.yaml").ShouldBeOfType<HospitalReading.Faulty>().Errors.Select(error => error.ToString())];
}
