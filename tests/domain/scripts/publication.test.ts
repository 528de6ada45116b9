import { describe, expect, test } from 'vitest';
import {
  auditForPublication,
  checkPublication,
  checkWithdrawal,
  type ScriptRecord,
} from '../../../domain/scripts/publication.ts';
import { makeScript } from '../../../domain/scripts/script.ts';

const scriptSaying = (en: string, zh = '{name}您好。') =>
  makeScript(
    {
      ...{ id: 'test-script', stage: 'reminder', purpose: 'collect', channels: ['sms'] },
      texts: { 'zh-CN': { subject: '还款提醒', body: zh }, en: { subject: 'A payment', body: en } },
    },
    2,
  );
const record = (changes: Partial<ScriptRecord> = {}): ScriptRecord => ({
  ...{ script: scriptSaying('Dear {name}.'), state: 'draft', writtenBy: 'ann', writtenAtMs: 0 },
  ...changes,
});
const officer = { actor: 'carl', role: 'compliance' };

describe('publication', () => {
  test('is for a compliance officer who is not the author', () => {
    expect(checkPublication(record(), officer)).toBeUndefined();
  });

  test.each<[string, ScriptRecord, Parameters<typeof checkPublication>[1], string, string]>([
    [
      'the author',
      record(),
      { actor: 'ann', role: 'compliance' },
      'SamePerson',
      'ann has written test-script@2',
    ],
    [
      'a collector',
      record(),
      { actor: 'bob', role: 'collector' },
      'NotComplianceOfficer',
      'bob is a collector',
    ],
    ['nobody known', record(), { actor: 'eve', role: undefined }, 'NotComplianceOfficer', 'eve is not known'],
    ['a second time', record({ state: 'published' }), officer, 'ScriptNotDraft', 'is published'],
    ['after withdrawal', record({ state: 'withdrawn' }), officer, 'ScriptNotDraft', 'is withdrawn'],
  ])('%s: refused', (_name, version, by, rule, message) => {
    const rejection = checkPublication(version, by);
    expect(rejection?.rule).toBe(rule);
    expect(rejection?.message).toContain(message);
  });

  test.each<[ScriptRecord['state'], string | undefined, string | undefined]>([
    ['draft', 'compliance', undefined],
    ['published', 'compliance', undefined],
    ['withdrawn', 'compliance', 'ScriptNotPublished'],
    ['published', 'supervisor', 'NotComplianceOfficer'],
  ])('withdrawal of a %s one by a %s: %s', (state, role, rule) => {
    expect(checkWithdrawal(record({ state }), { actor: 'carl', role })?.rule).toBe(rule);
  });
});

describe('the audit', () => {
  test('lets lawful words through', () => {
    expect(auditForPublication(scriptSaying('Dear {name}, {amount} is overdue.[[ {help}]]'))).toEqual([]);
  });

  test('says where a text is wrong, in which language and part', () => {
    const found = auditForPublication(scriptSaying('Dear {name}, we will have you arrested.'));
    expect(found).toMatchObject([
      {
        language: 'en',
        part: 'body',
        category: 'false_legal_consequence',
        words: expect.stringContaining('arrest') as unknown,
      },
    ]);
    const { start = 0, end = 0, words } = found[0] ?? {};
    expect('Dear {name}, we will have you arrested.'.slice(start, end)).toBe(words);
  });

  test('sees what is left when the optional parts are left out', () => {
    const template = 'We will [[not, as {help} says, ]]have you arrested.';
    expect(auditForPublication(scriptSaying(template))).toMatchObject([
      { category: 'false_legal_consequence' },
    ]);
  });

  test('finds one language in the text of the other', () => {
    expect(auditForPublication(scriptSaying('Dear {name}. 再不还钱就找人上你家堵门。'))).not.toEqual([]);
  });
});
