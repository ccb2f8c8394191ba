// Checks what tsc cannot see: that main/core is pure, and that Electron is imported only where it may be.
import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

const platformModules = ['electron', 'electron/*', 'electron-store', 'keytar'];
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
    // The app sends requests through Electron's net alone, because Node's network modules would bypass the system's proxy.
    files: ['main/**/*.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: nodeNetwork }] },
  },
  {
    // Two starts of the app speak with each other here, by a Unix socket or a named pipe.
    files: ['main/cli/{answer-channel,app-channel,channel-client}.ts'],
    rules: { 'no-restricted-imports': 'off' },
  },
  {
    files: ['main/token/**/*.ts', 'main/ports/**/*.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: [...platformModules, ...nodeNetwork] }] },
  },
  {
    // The demo server must also run in plain Node; the app starts it in a process of Electron's.
    files: ['main/demo/**/*.ts'],
    ignores: ['main/demo/demo-process.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: platformModules }] },
  },
  {
    files: ['main/core/**/*.ts', 'preload/contract/**/*.ts'],
    rules: {
      'no-restricted-imports': ['error', { patterns: [...platformModules, 'node:*'] }],
      'no-restricted-properties': ['error', impure('Date', 'now'), impure('Math', 'random')],
      'no-restricted-syntax': [
        'error',
        { selector: 'NewExpression[callee.name="Date"]', message: 'main/core is pure: time is an argument in ms.' },
        { selector: 'CallExpression[callee.name="Date"]', message: 'main/core is pure: time is an argument in ms.' },
      ],
    },
  },
);
