import { describe, expect, it } from 'vitest';
import { holdFacts } from '../../../domain/case/hold-facts.ts';
import type { Hold, LegalHold } from '../../../domain/case/hold.ts';
import { decideContact, type ContactFacts } from '../../../domain/contact/decide-contact.ts';
import { rulePackOf } from '../../../domain/contact/rule-packs/index.ts';
import { caseState, NOW } from '../fixtures.ts';
import { legalHold } from './legal-cases.ts';

const facts: ContactFacts = {
  ...{ channel: 'sms', purpose: 'collect', actorRole: 'third_party', collectableMinor: 1, holds: [] },
  ...{
    consented: true,
    reachable: true,
    customerZone: 'America/New_York',
    debtIds: ['L000001'],
    history: [],
  },
};
/** 12:00 in New York, 17:00 in London */
const NOON = Date.parse('2026-11-02T17:00:00Z');
const period = { type: 'breathing-space', startOn: '2026-10-20', lastOn: '2026-12-19' };
const promise: Hold = { kind: 'promise', sinceMs: NOW, untilMs: NOW + 1, owner: 'x' };

function ask(place: string, suspending: Hold[], legal: LegalHold[], changes: Partial<ContactFacts> = {}) {
  const held = holdFacts(caseState(), suspending, legal);
  return decideContact(rulePackOf(place), { ...facts, ...held, ...changes }, NOON);
}

describe('a denial names the rule of the hold', () => {
  it.each<[string, string, LegalHold, string[]]>([
    ['cease', 'US', legalHold({ kind: 'cease' }), ['US-REGF-1006.6-CEASE', 'HOUSE-CEASE']],
    [
      'cease of the channel',
      'US',
      legalHold({ kind: 'cease', channels: ['sms'] }),
      ['US-REGF-1006.14-OPT-OUT', 'BASIC-OPT-OUT'],
    ],
    ['attorney', 'US', legalHold({ kind: 'attorney' }), ['US-REGF-1006.6-ATTORNEY', 'HOUSE-ATTORNEY']],
    ['death', 'US', legalHold({ kind: 'deceased-review' }), ['BASIC-HOLD:deceased-review']],
    ['bankruptcy', 'UK', legalHold({ kind: 'bankruptcy' }), ['BASIC-HOLD:bankruptcy']],
    ['complaint', 'UK', legalHold({ kind: 'complaint' }), ['BASIC-HOLD:complaint']],
  ])('%s', (_name, place, hold, rules) => {
    expect(ask(place, [], [hold])).toEqual({ decision: 'deny', rules });
  });

  it('a moratorium puts off by the rules of its own', () => {
    const hold = legalHold({ kind: 'moratorium', scope: 'loan', period });
    const { decision, rules } = ask('UK', [], [hold], { customerZone: 'Europe/London' });
    expect(decision).toBe('defer');
    expect(rules.slice(0, 2)).toEqual(['UK-SI2020-1311-MORATORIUM', 'BASIC-MORATORIUM']);
  });
});

describe('what a hold excepts', () => {
  it.each<[string, LegalHold, Partial<ContactFacts>]>([
    ['another channel', legalHold({ kind: 'cease', channels: ['sms'] }), { channel: 'email' }],
    ['a notice of remedies', legalHold({ kind: 'cease' }), { purpose: 'remedy-notice' }],
    ['thanks under a moratorium', legalHold({ kind: 'moratorium', period }), { purpose: 'acknowledge' }],
    [
      'an answer under a moratorium',
      legalHold({ kind: 'moratorium', period }),
      { purpose: 'reply-to-query' },
    ],
  ])('%s', (_name, hold, changes) => {
    expect(ask('US', [], [hold], changes).decision).toBe('allow');
  });
});

it('holds of the case alone are named as they are', () => {
  expect(holdFacts(caseState(), [promise], [])).toEqual({ holds: ['promise'] });
});
