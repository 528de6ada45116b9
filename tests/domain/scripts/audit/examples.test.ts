import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { auditLine } from '../../../../domain/scripts/audit/audit-line.ts';
import { AUDIT_CATEGORIES } from '../../../../domain/scripts/audit/category.ts';

/** The examples lie beside the checkout; they are not part of the project. */
const EXAMPLES = fileURLToPath(new URL('../../../../../shared/examples/script-cases.jsonl', import.meta.url));
const present = existsSync(EXAMPLES);

interface Example {
  text: string;
  label: 'ok' | 'violation';
  category: string;
}

const lines = present ? readFileSync(EXAMPLES, 'utf8').trim().split('\n') : [];
const examples = lines.map((line) => [JSON.parse(line) as Example, line] as const);

describe.skipIf(!present)(
  `the examples${present ? '' : ' (SKIPPED: ../shared/examples/script-cases.jsonl is not there)'}`,
  () => {
    test('name the categories that there are', () => {
      expect(new Set(examples.map(([{ category }]) => category))).toEqual(new Set(AUDIT_CATEGORIES));
    });

    test.each(examples.map(([example, line]) => [example.text, example, line] as const))(
      '%s',
      (_, { label, category }, line) => {
        const audited = auditLine(line);
        if (audited.problem !== undefined) throw new Error(audited.problem);
        const { verdict } = audited;
        expect(verdict.ok ? 'ok' : 'violation').toBe(label);
        if (label === 'violation')
          expect(verdict.violations.map((found) => found.category)).toContain(category);
      },
    );
  },
);
