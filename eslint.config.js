import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import importX from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

/**
 * What each folder may import (the table in ARCHITECTURE.md). A folder absent from `may` of another is refused
 * with a sentence that says where the code belongs instead.
 */
const folders = ['domain', 'workflows', 'activities', 'db', 'api', 'worker', 'config', 'cli', 'web', 'tests'];

/** Import rules of one folder: `notFolders` outright, `notPackages` by pattern, `typeOnly` only as types. */
function mayNotImport(folder, { folders: notFolders = [], packages = [], typeOnly = [], why, ignores = [] }) {
  return {
    files: [`${folder}/**/*.ts`],
    ignores,
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            ...notFolders.map((f) => ({
              regex: `^(\\.\\./)+${f}/`,
              message: `${folder}/ does not import ${f}/: ${why}`,
            })),
            ...packages.map((regex) => ({ regex, message: `${folder}/ does not import this: ${why}` })),
            ...typeOnly.map((regex) => ({
              regex,
              allowTypeImports: true,
              message: `${folder}/ imports this only as a type: ${why}`,
            })),
          ],
        },
      ],
    },
  };
}

const allBut = (...allowed) => folders.filter((f) => !allowed.includes(f));

export default tseslint.config(
  { ignores: ['dist/**', 'node_modules/**', 'db/migrations/**'] },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { 'import-x': importX },
    settings: { 'import-x/resolver-next': [createTypeScriptImportResolver()] },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      'import-x/no-cycle': 'error',
      'import-x/no-self-import': 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'TSEnumDeclaration', message: 'Use a union of strings.' },
        {
          selector: "MemberExpression[object.name='process'][property.name='env']",
          message: 'config/env.ts is the only reader of process.env.',
        },
      ],
    },
  },
  { files: ['config/env.ts', 'tests/**/*.ts'], rules: { 'no-restricted-syntax': 'off' } },
  mayNotImport('domain', {
    folders: allBut('domain'),
    packages: ['^(?!\\.|zod$|temporal-polyfill|ml-kmeans$)'],
    why: 'it is pure, with no I/O, clock, randomness or SDK',
  }),
  {
    files: ['domain/**/*.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: '`now` is a parameter in domain/.' },
        { object: 'Math', property: 'random', message: 'domain/ is deterministic.' },
      ],
    },
  },
  mayNotImport('workflows', {
    folders: allBut('domain', 'activities', 'workflows'),
    packages: ['^(?!\\.|@temporalio/(workflow|common)$)'],
    typeOnly: [
      '^(\\.\\./)+activities/',
      '^(\\.\\./)+domain/(?!ids|failures|clock|money|calendar|(case|legal)/update-checks|case/(days-late|status/))',
    ],
    why: 'workflow code is replayed for years, rules run inside activities',
  }),
  mayNotImport('activities', {
    folders: allBut('domain', 'db', 'activities'),
    packages: ['^(twilio|nodemailer|fastify|drizzle-orm|pg)', '^@temporalio/(client|worker|workflow)$'],
    why: 'activities are thin; SQL is in db/, vendors in activities/channels/',
    ignores: ['activities/channels/**'],
  }),
  mayNotImport('db', {
    folders: allBut('domain', 'db'),
    packages: ['^@temporalio/', '^fastify'],
    why: 'it is SQL and nothing else',
  }),
  mayNotImport('api', {
    folders: allBut('domain', 'db', 'config', 'workflows', 'api'),
    packages: ['^@temporalio/(worker|workflow|activity)$'],
    why: 'a route parses, calls and replies',
  }),
  mayNotImport('config', {
    folders: allBut('domain', 'config'),
    why: 'everything else builds on config',
  }),
  mayNotImport('worker', { folders: ['web', 'tests'], why: 'the worker hosts workflows and activities' }),
  mayNotImport('cli', { folders: ['web', 'tests'], why: 'commands use the product, never its tests' }),
  mayNotImport('web', {
    folders: allBut('web', 'domain'),
    typeOnly: ['^(\\.\\./)+domain/'],
    why: 'the console speaks HTTP only',
  }),
);
