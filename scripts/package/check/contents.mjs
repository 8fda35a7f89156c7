// Nothing but the application lies in the package.
import { readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, relative } from 'node:path';
import { buildTargets } from '../../buildTargets.mjs';
import { root } from '../../root.mjs';
import { asarOf, filesInAsar, readFromAsar } from '../asar.mjs';

/** Bundles of one file. */
const bundles = new Set(buildTargets.map(({ output }) => `out/${output}`).filter((file) => file.endsWith('.cjs')));

/** What else the archive may hold: what was built, what is native, the licence, the window's icon. */
const inArchive = [
  /^out\/(page|engine)\/(index\.html|assets\/[^/]+\.(js|css|wasm|woff2?|svg|png))$/,
  /^node_modules\/(keytar|@signalapp\/sqlcipher|node-gyp-build)\/(package\.json|LICENSE(\.md)?|(lib|dist)\/[\w.-]+\.c?js|[\w-]+\.js)$/,
  /^node_modules\/(keytar|@signalapp\/sqlcipher)\/prebuilds\/[\w-]+\/[\w@+.-]+\.node$/,
  /^(package\.json|LICENSE|assets\/icons\/hicolor\/256x256\.png)$/,
];

/** @param {readonly string[]} files in the archive */
export const strangersIn = (files) => files.filter((file) => !bundles.has(file) && !inArchive.some((allowed) => allowed.test(file)));

/** Text that only the machine knows on which it was built, as bytes. */
const traces = [root, homedir()].filter((path) => path.length > 3 && path !== '/root').map((path) => Buffer.from(path));

/** @param {Buffer} bytes */
const tellsTheMachine = (bytes) => traces.some((trace) => bytes.includes(trace)) || bytes.includes('sourceMappingURL=');

/** @param {string} unpacked @returns {string[]} what is wrong */
export function checkContents(unpacked) {
  const archive = asarOf(unpacked);
  const files = filesInAsar(archive);
  const built = files.filter((file) => file.startsWith('out/'));
  if (built.length < 10) return [`only ${built.length} built files lie in the archive`];
  const strangers = strangersIn(files).map((file) => `app.asar holds ${file}`);
  const inside = built
    .filter((file) => tellsTheMachine(readFromAsar(archive, file)))
    .map((file) => `app.asar: ${file} names the machine that it was built on, or a source map`);
  const ours = readdirSync(unpacked, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const beside = ours
    .filter((file) => traces.some((trace) => readFileSync(file).includes(trace)))
    .map((file) => `${relative(unpacked, file)} names the machine that it was built on`);
  return [...strangers, ...inside, ...beside];
}
