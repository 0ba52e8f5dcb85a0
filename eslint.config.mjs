import tseslint from 'typescript-eslint';

const tests = ['**/*.spec.ts', '**/*.features.ts', '**/testing/**'];

export default tseslint.config(
  { ignores: ['dist/**', 'node_modules/**', 'benchmarks/**', '.sijil/**', '**/*.cjs', '**/*.mjs'] },
  ...tseslint.configs.recommendedTypeChecked,
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // A union with a member that nobody handles does not pass, also where a default says what cannot be.
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      // A port's method may answer at once where another adapter's has to wait.
      '@typescript-eslint/require-await': 'off',
      // Deciders and ports are plain objects of functions that never say `this`.
      '@typescript-eslint/unbound-method': 'off',
      // A field of an event's data is JSON to whoever has not its type: its schema says that it is a text.
      '@typescript-eslint/no-base-to-string': ['error', { ignoredTypeNames: ['Error', 'RegExp', 'URL', 'URLSearchParams', 'JsonObject'] }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      'max-lines': ['warn', 350],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
    },
  },
  { files: ['bootstrap/cli/**'], rules: { 'no-console': 'off' } },
  {
    // What the dependency rules cannot see: the core has no clock, no chance and no outside, also not through globals.
    files: ['domain/**/*.ts'],
    ignores: tests,
    rules: {
      'no-restricted-globals': [
        'error',
        'process',
        'fetch',
        'crypto',
        'performance',
        'setTimeout',
        'setInterval',
        'setImmediate',
        'queueMicrotask',
        'globalThis',
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'The instant is passed in.' },
        { object: 'Math', property: 'random', message: 'Chance is passed in.' },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'The instant is passed in.' },
        {
          selector: "ImportDeclaration[source.value='uuid'] > ImportSpecifier[imported.name=/^v[1467]$/]",
          message: 'Ids are made from what is passed in: v5 or v8.',
        },
      ],
    },
  },
  {
    files: tests,
    rules: { '@typescript-eslint/no-unsafe-assignment': 'off', '@typescript-eslint/no-unsafe-member-access': 'off' },
  },
);
