// Writes the proto texts that the installed solver was built from into the folder given: the build compiles the message classes from them.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CpSat } from 'or-tools-wasm/cp-sat';

const folder = process.argv[2];
mkdirSync(folder, { recursive: true });
for (const [name, text] of Object.entries(await CpSat.getSchemas())) writeFileSync(join(folder, `${name}.proto`), text);
process.exit(0); // The runtime keeps a pool of threads that would hold the process.
