import { describe, expect, it } from 'vitest';
import { builtInStrategies } from '../../../domain/strategy/built-in/index.ts';
import { cnRetail } from '../../../domain/strategy/built-in/cn-retail.ts';
import { rungSchema, strategySchema, strategyVersion, TIERS } from '../../../domain/strategy/schema.ts';

const review = { onDay: 90, do: 'review', by: 'supervisor' };
const sms = { onDay: 3, do: 'remind', channel: 'sms', script: 'reminder-soft', by: 'system' };

const accepts = (changes: object) => strategySchema.safeParse({ ...cnRetail, ...changes }).success;
const acceptsLadder = (low: object[]) => accepts({ ladders: { ...cnRetail.ladders, low } });

describe('strategySchema', () => {
  it('takes a ladder that ends in a review', () => {
    expect(acceptsLadder([sms, review])).toBe(true);
    expect(acceptsLadder([review])).toBe(true);
  });

  it.each([
    ['no rung', []],
    ['no review at the end', [sms]],
    ['a review that is not the last', [review, { ...sms, onDay: 100 }]],
    ['rungs out of order', [{ ...sms, onDay: 91 }, review]],
    ['two rungs on a day', [sms, { ...sms, do: 'call', channel: 'voice' }, review]],
    ['a rung before the first day', [{ ...sms, onDay: 0 }, review]],
    ['a contact without a channel', [{ ...sms, channel: undefined }, review]],
    ['a contact without a script', [{ ...sms, script: undefined }, review]],
    ['an unknown channel', [{ ...sms, channel: 'fax' }, review]],
    ['an unknown field', [{ ...sms, urgency: 3 }, review]],
  ])('refuses %s', (_name, ladder) => {
    expect(acceptsLadder(ladder)).toBe(false);
  });

  it.each([
    ['a time that is none', { preferredTime: '24:00' }],
    ['a usual time that is to be found', { preferredTime: 'best', usualTime: 'best' }],
    ['half an id', { id: 'CN retail' }],
    ['version 0', { version: 0 }],
    ['a spread of more than half a day', { spreadMinutes: 721 }],
    ['a share above one', { promise: { ...cnRetail.promise, leastShare: 1.1 } }],
    ['a dispute without time', { disputeDays: 0 }],
    ['nobody who published it', { publishedBy: '' }],
  ])('refuses %s', (_name, changes) => {
    expect(accepts(changes)).toBe(false);
  });

  it('a rung has no fall-back unless it names one', () => {
    expect(rungSchema.parse(sms).fallback).toEqual([]);
  });
});

describe('the built-in strategies', () => {
  it.each(builtInStrategies.map((s) => [strategyVersion(s), s] as const))(
    '%s is plain data and valid',
    (_id, s) => {
      expect(strategySchema.parse(JSON.parse(JSON.stringify(s)))).toEqual(s);
    },
  );

  it.each(TIERS)('court comes after a letter, the %s ladder of cn-retail says', (tier) => {
    const actions = cnRetail.ladders[tier].map((rung) => rung.do);
    expect(actions.indexOf('legal')).toBeGreaterThan(actions.indexOf('letter'));
    expect(actions.indexOf('letter')).toBeGreaterThan(-1);
    expect(cnRetail.ladders[tier].find((rung) => rung.do === 'legal')?.onDay).toBeGreaterThanOrEqual(90);
  });
});
