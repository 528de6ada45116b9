import { close, pay } from '../intents.ts';
import type { Story } from '../story.ts';
import { customer, others, says } from './said.ts';

/** What a person or a register declares, and the law gives effect to. */

export const wantsSilence: Story = {
  chapters: [
    {
      on: 'reached',
      then: [
        says(0.5, { type: 'cease', channels: ['sms'], why: 'no text messages at work, please' }),
        says(3, { type: 'cease', why: 'a letter: no further contact of any kind' }),
        says(15, { type: 'lift-hold', hold: 'cease', why: 'the customer asks for the account number' }),
        pay(17),
      ],
    },
  ],
};

export const hasAttorney: Story = {
  chapters: [
    {
      on: 'reached',
      then: [
        says(1, { type: 'attorney', reference: 'file 2026/311', why: 'a letter of the law office' }),
        customer(6, {
          do: 'settle',
          share: 0.8,
          inDays: 15,
          paid: true,
          why: 'the law office offers it for the customer',
        }),
      ],
    },
  ],
  answers: { 'settlement-approval': ['approve'] },
};

export const isVulnerable: Story = {
  chapters: [
    {
      on: 'reached',
      then: [says(0.5, { type: 'vulnerability', circumstance: 'health', why: 'in hospital since Monday' })],
    },
    { on: { decided: 'hold-review' }, then: [pay(5, 0.5), pay(13)] },
  ],
  answers: { 'hold-review': ['approve'] },
};

export const goesBankrupt: Story = {
  chapters: [
    {
      on: 'reached',
      then: [
        others(1, { do: 'register', type: 'bankruptcy' }),
        says(3, { type: 'bankruptcy', reference: 'court file 77', why: 'a letter of the administrator' }),
        others(14, { do: 'change-loan', change: 'written-off', why: 'nothing is left to be shared out' }),
      ],
    },
  ],
  answers: { 'hold-review': ['reject'] },
};

export const dies: Story = {
  chapters: [
    {
      on: 'reached',
      then: [
        says(0.5, { type: 'death', why: 'a daughter answered the telephone' }),
        close(16, 'written-off', 'the estate is insolvent'),
      ],
    },
  ],
  answers: { 'hold-review': ['reject'] },
};

export const getsMoratorium: Story = {
  chapters: [
    { on: 'reached', then: [customer(1, { do: 'moratorium', days: 16 })] },
    { on: 'reached', then: [pay(1)] },
  ],
};

export const complains: Story = {
  chapters: [
    {
      on: 'reached',
      then: [
        says(0.5, { type: 'complaint', about: 'conduct', subject: 'the collector was rude' }),
        says(8, { type: 'complaint', about: 'debt', subject: 'the interest is wrong' }),
        pay(15),
      ],
    },
  ],
  answers: { 'hold-review': ['approve'], 'complaint-answer': ['approve', 'reject'] },
};
