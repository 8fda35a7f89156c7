// The lint rule `latchkey/imports`: every import, whole or of types only, is judged by the table.
import { isBuiltin } from 'node:module';
import { dirname, join, relative, sep } from 'node:path';
import { root } from '../root.mjs';
import { judgeCircle } from './folderCircles.mjs';
import { coreMayImport, guardedElectronNames, guardedModules, reachable } from './importTable.mjs';

/** @param {string} path */
const topFolder = (path) => path.split('/')[0] ?? '';
/** `renderer/screens/Rooms/…` → `Rooms` @param {string} path */
const screenOf = (path) => /^renderer\/screens\/([^/]+)\//.exec(path)?.[1];

/** @param {string} file @param {string} target both from the repository's root */
export function judgeFile(file, target) {
  const [from, to] = [topFolder(file), topFolder(target)];
  if (from in reachable && to in reachable && from !== to && !reachable[from]?.includes(to)) {
    return `${from}/ must not import ${to}/: they are different processes or layers.`;
  }
  const screen = screenOf(target);
  if (screen === undefined || screenOf(file) === screen) return undefined;
  if (screenOf(file) !== undefined) return 'No screen imports a screen: share it through components/ or stores/.';
  // The fuzzer draws parts of screens by themselves.
  const fromRoot = /^renderer\/[^/]+$|^fuzz\//.test(file);
  return fromRoot ? undefined : 'Only the root of renderer/ chooses screens.';
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
