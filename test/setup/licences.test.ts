import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { emptyFolder } from '../support/folder';

interface Licensed {
  readonly name: string;
  readonly version: string;
  readonly licence?: string;
}
const { licenceList, licencesOf } = (await import(
  new URL('../../kernel-lib/licences.mjs', import.meta.url).href
)) as {
  licencesOf: (folder: string) => Licensed[];
  licenceList: (packages: readonly Licensed[]) => string;
};

function packageAt(folder: string, fields: Readonly<Record<string, unknown>>): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify(fields));
  return folder;
}

test('every installed dependency is listed with its licence, or without one', () => {
  const root = emptyFolder();
  const modules = join(root, 'node_modules');
  packageAt(root, { dependencies: { plain: '1', '@some/old': '1', bare: '1' } });
  packageAt(join(modules, 'plain'), {
    version: '1.2.3',
    license: 'MIT',
    dependencies: { deep: '2' },
    optionalDependencies: { 'other-platform': '1' }
  });
  packageAt(join(modules, 'plain/node_modules/deep'), { version: '2.0.0' });
  writeFileSync(join(modules, 'plain/node_modules/deep/LICENCE.md'), 'free');
  packageAt(join(modules, '@some/old'), { version: '0.1.0', licenses: [{ type: 'BSD' }] });
  packageAt(join(modules, 'bare'), {
    version: '3.0.0',
    license: ' ',
    dependencies: { plain: '1' }
  });
  packageAt(join(modules, 'not-needed'), { version: '9.0.0' });
  expect(licencesOf(root)).toEqual([
    { name: '@some/old', version: '0.1.0', licence: 'BSD' },
    { name: 'bare', version: '3.0.0', licence: undefined },
    { name: 'deep', version: '2.0.0', licence: 'LICENCE.md' },
    { name: 'plain', version: '1.2.3', licence: 'MIT' }
  ]);
  expect(licenceList(licencesOf(root))).toContain('\nbare 3.0.0: no licence found\n');
});
