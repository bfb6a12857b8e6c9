using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace MedMgr.Ops.Optimizer.Solver.Native;

/// <summary>Parameters as protobuf text, the only form that the package's <c>CpSolver</c> takes: <c>max_time_in_seconds: 4 num_workers: 2</c>.</summary>
internal static class TextFormat
{
    /// <summary>All fields that are set. <c>SatParameters</c> holds scalars and lists of them, but no messages of its own that we set.</summary>
    /// <exception cref="NotSupportedException">A field of another kind is set.</exception>
    public static string Write(IMessage message) => string.Join(' ', message.Descriptor.Fields.InDeclarationOrder().SelectMany(field => Values(message, field)
        .Select(value => $"{field.Name}: {Write(field, value)}")));

    private static IEnumerable<object> Values(IMessage message, FieldDescriptor field)
    {
        if (field.IsRepeated)
            return ((System.Collections.IEnumerable)field.Accessor.GetValue(message)).Cast<object>();
        return field.HasPresence && field.Accessor.HasValue(message) ? [field.Accessor.GetValue(message)] : [];
    }

    private static string Write(FieldDescriptor field, object value) => value switch
    {
        bool truth => truth ? "true" : "false",
        string text => $"\"{text.Replace("\\", "\\\\").Replace("\"", "\\\"")}\"",
        Enum => Convert.ToInt32(value, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        int or long => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        _ => throw new NotSupportedException($"The parameter {field.Name} can not be written as text."),
    };
}
