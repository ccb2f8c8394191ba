// What tsc cannot see: the purity of main/core, and where Electron may be imported.
import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

const outside = ['electron', 'electron/*', 'electron-store', 'keytar'];
const nodeNetwork = ['node:http', 'node:https', 'node:http2', 'node:net', 'node:tls', 'node:dns', 'node:dgram'];
const impure = (/** @type {string} */ object, /** @type {string} */ property) => ({
  object,
  property,
  message: 'main/core is pure: time and randomness are arguments.',
});

export default ts.config(
  { ignores: ['out/**', 'dist/**', 'node_modules/**'] },
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.svelte'],
    extends: [...ts.configs.strictTypeChecked, ...ts.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, extraFileExtensions: ['.svelte'] } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: true }],
    },
  },
  ...svelte.configs.recommended,
  { files: ['**/*.svelte', '**/*.svelte.ts'], languageOptions: { parserOptions: { parser: ts.parser } } },
  { files: ['renderer/**'], languageOptions: { globals: globals.browser } },
  { files: ['build/**', '.ci/**'], languageOptions: { globals: globals.node } },
  {
    // The app speaks to NERD through Electron's net alone: Node's own network modules would pass the system's proxy by.
    files: ['main/**/*.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: nodeNetwork }] },
  },
  {
    // A second start of the app waits here for the first one's answer, on a socket of the file system or a named pipe.
    files: ['main/cli/answer-channel.ts'],
    rules: { 'no-restricted-imports': 'off' },
  },
  {
    files: ['main/token/**/*.ts', 'main/ports/**/*.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: [...outside, ...nodeNetwork] }] },
  },
  {
    // The demo server runs in plain Node as well; the app starts it in a process of Electron's.
    files: ['main/demo/**/*.ts'],
    ignores: ['main/demo/demo-process.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: outside }] },
  },
  {
    files: ['main/core/**/*.ts', 'preload/contract/**/*.ts'],
    rules: {
      'no-restricted-imports': ['error', { patterns: [...outside, 'node:*'] }],
      'no-restricted-properties': ['error', impure('Date', 'now'), impure('Math', 'random')],
      'no-restricted-syntax': [
        'error',
        { selector: 'NewExpression[callee.name="Date"]', message: 'main/core is pure: time is an argument in ms.' },
        { selector: 'CallExpression[callee.name="Date"]', message: 'main/core is pure: time is an argument in ms.' },
      ],
    },
  },
);
