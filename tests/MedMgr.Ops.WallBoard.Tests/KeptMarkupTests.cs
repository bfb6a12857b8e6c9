using MedMgr.Ops.WallBoard.Frames;
using MedMgr.Ops.WallBoard.Rendering;

namespace MedMgr.Ops.WallBoard.Tests;

public sealed class KeptMarkupTests
{
    private readonly PageMarkup _page = new KeptMarkup().Of(BoardPage.Overview);
    private readonly List<string> _renderedAgain = [];

    [Fact]
    public void A_piece_is_compared_with_what_the_last_frame_sent()
    {
        Frame(0, ("a", "1", "2")).ShouldBe([("a", "2")]);
        Frame(1, ("a", "2", "2"), ("b", "1", "2")).ShouldBe([("b", "2")]);
        Frame(2, ("a", "2", "3"), ("b", "2", "2")).ShouldBe([("a", "3")]);
        _renderedAgain.ShouldBe(["a", "b"], "each once, when it was not known yet");
    }

    [Fact]
    public void After_a_frame_that_nobody_asked_for_nothing_is_known()
    {
        Frame(0, ("a", "1", "2"));
        Frame(5, ("a", "4", "2")).ShouldBe([("a", "2")], "displays show 4 by now");
        Frame(3, ("a", "2", "4")).ShouldBe([("a", "4")], "made late, for a display that lags");
        _renderedAgain.ShouldBe(["a", "a", "a"]);
    }

    private List<(string Id, string Html)> Frame(long before, params (string Id, string Before, string After)[] pieces) => _page.Changed(
        before,
        pieces.Select(p => new Piece(p.Id, b => b.AddContent(0, p.Before), b => b.AddContent(0, p.After))),
        piece =>
        {
            _renderedAgain.Add(piece.Id);
            return pieces.Single(p => p.Id == piece.Id).Before;
        },
        piece => pieces.Single(p => p.Id == piece.Id).After);
}
