// node scripts/ruff.mjs [--write]: lints training/ and checks its format with Ruff, compiled to
// WebAssembly, so that neither needs a Python; `--write` formats instead. The settings are those of
// training/pyproject.toml, which an installed ruff reads too.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import ruff from '@astral-sh/ruff-wasm-nodejs';
import { parse } from 'smol-toml';
import { root } from './tools.mjs';

const folder = path.join(root, 'training');
const { tool } = parse(await readFile(path.join(folder, 'pyproject.toml'), 'utf8'));
const workspace = new ruff.Workspace(tool.ruff, ruff.PositionEncoding.Utf16);
const write = process.argv.includes('--write');

const files = (await readdir(folder, { recursive: true }))
  .filter((file) => file.endsWith('.py') && !/(^|[\\/])(runs|data[\\/]raw|__pycache__)[\\/]/.test(file))
  .sort();

let faults = 0;
for (const file of files) {
  const name = path.join('training', file);
  const source = await readFile(path.join(folder, file), 'utf8');
  for (const { code, message, start_location: at } of workspace.check(source)) {
    faults += 1;
    console.error(`${name}:${at.row}:${at.column} ${code ?? 'syntax'} ${message}`);
  }
  const formatted = workspace.format(source);
  if (formatted === source) continue;
  if (write) await writeFile(path.join(folder, file), formatted);
  else {
    faults += 1;
    console.error(`${name} is not formatted: npm run format does it`);
  }
}
if (files.length === 0) throw new Error(`Expected Python files in ${folder}, got none`);
console.log(`Ruff ${ruff.Workspace.version()}: ${files.length} files, ${faults} faults`);
process.exitCode = faults > 0 ? 1 : 0;
