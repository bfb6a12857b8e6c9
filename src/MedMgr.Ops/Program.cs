using System.CommandLine;
using MedMgr.Ops.Commands;

// By default two seconds after a SIGTERM the process would be ended, whatever it is still writing; the host's own limit for a stop is 10 s.
var parsed = Cli.Root().Parse(args);
var exitCode = await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(30) });
return parsed.Errors.Count > 0 ? 2 : exitCode;
