import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isIsoDate } from '../../../../domain/calendar.ts';
import { readReply, REPLY_MEANINGS, type Reply } from '../../../../domain/contact/inbound/read-reply.ts';
import { HELD, KNOWN, TODAY, type LabelledText } from './texts.ts';

const expected = ([, meaning, amount, dueOn]: LabelledText): Reply => ({
  meaning,
  ...(amount !== undefined && { amount }),
  ...(dueOn !== undefined && { dueOn }),
});

describe('what a customer writes', () => {
  it.each(KNOWN.map((line) => [line[0], line] as const))('is read: %s', (text, line) => {
    expect(readReply(text, TODAY)).toEqual(expected(line));
  });

  it('is read as well when it was not known while the reader was made: nine in ten at least', () => {
    const wrong = HELD.filter(
      (line) => JSON.stringify(readReply(line[0], TODAY)) !== JSON.stringify(expected(line)),
    );
    const share = 1 - wrong.length / HELD.length;
    expect(share, wrong.map(([text]) => text).join(' | ')).toBeGreaterThanOrEqual(0.9);
  });

  it('never takes an opt-out for something else, nor something else for an opt-out', () => {
    for (const [text, meaning] of [...KNOWN, ...HELD]) {
      const stops = meaning.startsWith('stop');
      expect([text, readReply(text, TODAY).meaning.startsWith('stop')]).toEqual([text, stops]);
    }
  });
});

describe('any text', () => {
  it('has a meaning, and what an offer names is well formed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        const { meaning, amount, dueOn } = readReply(text, TODAY);
        expect(REPLY_MEANINGS).toContain(meaning);
        if (amount !== undefined) expect(amount).toMatch(/^\d+(\.\d+)?$/);
        if (dueOn !== undefined) expect(isIsoDate(dueOn)).toBe(true);
      }),
    );
  });

  it('means the same in full width, in capitals, and with spaces round it', () => {
    const wide = (text: string) =>
      text.replace(/[!-~]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0));
    for (const line of KNOWN) {
      expect(readReply(`  ${wide(line[0].toUpperCase())} \n`, TODAY), line[0]).toEqual(expected(line));
    }
  });

  it.each([
    ['周日还500', '2026-11-08'],
    ['pay 500 on 31 December', '2026-12-31'],
    ['pay 500 on the 31st', undefined],
    ['pay 500 on 29 Feb', undefined],
    ['pay 500 on Jan 3', '2027-01-03'],
    ['pay 500 on Wednesday', '2026-11-11'],
    ['3号还500', '2026-12-03'],
  ])('names a day that exists and is not over: %s', (text, dueOn) => {
    expect(readReply(text, TODAY)).toEqual({
      ...{ meaning: 'pay-offer', amount: '500' },
      ...(dueOn !== undefined && { dueOn }),
    });
  });

  it('that names two amounts names none', () => {
    expect(readReply('pay 500 or 700 on Friday', TODAY)).toEqual({
      ...{ meaning: 'pay-offer', dueOn: '2026-11-06' },
    });
  });
});
