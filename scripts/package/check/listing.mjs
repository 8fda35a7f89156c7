// Owners, modes and dates of what lies in an archive, as tar lists it.
import { execFileSync } from 'node:child_process';

/**
 * @typedef {object} Listed
 * @property {string} mode as `ls` writes it
 * @property {string} owner
 * @property {string} date
 * @property {string} path
 */

/** @param {string} text @returns {readonly Listed[]} */
export const parseListing = (text) =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [, mode = '', owner = '', date = '', path = ''] = /^(\S{10})\s+(\S+)\s+\d+\s+(\S+ \S+)\s+(.+)$/.exec(line) ?? [];
      return { mode, owner, date, path: path.replace(/ -> .*$/, '') };
    });

/**
 * @param {readonly Listed[]} listed @param {{owner: string, setuid: readonly string[]}} expected
 * @returns {string[]} what is wrong
 */
export function faultsIn(listed, { owner, setuid }) {
  const dates = new Set(listed.map(({ date }) => date));
  const found = listed.filter(({ mode }) => mode[3] === 's').map(({ path }) => path);
  return [
    ...(listed.length < 30 ? [`only ${listed.length} entries`] : []),
    ...listed.filter((entry) => entry.owner !== owner).map((entry) => `${entry.path} belongs to ${entry.owner}`),
    ...listed
      .filter(({ mode }) => mode[0] !== 'l' && (mode[5] === 'w' || mode[8] === 'w'))
      .map(({ path }) => `${path} can be written by others`),
    ...listed.filter(({ mode }) => mode[7] !== 'r').map(({ path }) => `${path} cannot be read by everybody`),
    ...(found.join() === setuid.join() ? [] : [`set-uid: ${found.join(', ') || 'nothing'}`]),
    ...(dates.size === 1 ? [] : [`${dates.size} dates: ${[...dates].join(', ')}`]),
  ];
}

/** @param {string} file */
export const listDeb = (file) =>
  parseListing(execFileSync('dpkg-deb', ['--contents', file], { encoding: 'utf8', env: { ...process.env, TZ: 'UTC' } }));

/** @param {string} file */
export const listTarball = (file) =>
  parseListing(execFileSync('tar', ['--numeric-owner', '-tvzf', file], { encoding: 'utf8', env: { ...process.env, TZ: 'UTC' } }));
