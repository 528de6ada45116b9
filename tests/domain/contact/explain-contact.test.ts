import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideContact, type ContactFacts } from '../../../domain/contact/decide-contact.ts';
import { explainContact } from '../../../domain/contact/explain-contact.ts';
import { rulePackOf } from '../../../domain/contact/rule-packs/index.ts';
import { randomCase } from './arbitrary-cases.ts';
import { gateFacts, past } from './gate-fixtures.ts';

const NOW = Date.parse('2026-06-07T18:00:00Z');
const explain = (place: string, changes: Partial<ContactFacts>, now = NOW) =>
  explainContact(rulePackOf(place, { basis: 'letter' }), gateFacts(changes), now);

describe('in words', () => {
  it('allowed', () => {
    const { summary, reasons } = explain('US', {});
    expect(summary).toBe('A call is permitted at 2026-06-07 14:00 America/New_York.');
    expect(reasons[0]?.sentence).toBe('Contact is permitted from 08:00 to 21:00 where the customer is.');
  });

  it('deferred, by each clock that matters', () => {
    const facts = { channel: 'sms', otherZones: ['America/Los_Angeles'] } as const;
    const { summary, permittedFromMs } = explain('US', facts, Date.parse('2026-06-08T13:00:00Z'));
    expect(summary).toBe(
      'A text message is not permitted at 2026-06-08 09:00 America/New_York / 2026-06-08 06:00 America/Los_Angeles; ' +
        'it will be from 2026-06-08 11:00 America/New_York / 2026-06-08 08:00 America/Los_Angeles.',
    );
    expect(permittedFromMs).toBe(Date.parse('2026-06-08T15:00:00Z'));
  });

  it.each<[string, string, Partial<ContactFacts>, string]>([
    [
      'US',
      'a count',
      { history: Array.from({ length: 7 }, () => past('2026-06-06T15:00:00Z')) },
      'At most 7 calls about a debt in 7 days.',
    ],
    [
      'US',
      'a rest',
      { history: [past('2026-06-06T15:00:00Z', { outcome: 'conversation' })] },
      'No call about a debt within 7 days of a conversation, its day included.',
    ],
    ['US', 'a refusal', { ceased: true }, 'The customer has asked in writing to be left alone.'],
    [
      'US',
      'hours',
      { inconvenientHours: [{ from: '13:00', to: '15:00' }] },
      'The customer has asked not to be contacted from 13:00 to 15:00.',
    ],
    [
      'UK',
      'a moratorium',
      { moratoria: [{ type: 'm', startOn: '2026-06-01', lastOn: '2026-06-30' }] },
      'The debt is under a moratorium to the end of 2026-06-30.',
    ],
    [
      'UK',
      'a plan',
      { planHold: { from: '2026-06-01' } },
      'A repayment plan is being worked out to the end of 2026-06-30.',
    ],
    ['UK', 'a hold', { holds: ['grace'] }, 'The case is on hold: grace.'],
    ['UK', 'nothing owed', { collectableMinor: 0 }, 'Nothing is owed that could be asked for.'],
    ['XX', 'no rules', {}, 'No rules are known for the jurisdiction.'],
  ])('%s: %s', (place, _name, changes, sentence) => {
    expect(explain(place, changes).reasons.map((reason) => reason.sentence)).toContain(sentence);
  });
});

it('is the decision itself, with a sentence for each of its rules', () => {
  fc.assert(
    fc.property(randomCase, ({ place, basis, facts, now }) => {
      const pack = rulePackOf(place, { basis });
      const decision = decideContact(pack, facts, now);
      const explained = explainContact(pack, facts, now);
      expect(explained.decision).toBe(decision.decision);
      expect(explained.reasons.map(({ rule }) => rule)).toEqual(decision.rules);
      for (const { sentence } of explained.reasons) expect(sentence).toMatch(/^[A-Z].{10,}\.$/);
    }),
    { numRuns: 500 },
  );
});
