namespace MedMgr.Ops.Domain;

/// <summary>What every boundary (HL7, HTTP, YAML, CLI) asks of a name before it becomes an id.</summary>
public static class IdRules
{
    public const int LengthMax = 64;

    /// <summary>Null when the text may be an id; otherwise what is wrong with it, in words.</summary>
    public static string? WhatIsWrongWith(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return "is empty";
        }

        if (text.Length > LengthMax)
        {
            return $"has {text.Length} characters, at most {LengthMax} are allowed";
        }

        foreach (var c in text)
        {
            if (char.IsControl(c) || c == '/')
            {
                return $"contains {(c == '/' ? "a slash" : $"the control character U+{(int)c:X4}")}, which no id may";
            }
        }

        return text != text.Trim() ? "begins or ends with a blank" : null;
    }
}
