using System.Text.Json;
using MedMgr.Ops.Domain.Log;

namespace MedMgr.Ops.Consoles.Rendering;

/// <summary>Bodies of the commands that markup declares, as the API reads them.</summary>
internal static class Declared
{
    public static string Body(object body) => JsonSerializer.Serialize(body, DomainJson.Options);
}
