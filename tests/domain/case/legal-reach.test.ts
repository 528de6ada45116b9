import { describe, expect, it } from 'vitest';
import {
  COMPLAINT_DEADLINES,
  complaintDeadline,
  DISPUTE_REACH,
  LEGAL_REACH,
  reachOf,
} from '../../../domain/case/legal-reach.ts';
import { LEGAL_HOLD_KINDS } from '../../../domain/case/hold.ts';

describe('legal reach', () => {
  it.each(LEGAL_HOLD_KINDS)('of %s is laid down for every place, with where it is written', (kind) => {
    for (const place of ['CN', 'US', 'US-CA', 'UK', 'IN', 'EU-IE', 'XX']) {
      expect(reachOf(kind, place).citation.length).toBeGreaterThan(10);
      expect(reachOf(kind, place, kind === 'cease' ? ['sms'] : undefined).hold).toMatch(kind);
    }
  });

  it('is not laid down twice', () => {
    const keys = LEGAL_REACH.map((row) => `${row.hold} ${row.jurisdiction}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('by what is not verified is listed, and not applied', () => {
    expect(DISPUTE_REACH.find(({ jurisdiction }) => jurisdiction === 'UK')?.status).toBe('unverified');
  });
});

describe('the deadline of a complaint', () => {
  it.each([
    ['UK', 15, 15],
    ['UK', 60, 56],
    ['CN', 15, 15],
    ['CN', 20, 15],
    ['XX', 15, 15],
  ])('in %s with %i days of the house is %i days', (place, house, days) => {
    expect(complaintDeadline(place, house).days).toBe(days);
  });

  it('by a rule that nobody has verified says so, and that of the house need not', () => {
    for (const { jurisdiction, days, status } of COMPLAINT_DEADLINES) {
      const { citation } = complaintDeadline(jurisdiction, days);
      expect(citation.endsWith('(unverified)')).toBe(status === 'unverified');
    }
    expect(complaintDeadline('UK', 15).citation).toBe('the strategy');
  });
});
