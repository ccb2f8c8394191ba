// Checks what Oxlint (.oxlintrc.json) cannot: Svelte files and their modules, the scripts in JavaScript, and the syntax
// that a pure room may not use. Every other rule for TypeScript files is Oxlint's, which takes a tenth of the time.
import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

/** Files that may hold runes. Oxlint leaves them alone. */
const SVELTE = ['**/*.svelte', '**/*.svelte.ts'];
const PURE = ['main/core/**/*.ts', 'preload/contract/**/*.ts'];

export default ts.config(
  { ignores: ['out/**', 'dist/**', 'node_modules/**'] },
  { files: ['**/*.js', '**/*.cjs', '**/*.mjs', ...SVELTE], ...js.configs.recommended },
  {
    files: SVELTE,
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
  { files: SVELTE, languageOptions: { parserOptions: { parser: ts.parser } } },
  { files: ['renderer/**'], languageOptions: { globals: globals.browser } },
  { files: ['build/**', '.ci/**'], languageOptions: { globals: globals.node } },
  // Some of Svelte's rules hold for plain modules too. They need no types.
  {
    files: ['renderer/**/*.ts', ...PURE],
    ignores: SVELTE,
    languageOptions: { parser: ts.parser },
    // Most comments that disable a rule are addressed to Oxlint, which reports those without effect.
    linterOptions: { reportUnusedDisableDirectives: 'off' },
  },
  {
    files: PURE,
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: 'NewExpression[callee.name="Date"]', message: 'main/core is pure: time is an argument in ms.' },
        { selector: 'CallExpression[callee.name="Date"]', message: 'main/core is pure: time is an argument in ms.' },
      ],
    },
  },
);
