import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** Rooms are pure: no printing, no environment, no clock and no chance of their own. */
const rooms =
  '{base,inspiration,task,episode,rating,selection,sft,model,evaluation,figure,transcript,interop}';

const noDefaultExport = {
  selector: 'ExportDefaultDeclaration',
  message: 'Export by name; only config files have a default export.'
};

export default tseslint.config(
  {
    ignores: [
      '**/node_modules/',
      '**/dist/',
      'runs/',
      '.venv*/',
      'docs/site/',
      'extension/lib/',
      'extension/labextension/'
    ]
  },
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx', '**/*.mts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname }
    },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      // A type and its schema share one name: `export const Action`, `export type Action`.
      '@typescript-eslint/no-redeclare': 'off',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': 'off',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-restricted-syntax': ['error', noDefaultExport],
      'max-lines': ['error', { max: 200 }]
    }
  },
  {
    files: [`kernel-lib/src/${rooms}/**/*.ts`],
    rules: {
      'no-console': 'error',
      'no-restricted-globals': ['error', 'process', 'fetch', 'setTimeout', 'setInterval']
    }
  },
  {
    files: ['kernel-lib/src/**/*.ts'],
    ignores: ['kernel-lib/src/edge/{terminal,question}.ts'],
    rules: {
      'no-console': 'error',
      'no-restricted-properties': [
        'error',
        ...['stdout', 'stderr'].map(property => ({
          object: 'process',
          property,
          message: 'Print with edge/terminal, which shows invisible characters as escapes.'
        }))
      ]
    }
  },
  {
    // the value of a cell is shown as Node.js shows it
    files: ['kernel-lib/src/edge/kernel/main.ts'],
    rules: { 'no-console': 'off' }
  },
  {
    files: ['kernel-lib/src/**/*.ts'],
    rules: {
      'max-lines-per-function': ['error', { max: 40, skipComments: true, skipBlankLines: true }]
    }
  },
  {
    files: ['**/*.{js,mjs,cjs,mts}'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        Buffer: 'readonly',
        URL: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        setInterval: 'readonly',
        clearInterval: 'readonly',
        performance: 'readonly',
        fetch: 'readonly',
        AbortController: 'readonly'
      }
    },
    rules: { 'no-restricted-syntax': 'off' }
  },
  {
    files: ['kernel-lib/**/*.mjs', 'extension/**/*.mjs'],
    rules: { 'no-console': 'error' }
  },
  {
    files: ['test/**/*.{ts,tsx}'],
    rules: {
      '@typescript-eslint/unbound-method': 'off',
      'max-lines': 'off'
    }
  },
  {
    // JupyterLab takes its plugins from the default export; others' types are as they are
    files: ['test/support/reporter.ts', 'extension/src/index.ts', 'extension/src/figure/plotly.ts'],
    rules: { 'no-restricted-syntax': 'off' }
  }
);
