// node scripts/ruff.mjs [--write]: lints training/ and the notebooks and checks their format with Ruff, compiled to
// WebAssembly, so that neither needs a Python; `--write` formats instead. The settings are those of
// training/pyproject.toml, which an installed ruff reads too.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import ruff from '@astral-sh/ruff-wasm-nodejs';
import { parse } from 'smol-toml';
import { root } from './tools.mjs';

const training = path.join(root, 'training');
const notebooks = path.join(root, 'notebooks');
const { tool } = parse(await readFile(path.join(training, 'pyproject.toml'), 'utf8'));
const workspace = new ruff.Workspace(tool.ruff, ruff.PositionEncoding.Utf16);
const write = process.argv.includes('--write');
let faults = 0;

function fault(text) {
  faults += 1;
  console.error(text);
}

/** Names what Ruff finds in a program. */
function lint(name, source) {
  for (const { code, message, start_location: at } of workspace.check(source))
    fault(`${name}:${at.row}:${at.column} ${code ?? 'syntax'} ${message}`);
}

const files = (await readdir(training, { recursive: true }))
  .filter((file) => file.endsWith('.py') && !/(^|[\\/])(runs|data[\\/]raw|__pycache__)[\\/]/.test(file))
  .sort();
for (const file of files) {
  const name = path.join('training', file);
  const source = await readFile(path.join(training, file), 'utf8');
  lint(name, source);
  const formatted = workspace.format(source);
  if (formatted === source) continue;
  if (write) await writeFile(path.join(training, file), formatted);
  else fault(`${name} is not formatted: npm run format does it`);
}
if (files.length === 0) throw new Error(`Expected Python files in ${training}, got none`);

// A notebook is one program to the linter, and each of its cells one to the formatter.
const books = (await readdir(notebooks)).filter((file) => file.endsWith('.ipynb')).sort();
for (const file of books) {
  const name = path.join('notebooks', file);
  const notebook = JSON.parse(await readFile(path.join(notebooks, file), 'utf8'));
  const cells = notebook.cells.filter(({ cell_type: type }) => type === 'code');
  lint(name, `${cells.map(({ source }) => source.join('')).join('\n\n')}\n`);
  let changed = false;
  for (const cell of cells) {
    const source = cell.source.join('');
    const formatted = workspace.format(source).replace(/\n$/, '');
    if (formatted === source) continue;
    if (!write) fault(`${name}, cell ${cell.id}, is not formatted: npm run format does it`);
    cell.source = formatted.split(/(?<=\n)/);
    changed = true;
  }
  if (write && changed) await writeFile(path.join(notebooks, file), `${JSON.stringify(notebook, null, 1)}\n`);
}

console.log(
  `Ruff ${ruff.Workspace.version()}: ${files.length} files, ${books.length} notebooks, ${faults} faults`,
);
process.exitCode = faults > 0 ? 1 : 0;
