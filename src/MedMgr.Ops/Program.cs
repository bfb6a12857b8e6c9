using MedMgr.Ops.Commands;

var parsed = Cli.Root().Parse(args);
var exitCode = await parsed.InvokeAsync();
return parsed.Errors.Count > 0 ? 2 : exitCode;
