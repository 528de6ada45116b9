import { pay } from '../intents.ts';
import type { Story } from '../story.ts';
import { customer, others, staff, rules } from './said.ts';

/** Promises, payments and settlements that do not go the straight way. */

export const renegotiates: Story = {
  chapters: [
    {
      on: 'reached',
      then: [
        customer(0.1, {
          do: 'promise',
          parts: [
            { inDays: 6, share: 0.5, kept: 0 },
            { inDays: 16, share: 0.5, kept: 0 },
          ],
        }),
        customer(3, {
          do: 'promise',
          replaces: true,
          parts: [
            { inDays: 9, share: 0.5, kept: 1, early: 3 },
            { inDays: 19, share: 0.5, kept: 1, early: 4 },
          ],
        }),
      ],
    },
    { on: 'reached', then: [pay(1)] },
  ],
};

export const bounces: Story = {
  chapters: [
    {
      on: 'reached',
      then: [
        pay(1, 0.5),
        others(3.2, { do: 'bounce', reason: 'AM04 insufficient funds' }),
        pay(6),
        others(9.5, { do: 'bounce', reason: 'MD06 refund requested by the payer' }),
      ],
    },
    { on: 'reopened', then: [pay(4)] },
  ],
};

export const paysSomethingElse: Story = {
  chapters: [
    {
      on: 'reached',
      then: [
        customer(0.5, { do: 'promise', parts: [{ inDays: 7, share: 1, kept: 0 }] }),
        customer(2.5, { do: 'pay', share: 0.4, of: 'arrears', bookedDaysLate: 2.4 }),
        pay(12),
      ],
    },
    { on: 'reached', then: [pay(1)] },
  ],
};

export const haggles: Story = {
  chapters: [
    { on: 'reached', then: [offer(1, 0.3, 20, false)] },
    { on: { decided: 'settlement-approval' }, then: [] },
    { on: 'reached', then: [offer(1, 0.55, 9, false)] },
  ],
  answers: {
    'settlement-approval': ['reject', 'approve'],
    'legal-approval': ['approve'],
    'letter-approval': ['approve'],
  },
  letters: ['served'],
  court: { hearing: ['settle'], preservation: ['waived'] },
  end: ['written-off', 'a claim would cost more than it could bring'],
};

export const foundWork: Story = {
  chapters: [
    {
      on: 'talked',
      then: [
        staff(2, { do: 'close', reason: 'written-off', why: 'no income and no assets were found' }),
        staff(14, { do: 'reopen', why: 'the register of employment shows a new employer' }),
      ],
    },
    {
      on: 'reopened',
      then: [
        rules(1, {
          type: 'change-strategy',
          strategy: 'cn-retail@1',
          why: 'with an income again: the gentler version of before',
        }),
        pay(7),
      ],
    },
  ],
};

function offer(afterDays: number, share: number, inDays: number, paid: boolean) {
  const why = 'a relative lends that much, and not more';
  return customer(afterDays, { do: 'settle', share, inDays, paid, why });
}
