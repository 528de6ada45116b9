import { describe, expect, test } from 'vitest';
import { makeScript, scriptDraftSchema, textFor, type ScriptDraft } from '../../../domain/scripts/script.ts';

const text = (body: string, short?: string) => ({
  subject: 'About {loanTail}',
  body,
  ...(short && { short }),
});
const draft = (changes: Partial<ScriptDraft> = {}): ScriptDraft => ({
  ...{ id: 'test-script', stage: 'reminder', purpose: 'collect', channels: ['sms', 'email'] },
  texts: {
    'zh-CN': text('{name}您好[[，{dueOn}到期]]。'),
    en: text('Dear {name}, {amount}.', 'Pay {amount}.'),
  },
  ...changes,
});

const NAME = { name: 'name', type: 'text', required: true } as const;
const TAIL = { name: 'loanTail', type: 'text', required: true } as const;
const AMOUNT = { name: 'amount', type: 'money', required: true } as const;
const DUE_ON = { name: 'dueOn', type: 'date', required: false } as const;

describe('a script', () => {
  test('declares what its texts say, required unless it stands in a part that may be left out', () => {
    const { variables, version } = makeScript(draft(), 3);
    expect(version).toBe(3);
    expect(variables.toSorted((a, b) => a.name.localeCompare(b.name))).toEqual([AMOUNT, DUE_ON, TAIL, NAME]);
  });

  test('may require more than it has to', () => {
    const variables = [NAME, TAIL, AMOUNT, { ...DUE_ON, required: true }];
    expect(makeScript(draft({ variables }), 1).variables).toEqual(variables);
  });

  test.each<[string, ScriptDraft, string]>([
    [
      'declares too little',
      draft({ variables: [NAME, TAIL, AMOUNT] }),
      'dueOn stands in a text and is not declared',
    ],
    [
      'declares too much',
      draft({ variables: [NAME, TAIL, AMOUNT, DUE_ON, { name: 'stop', type: 'text', required: false }] }),
      'stop is declared and stands in no text',
    ],
    ['another type', draft({ variables: [{ ...NAME, type: 'date' }] }), 'name is of type text'],
    [
      'optional outside brackets',
      draft({ variables: [{ ...NAME, required: false }] }),
      'put it in double brackets',
    ],
    [
      'what nothing fills in',
      draft({ texts: { 'zh-CN': text('{salary}'), en: text('x') } }),
      '{salary} is no variable',
    ],
  ])('that %s is refused', (_name, wrong, message) => {
    expect(() => makeScript(wrong, 1)).toThrow(message);
  });

  test.each<[string, object]>([
    ['a lone brace', { texts: { 'zh-CN': text('{name'), en: text('x') } }],
    ['an open part', { texts: { 'zh-CN': text('[[x'), en: text('x') } }],
    ['no channel', { channels: [] }],
    ['one language', { texts: { en: text('x') } }],
    ['an id that is none', { id: 'Reminder Soft' }],
  ])('with %s is no script', (_name, changes) => {
    expect(scriptDraftSchema.safeParse({ ...draft(), ...changes }).success).toBe(false);
  });

  test.each([
    ['sms', 'Pay {amount}.'],
    ['push', 'Pay {amount}.'],
    ['email', 'Dear {name}, {amount}.'],
  ] as const)('by %s says: %s', (channel, body) => {
    expect(textFor(makeScript(draft(), 1), 'en', channel).body).toBe(body);
    expect(textFor(makeScript(draft(), 1), 'zh-CN', channel).body).toContain('您好');
  });
});
