using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using MedMgr.Ops.Domain.Board;

namespace MedMgr.Ops.WallBoard.Rendering;

/// <summary>A line of the flow map: cubic curves one after the other, in percent of the map.</summary>
internal sealed class FlowCurve
{
    private const double WithinColumnReach = 3;
    private const int Halvings = 20;

    private readonly ImmutableArray<Cubic> _parts;

    private FlowCurve(params ImmutableArray<Cubic> parts) => _parts = parts;

    /// <summary>From side to side; back, or within a column, out and in on the side that lies between.</summary>
    public static FlowCurve Between(FlowNode from, FlowNode to, double y0, double y1)
    {
        var forward = from.Left + from.Width <= to.Left;
        var backward = to.Left + to.Width <= from.Left;
        var x0 = backward ? from.Left : from.Left + from.Width;
        var x1 = forward ? to.Left : to.Left + to.Width;
        var (c0, c1) = forward || backward ? ((x0 + x1) / 2, (x0 + x1) / 2) : (x0 + WithinColumnReach, x1 + WithinColumnReach);
        return new FlowCurve(new Cubic(x0, y0, c0, y0, c1, y1, x1, y1));
    }

    /// <summary>Past all boxes between, above or below them.</summary>
    public static FlowCurve ByLane(FlowNode from, FlowNode to, double y0, double y1, double lane, double bend)
    {
        var (x0, x1) = (from.Left + from.Width, to.Left);
        var (a, b) = (x0 + 2 * bend, x1 - 2 * bend);
        return new FlowCurve(
            new Cubic(x0, y0, x0 + bend, y0, x0 + bend, lane, a, lane), new Cubic(a, lane, a, lane, b, lane, b, lane), new Cubic(b, lane, x1 - bend, lane, x1 - bend, y1, x1, y1));
    }

    /// <param name="countGap">How far from its beginning the number of moves stands.</param>
    /// <param name="badgeGap">How far from its end the number of those who wait stands; towards the exit, from its beginning.</param>
    public FlowLine Line(FlowEdge edge, double countGap, double badgeGap)
    {
        var path = new StringBuilder().Append(CultureInfo.InvariantCulture, $"M{_parts[0].X0:0.##} {_parts[0].Y0:0.##}");
        foreach (var c in _parts)
        {
            path.Append(CultureInfo.InvariantCulture, $"C{c.Ax:0.##} {c.Ay:0.##} {c.Bx:0.##} {c.By:0.##} {c.X1:0.##} {c.Y1:0.##}");
        }

        var count = _parts[0].AwayFromStart(countGap);
        var badge = edge.To is null ? _parts[0].AwayFromStart(badgeGap) : _parts[^1].AwayFromEnd(badgeGap);
        return new FlowLine(edge, path.ToString(), badge.X, badge.Y, count.X, count.Y);
    }

    private readonly record struct Cubic(double X0, double Y0, double Ax, double Ay, double Bx, double By, double X1, double Y1)
    {
        public (double X, double Y) AwayFromStart(double gap) => Find(gap, 0, 1, X0);

        public (double X, double Y) AwayFromEnd(double gap) => Find(gap, 1, 0, X1);

        /// <summary>The point at which the curve is so far to the side of one of its ends.</summary>
        private (double X, double Y) Find(double gap, double near, double far, double from)
        {
            for (var i = 0; i < Halvings; i++)
            {
                var middle = (near + far) / 2;
                (near, far) = Math.Abs(At(middle).X - from) < gap ? (middle, far) : (near, middle);
            }

            return At(near);
        }

        private (double X, double Y) At(double t)
        {
            var u = 1 - t;
            return (
                u * u * u * X0 + 3 * u * u * t * Ax + 3 * u * t * t * Bx + t * t * t * X1,
                u * u * u * Y0 + 3 * u * u * t * Ay + 3 * u * t * t * By + t * t * t * Y1);
        }
    }
}
