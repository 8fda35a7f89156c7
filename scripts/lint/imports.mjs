// The lint rule `latchkey/imports`: every import, whole or of types only, is judged by the table.
import { isBuiltin } from 'node:module';
import { dirname, join, relative, sep } from 'node:path';
import { root } from '../root.mjs';
import { judgeCircle } from './folderCircles.mjs';
import { coreMayImport, engineKernel, guardedElectronNames, guardedModules, pageKernel, reachable, wiredBy } from './importTable.mjs';

/** @param {string} path */
const topFolder = (path) => path.split('/')[0] ?? '';
/** Where a file of the page lies: a feature and what is left of its path, a part of the kernel, or the root. @param {string} path */
function placeInPage(path) {
  const [, first = '', ...rest] = path.split('/');
  if (first === 'features') return { feature: rest[0], inside: rest.slice(1).join('/') };
  return first in pageKernel ? { kernel: first } : { root: true };
}

/** @param {string} feature @param {string} inside */
const isFace = (feature, inside) => inside.replace(/\.tsx?$/, '').toLowerCase() === feature.toLowerCase();

const forTests = /\.fixtures\.tsx?$|^renderer\/fixtures\//;

/** Inside the page. @param {string} file @param {string} target */
function judgePage(file, target) {
  // Tests reach into what they test; fixtures are of all features together.
  if (/\.test\.tsx?$/.test(file) || forTests.test(file)) return undefined;
  if (forTests.test(target)) return 'Fixtures are for tests and pictures only.';
  const [from, to] = [placeInPage(file), placeInPage(target)];
  if (from.root) return undefined;
  if (to.root) return 'Only the root of renderer/ wires: nothing imports it.';
  if (from.kernel) {
    // Each feature has its own words; they are put together in one file.
    if (file === 'renderer/words/words.ts' && target.endsWith('.en.ts')) return undefined;
    if (to.kernel === from.kernel || pageKernel[from.kernel]?.includes(to.kernel ?? '')) return undefined;
    return from.kernel === 'ui'
      ? 'ui/ draws what it is given: it knows no store, no bridge and no feature.'
      : `${from.kernel} belongs to the kernel of the page and must not import ${target}.`;
  }
  if (to.kernel || to.feature === from.feature || isFace(to.feature ?? '', to.inside ?? '')) return undefined;
  return `A feature imports another one's face (the file named as the folder), not ${target}.`;
}

/** Where a file of the engine lies, likewise. @param {string} path */
function placeInEngine(path) {
  const [, first = '', ...rest] = path.split('/');
  if (first in engineKernel) return { kernel: first };
  return rest.length === 0 ? { root: true } : { feature: first, inside: rest.join('/') };
}

const onlyForTests = /\.test\.ts$|\.fixtures(\.sdk)?\.ts$|\/Fake[A-Z]/;

/** Inside the engine. @param {string} file @param {string} target */
function judgeEngine(file, target) {
  if (onlyForTests.test(file)) return undefined;
  if (onlyForTests.test(target)) return 'Fixtures are for tests and pictures only.';
  const [from, to] = [placeInEngine(file), placeInEngine(target)];
  if (from.root) return undefined;
  if (to.root) return 'Only the root of engine/ wires: nothing imports it.';
  if (from.kernel) {
    if (to.kernel === from.kernel || engineKernel[from.kernel]?.includes(to.kernel ?? '')) return undefined;
    return `${from.kernel} belongs to the kernel of the engine and must not import ${target}.`;
  }
  if (to.kernel || to.feature === from.feature || isFace(to.feature ?? '', to.inside ?? '')) return undefined;
  return `A feature imports another one's face (the file named as the folder), not ${target}.`;
}

/** @param {string} file @param {string} target both from the repository's root */
export function judgeFile(file, target) {
  const [from, to] = [topFolder(file), topFolder(target)];
  if (from in reachable && to in reachable && from !== to && !reachable[from]?.includes(to)) {
    return `${from}/ must not import ${to}/: they are different processes or layers.`;
  }
  if (wiredBy[target]?.includes(file) === false) return `${target} is known to what wires main only: declare the parts that are needed.`;
  if (from === 'engine' && to === 'engine') return judgeEngine(file, target);
  if (from === 'renderer' && to === 'renderer' && !target.endsWith('.css')) return judgePage(file, target);
  return undefined;
}

/** @param {string} file @param {string} specifier */
export function judgePackage(file, specifier) {
  const name = isBuiltin(specifier) && !specifier.startsWith('node:') ? `node:${specifier}` : specifier;
  const guard = guardedModules.find(({ modules, allowed }) => modules.test(name) && !allowed.some((files) => files.test(file)));
  if (guard) return `${guard.what}, not to ${dirname(file)}.`;
  if (topFolder(file) === 'core' && !coreMayImport(file, specifier)) return 'core imports nothing outside core.';
  return undefined;
}

/** @param {string} file @param {string} name */
export function judgeElectronName(file, name) {
  const owner = guardedElectronNames[name];
  return owner === undefined || owner === file ? undefined : `${name} is used in ${owner} only.`;
}

/** @param {string} file @param {string} specifier */
function judge(file, specifier) {
  if (!specifier.startsWith('.')) return judgePackage(file, specifier);
  const bare = specifier.replace(/\?.*$/, '');
  const target = join(dirname(file), bare).split(sep).join('/');
  return judgeFile(file, target) ?? judgeCircle(root, file, target);
}

const rule = {
  meta: { type: 'problem', schema: [] },
  /** @param {any} context */
  create(context) {
    const file = relative(root, context.filename).split(sep).join('/');
    /** @param {any} node @param {string | undefined} message */
    const report = (node, message) => void (message && context.report({ node, message }));
    /** @param {any} node */
    const checkSource = (node) => {
      if (typeof node.source?.value === 'string') report(node, judge(file, node.source.value));
    };
    return {
      ExportNamedDeclaration: checkSource,
      ExportAllDeclaration: checkSource,
      ImportExpression: checkSource,
      /** @param {any} node */
      ImportDeclaration(node) {
        checkSource(node);
        if (node.source.value !== 'electron') return;
        for (const specifier of node.specifiers) {
          if (specifier.type === 'ImportSpecifier') report(node, judgeElectronName(file, specifier.imported.name));
          else report(node, 'Import from electron by name, so that it can be seen what is used.');
        }
      },
      /** @param {any} node */
      TSImportType(node) {
        const specifier = node.source?.value ?? node.argument?.literal?.value;
        if (typeof specifier === 'string') report(node, judge(file, specifier));
      },
    };
  },
};

export default { meta: { name: 'latchkey' }, rules: { imports: rule } };
