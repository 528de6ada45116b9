import { performance } from 'node:perf_hooks';
import { formatMoney } from '../../domain/money.ts';
import { random, type Random } from '../../domain/portfolio/random.ts';
import { auditScript, type ScriptToAudit } from '../../domain/scripts/audit/audit-script.ts';
import type { AuditLanguage } from '../../domain/scripts/audit/category.ts';
import { scriptOf } from '../../domain/scripts/built-in/index.ts';
import { sampleWords } from '../../domain/scripts/samples.ts';
import { render } from '../../domain/scripts/template.ts';
import { median, rounded } from './figures.ts';

const TEXTS = 10_000;
const ROUNDS = 7;
/** of one round */
const PASSES = 2;
const BUDGET_MEGABYTES_PER_SECOND = 20;

const SCRIPTS = [
  'reminder-soft',
  'reminder-firm',
  'call-offer',
  'call-firm',
  'formal-demand',
  'legal-notice',
  'promise-reminder',
  'thanks',
];
/** What collectors add in their own words, right and wrong. */
const NOTES: Readonly<Record<AuditLanguage, readonly string[]>> = {
  en: [
    'As you asked, we will not call you at work again.',
    'I have noted that your hours were cut; a plan over twelve months would be 120 a month.',
    'If this is not paid by tonight we will have you arrested.',
    'You can complain to the ombudsman if you are unhappy with us.',
    'Nobody from the bank will come to your home without an appointment.',
    'Pay me on my own Cash App and I will make the fees go away.',
  ],
  zh: [
    '您反映的情况已登记，核实期间先暂停催收。',
    '我不是律师，不能给您法律意见，建议您咨询法律援助。',
    '再不还钱就找人上你家堵门。',
    '还款请通过手机银行，切勿转账到任何个人账户。',
    '如协商不成，我行可能依法向法院提起诉讼。',
    '把你的名字和照片发到小区群里，让大家看看。',
  ],
};

/**
 * `bench script-audit`: megabytes of UTF-8 a second on one core, over rendered scripts of the built-in strategies and
 * notes in both languages, a third of which is in Chinese. There is no bare engine to compare with.
 */
export async function benchScriptAudit({ onProgress }: { onProgress: (step: string) => void }) {
  onProgress('Making up texts');
  const texts = Array.from({ length: TEXTS }, (_, index) => makeText(random(`script-audit-${index}`)));
  const rates: Record<'both' | AuditLanguage, number[]> = { both: [], zh: [], en: [] };
  const sets = {
    both: texts,
    zh: texts.filter(({ lang }) => lang === 'zh'),
    en: texts.filter(({ lang }) => lang === 'en'),
  };
  onProgress(`${ROUNDS} rounds of ${TEXTS * PASSES} texts`);
  for (let round = 0; round <= ROUNDS; round += 1) {
    // The first round is for the compiler to settle.
    for (const set of ['both', 'zh', 'en'] as const) {
      const rate = measure(sets[set]);
      if (round > 0) rates[set].push(rate);
    }
  }
  const megabytesPerSecond = median(rates.both);
  return Promise.resolve({
    bench: 'script-audit',
    texts: TEXTS,
    bytesPerText: Math.round(bytesOf(texts) / TEXTS),
    flagged: rounded(texts.filter((text) => !auditScript(text).ok).length / TEXTS),
    megabytesPerSecond,
    rounds: rates.both,
    megabytesPerSecondZh: median(rates.zh),
    megabytesPerSecondEn: median(rates.en),
    budget: { megabytesPerSecond: BUDGET_MEGABYTES_PER_SECOND },
    met: megabytesPerSecond >= BUDGET_MEGABYTES_PER_SECOND,
  });
}

function measure(texts: readonly ScriptToAudit[]): number {
  const bytes = bytesOf(texts) * PASSES;
  const began = performance.now();
  let violations = 0;
  for (let pass = 0; pass < PASSES; pass += 1) {
    for (const text of texts) violations += auditScript(text).violations.length;
  }
  const elapsedMs = performance.now() - began;
  // Used, so that no compiler may leave the work out.
  if (violations === 0) throw new Error('no text was found wrong');
  return rounded(bytes / 1000 / elapsedMs, 1);
}

const bytesOf = (texts: readonly ScriptToAudit[]) =>
  texts.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);

function makeText(draw: Random): ScriptToAudit {
  const lang = draw.pick(['zh', 'en', 'en'] as const);
  const language = lang === 'zh' ? 'zh-CN' : 'en';
  const { subject, body } = scriptOf(draw.pick(SCRIPTS)).texts[language];
  const amount = formatMoney(draw.int(1_000, 5_000_000), lang === 'zh' ? 'CNY' : 'USD');
  const dueOn = `2026-${String(draw.int(1, 12)).padStart(2, '0')}-15`;
  const variables = {
    name: draw.pick(lang === 'zh' ? ['李娜', '王强', '陈思远'] : ['Maria Lopez', 'Tom Reed', 'Aisha Khan']),
    amount,
    daysPastDue: String(draw.int(1, 180)),
    dueOn,
    loanTail: String(draw.int(1000, 9999)),
    promisedAmount: amount,
    promisedOn: dueOn,
  };
  const text = render(`${subject}\n${body}`, { ...sampleWords(language), ...variables });
  return { lang, text: draw.chance(0.3) ? `${text}\n${draw.pick(NOTES[lang])}` : text };
}
