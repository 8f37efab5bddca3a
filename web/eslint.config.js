import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import { configs as lit } from 'eslint-plugin-lit';
import ts from 'typescript-eslint';

const wasmOnlyInLab = {
  patterns: [{ regex: '/pkg/', message: 'Only src/lab.ts talks to the wasm package.' }],
};

export default ts.config(
  { ignores: ['dist/', 'pkg/', 'test-results/', 'playwright-report/'] },
  js.configs.recommended,
  ...ts.configs.recommendedTypeChecked,
  lit['flat/recommended'],
  {
    languageOptions: {
      parserOptions: { projectService: { allowDefaultProject: ['eslint.config.js'] } },
    },
    rules: {
      // The sizes of the house: a file, a function.
      'max-lines': ['error', { max: 400 }],
      'max-lines-per-function': ['error', { max: 70, skipBlankLines: true, skipComments: true }],
      'no-restricted-imports': ['error', wasmOnlyInLab],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      // Handlers of DOM events may be async; their errors are caught inside.
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
    },
  },
  // An element is small: what is larger belongs in draw/.
  {
    files: ['src/elements/**/*.element.ts'],
    rules: { 'max-lines': ['error', { max: 320 }] },
  },
  { files: ['src/lab.ts', 'src/wasm-source/*.ts'], rules: { 'no-restricted-imports': 'off' } },
  // A suite is a list of tests: its length says nothing.
  {
    files: ['**/*.test.ts', 'e2e/**/*.ts'],
    rules: { 'max-lines-per-function': 'off' },
  },
  { files: ['eslint.config.js'], extends: [ts.configs.disableTypeChecked] },
  prettier,
);
