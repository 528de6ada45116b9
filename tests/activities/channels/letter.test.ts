import { mkdtemp, readdir, readFile, rm, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { letterPdf, UnprintableText, type LetterContent } from '../../../activities/channels/letter-pdf.ts';
import { letterChannel, spoolPrinter, webhookPrinter } from '../../../activities/channels/letter.ts';
import type { OutgoingMessage } from '../../../activities/channels/ports.ts';
import type { ContactId } from '../../../domain/ids.ts';
import { answers, drips, hangsUp, httpFarSide, saysNothing, type Answer } from '../../setup/http-far-side.ts';
import { readPdf } from '../../setup/pdf-text.ts';

const cleanUp: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const one of cleanUp.splice(0)) await one();
});

const letterhead = {
  name: 'Example Bank 示例银行',
  addressLines: ['1 High Street', 'London E1 6AN'],
  footerLines: ['Telephone 020 0000 0000'],
};
const contactId = 'L1-1.9' as ContactId;
const post = { name: '李娜', customerId: 'C-1', zone: 'Asia/Shanghai', reference: 'L1-1' };
const content: LetterContent = {
  ...{ contactId, language: 'zh-CN', subject: '书面还款通知', post, atMs: Date.UTC(2026, 10, 1, 17) },
  addressLines: ['示例路1号', '上海 200120'],
  body: '李娜：\n请您支付的金额合计CNY 5,000.00。\n您可以与我们商定还款安排。',
};
const english: LetterContent = {
  ...content,
  ...{ language: 'en', subject: 'Formal demand for payment' },
  body: 'Li Na\nPlease pay GBP 500.00 within 14 days of receiving this letter.',
};

describe('a letter as PDF', () => {
  test('says everything in characters that can be copied out of it', async () => {
    const [page] = readPdf(await letterPdf(content, letterhead)).pages;
    for (const text of [
      '书面还款通知',
      '李娜：',
      '您可以与我们商定还款安排。',
      '示例路1号',
      '上海 200120',
      'L1-1',
      'C-1',
    ]) {
      expect(page).toContain(text);
    }
    // By the customer's clock it is the 2nd already.
    expect(page).toContain('2026-11-02');
    expect(page).toContain('第 1 页，共 1 页');
    expect(page).toContain('Example Bank 示例银行 · 1 High Street · London E1 6AN');
    expect(page).toContain('Telephone 020 0000 0000');
  });

  test('numbers its pages, and says on each whose it is and about what', async () => {
    const long = { ...english, body: `${english.body}\n`.repeat(12) };
    const { pages } = readPdf(await letterPdf(long, letterhead));
    expect(pages).toHaveLength(2);
    expect(pages[0]).toContain('1 / 2');
    expect(pages[1]).toContain('2 / 2');
    expect(pages[1]).toContain('Reference L1-1');
    expect(pages.join('\n').split('Please pay GBP 500.00').length - 1).toBe(12);
  });

  test('an amount is not torn apart at the end of a line', async () => {
    const body = Array.from({ length: 60 }, (_, n) => `${'x'.repeat(n % 7)} GBP 500.00`).join(' ');
    const [page = ''] = readPdf(await letterPdf({ ...english, body }, letterhead)).pages;
    expect(page.split('GBP 500.00')).toHaveLength(61);
  });

  test('of the same content is the same, byte for byte; of other content it is not', async () => {
    const [one, again, other] = await Promise.all(
      [content, content, english].map((given) => letterPdf(given, letterhead)),
    );
    expect(one?.equals(again ?? Buffer.alloc(0))).toBe(true);
    expect(one?.equals(other ?? Buffer.alloc(0))).toBe(false);
  });

  test('carries the glyphs that it uses, not the fonts', async () => {
    const pdf = await letterPdf(content, letterhead);
    expect(pdf.length).toBeLessThan(300_000);
    expect(readPdf(pdf).fonts.every((name) => /^[A-Z]{6}\+NotoSansHans-/.test(name))).toBe(true);
  });

  test('with characters that would be empty boxes is not printed', async () => {
    const given = { ...content, post: { ...post, name: '李😀' } };
    await expect(letterPdf(given, letterhead)).rejects.toThrow(UnprintableText);
    await expect(letterPdf(given, letterhead)).rejects.toThrow('😀');
  });
});

const message: OutgoingMessage = {
  ...{ contactId, channel: 'letter', address: '示例路1号\n上海 200120', language: content.language },
  ...{ subject: content.subject, body: content.body, atMs: content.atMs, post },
};
const decrypt = (address: string) => address;

async function spool() {
  const folder = await mkdtemp(join(tmpdir(), 'arrears-letters-'));
  cleanUp.push(() => rm(folder, { recursive: true }));
  const channel = () => letterChannel({ letterhead, decrypt, printer: spoolPrinter(folder) });
  const letters = async () => (await readdir(folder)).filter((name) => !name.startsWith('.'));
  return { folder, channel, letters, journal: join(folder, '.journal') };
}

describe('a folder of letters', () => {
  test('gets each letter whole and once, by the id of its contact', async () => {
    const { folder, channel, letters } = await spool();
    expect(await channel().lookUp(contactId)).toBe('not-sent');
    expect(await channel().deliver(message)).toEqual({ outcome: 'sent', providerRef: 'L1-1.9.pdf' });
    expect(await letters()).toEqual(['L1-1.9.pdf']);
    const [page] = readPdf(await readFile(join(folder, 'L1-1.9.pdf'))).pages;
    expect(page).toContain('示例路1号');
    expect(await channel().lookUp(contactId)).toBe('sent');
  });

  test('does not get it a second time, not even when the printer has taken it away', async () => {
    const { folder, channel, letters } = await spool();
    await channel().deliver(message);
    await unlink(join(folder, 'L1-1.9.pdf'));
    expect(await channel().lookUp(contactId)).toBe('sent');
    expect(await channel().deliver(message)).toMatchObject({ outcome: 'sent' });
    expect(await letters()).toEqual([]);
  });

  test.each([
    ['while the draft was written', ['L1-1.9.draft.4711']],
    ['when the draft was written', ['L1-1.9.draft']],
    ['when it was in the journal', ['L1-1.9.draft', 'L1-1.9']],
  ])('a crash %s: it was not handed over, and then it is', async (_when, left) => {
    const { channel, letters, journal, folder } = await spool();
    await channel().deliver({ ...message, contactId: 'L2-1.1' as ContactId });
    for (const name of left) await writeFile(join(journal, name), 'half of a letter');
    expect(await channel().lookUp(contactId)).toBe('not-sent');
    await channel().deliver(message);
    expect(await letters()).toEqual(['L1-1.9.pdf', 'L2-1.1.pdf']);
    expect((await readFile(join(folder, 'L1-1.9.pdf'))).subarray(0, 5).toString()).toBe('%PDF-');
  });

  test('that cannot be written: nothing was done', async () => {
    const { folder } = await spool();
    const file = join(folder, 'a-file');
    await writeFile(file, '');
    const channel = letterChannel({ letterhead, decrypt, printer: spoolPrinter(join(file, 'below')) });
    await expect(channel.deliver(message)).rejects.toMatchObject({ type: 'UpstreamUnavailable' });
  });

  test('an id with a path in it stays in the folder', async () => {
    const { channel, letters } = await spool();
    await channel().deliver({ ...message, contactId: '../../L/1-1.9' as ContactId });
    expect(await letters()).toEqual(['%2E.%2F..%2FL%2F1-1.9.pdf']);
  });

  test('a customer without an address on file is found by number', async () => {
    const { folder, channel } = await spool();
    await channel().deliver({ ...message, address: 'customer C-1' });
    const [page = ''] = readPdf(await readFile(join(folder, 'L1-1.9.pdf'))).pages;
    expect(page.split('\n')).toEqual(expect.arrayContaining(['李娜', 'C-1']));
    expect(page).not.toContain('customer C-1');
  });
});

describe('a service that prints letters', () => {
  async function service(answer: Answer) {
    const far = await httpFarSide(answer);
    cleanUp.push(() => far.close());
    const secret = 'a secret of the two of us';
    const options = { url: far.url, secret, now: () => 0, timeouts: { connectMs: 500, totalMs: 700 } };
    return { far, channel: letterChannel({ letterhead, decrypt, printer: webhookPrinter(options) }) };
  }

  test('gets the PDF, for whom it is, and an id by which it knows a repeat', async () => {
    const { far, channel } = await service(answers(202));
    expect(await channel.deliver(message)).toEqual({ outcome: 'sent', providerRef: 'L1-1.9' });
    const [{ headers, body } = { headers: {}, body: Buffer.alloc(0) }] = far.received;
    expect(headers).toMatchObject({
      ...{ 'content-type': 'application/pdf', 'idempotency-key': 'L1-1.9', 'x-arrears-customer': 'C-1' },
    });
    expect(readPdf(body).pages[0]).toContain('书面还款通知');
  });

  test.each<[string, Answer, object]>([
    ['429', answers(429, { 'retry-after': '3' }), { type: 'RateLimited', retryAfterMs: 3_000 }],
    ['500', answers(500), { type: 'UpstreamUnavailable' }],
    ['504', answers(504), { type: 'OutcomeUnknown' }],
    ['it hangs up', hangsUp, { type: 'OutcomeUnknown' }],
    ['it never answers', saysNothing, { type: 'OutcomeUnknown' }],
    ['it answers byte by byte', drips, { type: 'OutcomeUnknown' }],
  ])('%s', async (_what, answer, failure) => {
    const { far, channel } = await service(answer);
    await expect(channel.deliver(message)).rejects.toMatchObject(failure);
    expect(await channel.lookUp(contactId)).toBe('unknown');
    expect(far.received).toHaveLength(1);
  });

  test('422: refused, the next channel is tried', async () => {
    const { far, channel } = await service(answers(422));
    expect(await channel.deliver(message)).toMatchObject({ outcome: 'failed' });
    expect(far.received).toHaveLength(1);
  });
});
