import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const fast = [
  'test/layout.test.ts',
  'test/{kernel-lib,data,extension}/**/*.test.ts',
  'test/extension/**/*.test.tsx'
];
const slowByName = '**/*.slow.test.ts';

/** `fast` is what `npm run check` runs; everything else, and whatever is named *.slow.test.ts, is `slow`. */
export default defineConfig({
  resolve: {
    alias: { 'sotopia-pi': fileURLToPath(new URL('kernel-lib/src/index.ts', import.meta.url)) }
  },
  test: {
    env: { XDG_CONFIG_HOME: join(tmpdir(), 'sotopia-pi-test-config') }, // never the user's own
    reporters: ['default', './test/support/reporter.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'fast',
          include: fast,
          exclude: [slowByName],
          testTimeout: 20_000,
          hookTimeout: 60_000
        }
      },
      {
        extends: true,
        test: {
          name: 'slow',
          include: ['test/**/*.test.ts'],
          exclude: fast.map(files => files.replace('*.test.ts', '!(*.slow).test.ts')),
          testTimeout: 300_000,
          hookTimeout: 300_000
        }
      }
    ]
  }
});
