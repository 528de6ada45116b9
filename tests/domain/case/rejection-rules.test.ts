import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { REJECTION_RULES } from '../../../domain/failures.ts';

const folders = ['alerts', 'case', 'contact', 'legal', 'risk', 'scripts', 'strategy'].map(
  (name) => new URL(`../../../domain/${name}/`, import.meta.url),
);
const sources = folders.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(new URL(name, folder), 'utf8')),
);

it.each(REJECTION_RULES)('%s is a rule that something refuses by', (rule) => {
  expect(sources.some((text) => text.includes(`'${rule}'`))).toBe(true);
});
