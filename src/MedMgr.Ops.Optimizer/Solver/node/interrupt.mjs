// Stops a running solve from outside its thread. The solver's thread is busy until it has finished, so a message to it would come too late; its memory, however, is
// shared. A second instance of the same code on that memory, with a stack of its own, calls interrupt_solve, which sets the flag that every search looks at.
export function interrupter({ memory, code }) {
  const imports = {};
  let exports;
  for (const { module, name, kind } of WebAssembly.Module.imports(code)) {
    imports[module] ??= {};
    if (kind === 'memory') imports[module][name] = memory;
    else if (name.startsWith('invoke_')) imports[module][name] = (index, ...values) => exports.__indirect_function_table.get(index)(...values);
    else
      imports[module][name] = () => {
        throw new Error(`interrupt_solve called ${name}, which it never needed before`);
      };
  }
  exports = new WebAssembly.Instance(code, imports).exports;
  const stackBytes = 65536;
  exports._emscripten_tls_init();
  const stack = exports.malloc(stackBytes);
  exports.emscripten_stack_set_limits(stack + stackBytes, stack);
  exports._emscripten_stack_restore(stack + stackBytes);
  return () => exports.interrupt_solve();
}
