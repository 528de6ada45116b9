import { describe, expect, test } from 'vitest';
import { builtInScripts, scriptOf } from '../../../../domain/scripts/built-in/index.ts';
import { fillScript } from '../../../../domain/scripts/compose.ts';
import { LETTER_JURISDICTIONS } from '../../../../domain/scripts/letter-law.ts';
import { auditForPublication } from '../../../../domain/scripts/publication.ts';
import { sampleValues } from '../../../../domain/scripts/samples.ts';
import { smsLength } from '../../../../domain/scripts/sms-length.ts';
import { SCRIPT_LANGUAGES, type ScriptLanguage } from '../../../../domain/scripts/template.ts';
import { builtInStrategies } from '../../../../domain/strategy/built-in/index.ts';
import { CHANNELS, rungSchema, type Channel } from '../../../../domain/strategy/schema.ts';

/** Sent by the case itself and not by a step of a strategy. */
const BESIDE_STRATEGIES = [
  'promise-reminder',
  'plan-missed',
  'thanks',
  'settled',
  'plan-completed',
  'due-soon',
];

/** What each step of a strategy says, and by which channels it may have to. */
function stepsIn(value: unknown): [script: string, channel: Channel][] {
  if (typeof value !== 'object' || value === null) return [];
  const rung = rungSchema.safeParse(value).data;
  const { script, channel, fallback = [], fallbackScript = script } = rung ?? {};
  const own: [string, Channel][] = script && channel ? [[script, channel]] : [];
  const others = fallbackScript ? by(fallbackScript, fallback) : [];
  return [...own, ...others, ...Object.values(value).flatMap(stepsIn)];
}
const by = (script: string, channels: readonly Channel[]) =>
  channels.map((channel): [string, Channel] => [script, channel]);

const steps = [
  ...builtInStrategies.flatMap(stepsIn),
  ...BESIDE_STRATEGIES.flatMap((id) => by(id, ['sms', 'email', 'push'])),
];

const ROLES = ['first_party', 'third_party'] as const;

/** Filled in with what is plausible there, and with what the law of the place has it say. */
function said(
  id: string,
  place: { jurisdiction: string; lenderRole: (typeof ROLES)[number]; channel: Channel },
) {
  return (language: ScriptLanguage) => {
    const { creditor, contact, howToPay, help, complain, stop, disclosure, ...matter } =
      sampleValues(language);
    const bank = { creditor, contact, howToPay };
    const law = place.channel === 'letter' ? { help, disclosure } : {};
    return fillScript(scriptOf(id), { ...matter, ...law }, { ...place, language, bank });
  };
}

test('every step of the built-in strategies has words, for each of its channels', () => {
  expect(new Set(steps.map(([script]) => script)).size).toBeGreaterThan(8);
  for (const [id, channel] of steps) expect(scriptOf(id).channels, id).toContain(channel);
});

describe.each(builtInScripts.map((script) => [script.id, script] as const))('%s', (id, script) => {
  test('passes the audit, as it is written and filled in anywhere', () => {
    expect(auditForPublication(script)).toEqual([]);
  });

  test.each(SCRIPT_LANGUAGES)('in %s says who writes and how to reach them', (language) => {
    for (const channel of script.channels) {
      for (const jurisdiction of script.jurisdictions ?? LETTER_JURISDICTIONS) {
        for (const lenderRole of ROLES) {
          const { body } = said(id, { jurisdiction, lenderRole, channel })(language);
          const { creditor, contact } = sampleValues(language);
          expect(body).toContain(creditor);
          expect(body).toContain(contact);
          expect(body).not.toMatch(/[{}]|\[\[|\]\]| {2}|\n{3}/);
        }
      }
    }
  });
});

describe.each(builtInScripts.filter(({ purpose, stage }) => purpose === 'collect' && stage !== 'any'))(
  '$id asks for money',
  ({ id, channels, jurisdictions }) => {
    test.each(SCRIPT_LANGUAGES)(
      'in %s it says how much, since when, how to pay, and what to do if it is wrong',
      (language) => {
        for (const channel of channels) {
          const jurisdiction = jurisdictions?.[0] ?? 'CN';
          const { body } = said(id, { jurisdiction, lenderRole: 'first_party', channel })(language);
          const amount = language === 'en' ? 'CNY 1,234.50' : '1,234.50元';
          expect(body).toContain(amount);
          expect(body).toContain(language === 'en' ? '1 October 2026' : '2026年10月1日');
          if (!jurisdictions) expect(body).toContain(sampleValues(language).howToPay);
          expect(body).toMatch(language === 'en' ? /wrong|dispute|doubt/ : /异议/);
        }
      },
    );
  },
);

describe.each(builtInScripts.filter(({ channels }) => channels.includes('sms')))('$id by SMS', ({ id }) => {
  test.each(SCRIPT_LANGUAGES)(
    'in %s takes three segments at most anywhere, two from the bank itself in China',
    (language) => {
      for (const jurisdiction of LETTER_JURISDICTIONS) {
        for (const lenderRole of ROLES) {
          const { body } = said(id, { jurisdiction, lenderRole, channel: 'sms' })(language);
          const most = jurisdiction === 'CN' && lenderRole === 'first_party' ? 2 : 3;
          expect(smsLength(body).segments, body).toBeLessThanOrEqual(most);
          expect(smsLength(body).encoding).toBe(language === 'en' ? 'GSM-7' : 'UCS-2');
          expect(body).toMatch(language === 'en' ? /Reply STOP/ : /回复TD/);
        }
      }
    },
  );
});

describe('what the law wants said there', () => {
  const reminder = (jurisdiction: string, lenderRole: (typeof ROLES)[number], channel: Channel = 'email') =>
    said('reminder-soft', { jurisdiction, lenderRole, channel })('en').body;

  test.each([
    [
      'US',
      'third_party',
      'attempt to collect a debt, and any information obtained will be used for that purpose',
    ],
    ['US-MA', 'third_party', 'debt collector'],
    ['US', 'first_party', 'consumerfinance.gov'],
    ['UK', 'first_party', 'MoneyHelper'],
    ['UK', 'first_party', 'Financial Ombudsman Service'],
    ['IN', 'third_party', 'identity card and a letter of authorisation'],
    ['IN', 'first_party', 'Ombudsman of the Reserve Bank of India'],
    ['EU-IE', 'first_party', 'MABS'],
    ['CN', 'first_party', '12378'],
  ] as const)('%s, %s: %s', (jurisdiction, lenderRole, words) => {
    expect(reminder(jurisdiction, lenderRole)).toContain(words);
  });

  test('nobody says of themselves that they are a debt collector who is none', () => {
    expect(reminder('US', 'first_party')).not.toContain('debt collector');
  });

  test('a debtor in the UK is told of free advice by SMS too', () => {
    expect(reminder('UK', 'first_party', 'sms')).toContain('moneyhelper.org.uk');
  });

  test('a machine is told nothing of a debt', () => {
    for (const language of SCRIPT_LANGUAGES) {
      const place = { jurisdiction: 'US', lenderRole: 'third_party', channel: 'voice' } as const;
      expect(said('voicemail-limited', place)(language).body).not.toMatch(
        /debt|owe|account|overdue|pay|欠|逾期|还款|账/,
      );
    }
  });

  test('the first letter of a third party in the US says what can be disputed, and until when', () => {
    const place = { jurisdiction: 'US', lenderRole: 'third_party', channel: 'letter' } as const;
    const { body } = said('validation-notice', place)('en');
    expect(body).toContain('You can dispute all or part of the debt');
    expect(body).toContain('31 December 2026');
    expect(scriptOf('validation-notice').jurisdictions).toEqual(['US']);
  });
});

test('every channel that a customer is written to by has words of every purpose', () => {
  const written = CHANNELS.filter((channel) => channel !== 'voice' && channel !== 'letter');
  for (const channel of written) {
    const purposes = builtInScripts.flatMap(({ channels, purpose }) =>
      channels.includes(channel) ? [purpose] : [],
    );
    expect(new Set(purposes)).toEqual(new Set(['pre-due', 'collect', 'promise-reminder', 'acknowledge']));
  }
});
