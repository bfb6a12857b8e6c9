using Microsoft.AspNetCore.Components;

namespace MedMgr.Ops.Pages.Pieces;

/// <summary>One element of a streamed page: rendered by itself, and sent when it differs.</summary>
/// <param name="Id">Of the element, which is the root of the component's markup.</param>
public sealed record Piece(string Id, Type Component, IReadOnlyDictionary<string, object?> Parameters)
{
    /// <summary>Of a component that is drawn from one thing.</summary>
    public static Piece Of<TComponent>(string id, string parameter, object value) where TComponent : IComponent =>
        new(id, typeof(TComponent), new Dictionary<string, object?> { [parameter] = value });
}
