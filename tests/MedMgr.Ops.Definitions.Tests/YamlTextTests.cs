using MedMgr.Ops.Definitions.Yaml;

namespace MedMgr.Ops.Definitions.Tests;

/// <summary>Values are changed in the text; everything that people wrote around them stays.</summary>
public class YamlTextTests
{
    private const string Wave = """
        # A wave of sickness.
        extends: winter-week.yaml   # the base
        id: wave
        days: 14 # two weeks

        staff:
          # Few substitutes are left.
          coveredShare: 0.5   # half
          extra: {share: 0.11, fromDay: 2, toDay: 11} # nine days
          source: "assumption: what-if"

        # Nothing below here yet.

        """;

    [Fact]
    public void A_value_is_changed_in_its_place_and_its_comment_stays() =>
        Changes(YamlText.Set(Wave, "days", "21"), "days: 14 # two weeks", "days: 21 # two weeks");

    [Fact]
    public void A_value_in_a_block_and_one_in_braces_are_changed_in_their_places()
    {
        Changes(YamlText.Set(Wave, "staff.coveredShare", "0.625"), "  coveredShare: 0.5   # half", "  coveredShare: 0.625   # half");
        Changes(YamlText.Set(Wave, "staff.extra.fromDay", "3"), "fromDay: 2, toDay", "fromDay: 3, toDay");
    }

    [Fact]
    public void A_quoted_text_is_replaced_whole() =>
        Changes(YamlText.Set(Wave, "staff.source", YamlText.Quoted("own count: 2025")), "\"assumption: what-if\"", "\"own count: 2025\"");

    [Fact]
    public void A_new_short_value_goes_to_the_head_of_the_document() =>
        Changes(YamlText.Set(Wave, "seed", "11"), "days: 14 # two weeks\n", "days: 14 # two weeks\nseed: 11\n");

    [Fact]
    public void A_new_value_of_a_block_goes_to_the_short_ones_at_its_head() =>
        Changes(YamlText.Set(Wave, "staff.absence", "0.04"), "# half\n", "# half\n  absence: 0.04\n");

    [Fact]
    public void A_new_value_in_braces_goes_behind_its_last()
    {
        const string Brief = "extra: {share: 0.11} # wave\n";
        YamlText.Set(Brief, "extra.toDay", "9").ShouldBe("extra: {share: 0.11, toDay: 9} # wave\n");
        YamlText.Set("do: {}\n", "do.divert", "true").ShouldBe("do: {divert: true}\n");
    }

    [Fact]
    public void Missing_blocks_are_added_with_the_value() =>
        Changes(YamlText.Set(Wave, "epidemic.weekly.multiplier", "1.5"), "what-if\"\n", "what-if\"\nepidemic:\n  weekly:\n    multiplier: 1.5\n");

    [Fact]
    public void An_empty_key_gets_its_value()
    {
        YamlText.Set("staff:\nid: a\n", "staff.extra.share", "0.2").ShouldBe("staff: {extra: {share: 0.2}}\nid: a\n");
        YamlText.Set("days: # to do\nid: a\n", "days", "7").ShouldBe("days: 7 # to do\nid: a\n");
        YamlText.Set("", "id", "a").ShouldBe("id: a\n");
    }

    [Fact]
    public void An_entry_is_added_to_a_list_and_taken_out_again()
    {
        const string One = "wardClosures:\n  - unit: MED-4E # norovirus\n    days: 5\ndays: 7\n";
        var two = YamlText.Set(One, "wardClosures[1]", "{unit: ICU, days: 2}");
        two.ShouldBe("wardClosures:\n  - unit: MED-4E # norovirus\n    days: 5\n  - {unit: ICU, days: 2}\ndays: 7\n");
        YamlText.Remove(two, "wardClosures[1]").ShouldBe(One);
        YamlText.Remove(two, "wardClosures[0]").ShouldBe("wardClosures:\n  - {unit: ICU, days: 2}\ndays: 7\n");
        YamlText.Remove(One, "wardClosures[0]").ShouldBe("days: 7\n");
        YamlText.Set("days: 7\n", "wardClosures[0]", "{unit: ICU}").ShouldBe("days: 7\nwardClosures:\n  - {unit: ICU}\n");
    }

    [Fact]
    public void A_value_taken_out_leaves_the_others_and_a_block_left_empty_goes_too()
    {
        Changes(YamlText.Remove(Wave, "days"), "days: 14 # two weeks\n", "");
        Changes(YamlText.Remove(Wave, "staff.extra.share"), "{share: 0.11, fromDay: 2, toDay: 11}", "{fromDay: 2, toDay: 11}");
        Changes(YamlText.Remove(Wave, "staff.extra.toDay"), "{share: 0.11, fromDay: 2, toDay: 11}", "{share: 0.11, fromDay: 2}");
        YamlText.Remove("a: 1\nepidemic:\n  weekly:\n    multiplier: 2\n", "epidemic.weekly.multiplier").ShouldBe("a: 1\n");
        YamlText.Remove(Wave, "cost.nurseHour").ShouldBe(Wave);
    }

    [Fact]
    public void A_list_of_numbers_is_replaced_however_it_was_written()
    {
        YamlText.Set("perWeekday: [13, 10] # few\nid: a\n", "perWeekday", "[8, 0]").ShouldBe("perWeekday: [8, 0] # few\nid: a\n");
        YamlText.Set("perWeekday:\n  - 13\n  - 10\nid: a\n", "perWeekday", "[8, 0]").ShouldBe("perWeekday: [8, 0]\nid: a\n");
    }

    [Fact]
    public void A_block_takes_the_place_of_a_file_with_its_comments()
    {
        const string Text = "id: a\nplan: plans/x.yaml # of the house\ndays: 7\n";
        YamlText.SetBlock(Text, "plan", "# Levels.\nname: X\nlevels:\n  - level: 1\n")
            .ShouldBe("id: a\nplan:\n  # Levels.\n  name: X\n  levels:\n    - level: 1\ndays: 7\n");
    }

    [Fact]
    public void Lines_that_end_as_on_Windows_stay_so() =>
        YamlText.Set("id: a\r\nstaff:\r\n  absence: 0.03 # low\r\n", "staff.spellDays", "5")
            .ShouldBe("id: a\r\nstaff:\r\n  absence: 0.03 # low\r\n  spellDays: 5\r\n");

    [Theory]
    [InlineData("A normal week", "A normal week")]
    [InlineData("What if: 10 % more", "\"What if: 10 % more\"")]
    [InlineData("say \"no\"", "\"say \\\"no\\\"\"")]
    [InlineData("null", "\"null\"")]
    [InlineData("", "\"\"")]
    [InlineData("- dash", "\"- dash\"")]
    [InlineData("ward #4", "\"ward #4\"")]
    public void A_text_is_quoted_where_it_would_be_read_as_something_else(string text, string written) => YamlText.Quoted(text).ShouldBe(written);

    [Fact]
    public void What_can_not_be_edited_is_refused_in_words()
    {
        Should.Throw<YamlEditException>(() => YamlText.Set("id: [a", "id", "b")).Message.ShouldContain("not valid YAML");
        Should.Throw<YamlEditException>(() => YamlText.Set("staff: 3\n", "staff.absence", "0.1")).Message.ShouldContain("staff.absence");
    }

    /// <summary>The one place differs, everything else is as it was.</summary>
    private static void Changes(string changed, string was, string now)
    {
        Wave.ShouldContain(was);
        changed.ShouldBe(Wave.Replace(was, now, StringComparison.Ordinal));
    }
}
