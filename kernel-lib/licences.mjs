/* The licences of the packages that a published package depends on, directly or through others. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const licenceFile = /^(licen[cs]e|copying|unlicense)/i;

/**
 * Lists the installed dependencies of the package in a folder, sorted by name and version. The
 * licence is the field of package.json, or else the name of a licence file; `undefined` where a
 * package has neither. Optional packages of other platforms, which are not installed, are left out.
 */
export function licencesOf(folder) {
  const found = new Map();
  const open = [folder];
  for (let from = open.pop(); from !== undefined; from = open.pop()) {
    const { dependencies = {}, optionalDependencies = {} } = packageIn(from);
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      const place = installed(name, from);
      if (place === undefined || found.has(place)) continue;
      const { version, license, licenses } = packageIn(place);
      found.set(place, { name, version, licence: licenceIn(license ?? licenses, place) });
      open.push(place);
    }
  }
  const key = ({ name, version }) => `${name}@${version}`;
  return [...found.values()].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** The list as the text of a file, a package a line. */
export function licenceList(packages) {
  const lines = packages.map(
    ({ name, version, licence }) => `${name} ${version}: ${licence ?? 'no licence found'}`
  );
  return `Packages that this package depends on, and their licences\n\n${lines.join('\n')}\n`;
}

function licenceIn(field, folder) {
  const names = [field].flat().map(each => (typeof each === 'string' ? each : each?.type));
  const named = names.filter(each => typeof each === 'string' && each.trim() !== '');
  if (named.length > 0) return named.join(' or ');
  return readdirSync(folder).find(name => licenceFile.test(name));
}

/** Where Node.js finds a package from a folder. */
function installed(name, from) {
  for (let at = from; ; at = dirname(at)) {
    const place = join(at, 'node_modules', name);
    if (existsSync(join(place, 'package.json'))) return place;
    if (dirname(at) === at) return undefined;
  }
}

function packageIn(folder) {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}
