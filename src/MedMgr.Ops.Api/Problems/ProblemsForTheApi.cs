using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace MedMgr.Ops.Api.Problems;

/// <summary>Puts <see cref="ProblemMiddleware"/> before everything else, for the paths of the API only: pages have error pages of their own.</summary>
internal sealed class ProblemsForTheApi : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.UseWhen(http => http.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase), api => api.UseMiddleware<ProblemMiddleware>());
        next(app);
    };
}
