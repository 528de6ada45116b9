import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { checkLine } from '../../../domain/contact/check-line.ts';
import type { Basis } from '../../../domain/contact/rule.ts';

const line = (changes: Record<string, unknown> = {}, flags: Record<string, unknown> = {}) =>
  JSON.stringify({
    id: 'X-1',
    jurisdiction: 'US',
    timezone: 'America/New_York',
    nowUtc: '2026-06-10T14:00:00Z',
    channel: 'voice',
    debtId: 'L1',
    history: [],
    ...changes,
    flags: { role: 'third_party', ...flags },
  });
const decide = (text: string, basis: Basis = 'letter') => {
  const result = checkLine(text, basis);
  return 'answer' in result ? result.answer : result;
};

describe('a line', () => {
  it('is answered in the words of the format', () => {
    const calls = Array.from({ length: 7 }, () => ({
      atUtc: '2026-06-09T14:00:00Z',
      channel: 'voice',
      outcome: 'no_answer',
    }));
    expect(decide(line({ history: calls }))).toEqual({
      id: 'X-1',
      decision: 'defer',
      deferUntilUtc: '2026-06-16T12:00:00Z',
      rules: ['US-REGF-1006.14-CALLS', 'US-REGF-1006.6-HOURS'],
    });
  });

  it.each<[string, string, Record<string, unknown>]>([
    ['deny', 'ceased', { ceased: true }],
    ['allow', 'a remedy notice', { ceased: true, purpose: 'notice_specified_remedy' }],
    ['deny', 'attorney', { attorney: true }],
    ['deny', 'opted out', { optedOut: ['voice'] }],
    ['deny', 'opted out of everything', { optedOut: ['all'] }],
    ['deny', 'a relative', { contactRole: 'relative' }],
    ['allow', 'the debtor', { contactRole: 'debtor' }],
    [
      'defer',
      'inconvenient hours with seconds',
      { inconvenientLocal: [{ from: '09:30:00', to: '11:00:00' }] },
    ],
    ['defer', 'another plausible place', { locationTimezones: ['America/New_York', 'America/Los_Angeles'] }],
    ['defer', 'a moratorium', { moratorium: { type: 'x', startDate: '2026-06-01', lastDay: '2026-06-20' } }],
    [
      'deny',
      'a moratorium without an end',
      { moratorium: { type: 'x', startDate: '2026-06-01', lastDay: null } },
    ],
    ['defer', 'a plan', { repaymentPlanHoldFrom: '2026-06-01', holdDays: 20 }],
    ['allow', 'a plan that was', { repaymentPlanHoldFrom: '2026-05-01' }],
    ['allow', 'nulls', { ceased: null, state: null, optedOut: null }],
  ])('%s: %s', (decision, _name, flags) => {
    expect(decide(line({}, flags))).toMatchObject({ decision });
  });

  it('in a state has its rules too', () => {
    const calls = Array.from({ length: 2 }, () => ({
      atUtc: '2026-06-09T14:00:00Z',
      channel: 'voice',
      outcome: 'no_answer',
    }));
    for (const state of ['MA', 'ma', 'Massachusetts', 'US-MA']) {
      expect(decide(line({ history: calls }, { role: 'first_party', state }))).toMatchObject({
        decision: 'defer',
      });
    }
    expect(decide(line({ history: calls }, { state: 'TX' }))).toMatchObject({ decision: 'allow' });
  });

  it('asks for consent to texts only when it says that there is none', () => {
    const sms = { channel: 'sms' };
    expect(decide(line(sms, { consentSms: false }))).toMatchObject({ decision: 'deny' });
    expect(decide(line(sms, { consentSms: true }))).toMatchObject({ decision: 'allow' });
    expect(decide(line(sms))).toMatchObject({ decision: 'allow' });
    expect(decide(line({}, { consentSms: false }))).toMatchObject({ decision: 'allow' });
  });

  it('may do without history, flags and debt', () => {
    const { history, flags, debtId, ...rest } = JSON.parse(line()) as Record<string, unknown>;
    expect(decide(JSON.stringify(rest))).toMatchObject({ decision: 'allow' });
  });

  it('tells what it did not understand', () => {
    expect(checkLine(line({}, { cease: true }), 'letter').ignored).toEqual(['flags.cease']);
    const history = [{ atUtc: '2026-06-09T14:00:00Z', channel: 'voice', outcome: 'busy', who: 'me' }];
    expect(checkLine(line({ history }), 'letter').ignored).toEqual(['history.who']);
  });
});

describe('a bad line', () => {
  it.each<[string, string | null, RegExp]>([
    ['{"id": "A"', null, /not JSON/],
    ['[]', null, /expected object/],
    ['null', null, /expected object/],
    [line({ id: undefined }), null, /^id: /],
    [line({ jurisdiction: 'FR' }), 'X-1', /jurisdiction: there is no rule pack for 'FR'/],
    [line({ timezone: 'Mars/Olympus' }), 'X-1', /'Mars\/Olympus' is not a time zone/],
    [line({ nowUtc: '2026-06-10 14:00' }), 'X-1', /^nowUtc: an instant is ISO 8601/],
    [line({ channel: 'fax' }), 'X-1', /^channel: /],
    [line({ history: [{ atUtc: 'x', channel: 'voice' }] }), 'X-1', /^history\.0\.atUtc: an instant/],
    [line({}, { role: 'bank' }), 'X-1', /^flags\.role: /],
    [line({}, { ceased: 'yes' }), 'X-1', /^flags\.ceased: /],
    [line({}, { priorConsentExtraCalls: 'soon' }), 'X-1', /^flags\.priorConsentExtraCalls: a date/],
    [line({}, { priorConsentExtraCalls: '2026-06-11' }), 'X-1', /in the future/],
    [
      line({}, { inconvenientLocal: [{ from: '9', to: '10' }] }),
      'X-1',
      /^flags\.inconvenientLocal\.0\.from: a time/,
    ],
  ])('%#', (text, id, problem) => {
    expect(decide(text)).toMatchObject({ id, problem: expect.stringMatching(problem) as string });
  });
});

/** The example cases lie beside the checkout; they are not part of the project. */
const EXAMPLES = fileURLToPath(new URL('../../../../shared/examples/contact-cases.jsonl', import.meta.url));
const present = existsSync(EXAMPLES);

describe.skipIf(!present)(
  `the example cases${present ? '' : ' (SKIPPED: ../shared/examples/contact-cases.jsonl is not there)'}`,
  () => {
    interface Example {
      id: string;
      expect: string;
      deferUntilUtc?: string;
      conservativeExpect?: string;
      conservativeDeferUntilUtc?: string;
    }
    const lines = present ? readFileSync(EXAMPLES, 'utf8').trim().split('\n') : [];
    const examples = lines.map((text) => ({ text, example: JSON.parse(text) as Example }));

    it.each(examples)('by the letter: $example.id', ({ text, example }) => {
      const answer = decide(text, 'letter');
      expect(answer).toMatchObject({ id: example.id, decision: example.expect });
      expect('deferUntilUtc' in answer ? answer.deferUntilUtc : undefined).toBe(example.deferUntilUtc);
    });

    it.each(examples.filter(({ example }) => example.conservativeExpect))(
      'prudently: $example.id',
      ({ text, example }) => {
        const answer = decide(text, 'prudent');
        expect(answer).toMatchObject({ id: example.id, decision: example.conservativeExpect });
        expect('deferUntilUtc' in answer ? answer.deferUntilUtc : undefined).toBe(
          example.conservativeDeferUntilUtc,
        );
      },
    );
  },
);
