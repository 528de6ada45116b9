import { pay } from '../intents.ts';
import type { Story } from '../story.ts';
import { customer, others } from './said.ts';

/** Who cannot pay for a while: grace and plans. */

export const fallsIll: Story = {
  chapters: [
    {
      on: 'reached',
      then: [
        customer(1, { do: 'grace', reason: 'illness', days: 28 }),
        others(18, {
          do: 'change-loan',
          change: 'restructured',
          why: 'fit for part-time work: a new term of 18 months',
        }),
        pay(27),
      ],
    },
    { on: 'reached', then: [pay(2)] },
  ],
  answers: { 'grace-review': ['approve'], 'hold-review': ['reject'] },
};

export const asksInVain: Story = {
  chapters: [
    { on: 'called', then: [customer(0.5, { do: 'grace', reason: 'income-loss', days: 20 })] },
    {
      on: { decided: 'grace-review' },
      then: [
        customer(1.5, { do: 'grace', reason: 'other', days: 15 }),
        customer(8, { do: 'plan', paidShares: [0.7, 1], note: 'one of two incomes is left' }),
      ],
    },
    { on: 'reached', then: [pay(2)] },
  ],
  calls: ['hung-up'],
  answers: { call: ['leave', 'approve'], 'grace-review': ['reject', 'leave'], 'plan-approval': ['approve'] },
};

export const breaksPlan: Story = {
  chapters: [
    { on: 'reached', then: [customer(0.5, { do: 'plan', paidShares: [1, 1], note: 'without evidence' })] },
    {
      on: 'reached',
      then: [customer(0.5, { do: 'plan', paidShares: [0, 0], note: 'with payslips of three months' })],
    },
    { on: 'reached', then: [pay(5)] },
  ],
  answers: { 'plan-approval': ['reject', 'approve'] },
};

export const sinks: Story = {
  chapters: [
    {
      on: 'reached',
      then: [
        customer(0.5, { do: 'grace', reason: 'force-majeure', days: 26 }),
        others(6, { do: 'rate', score: 380 }),
        others(8, { do: 'owe-elsewhere', timesLoan: 4 }),
      ],
    },
    {
      on: 'reached',
      then: [
        others(1, { do: 'owe-elsewhere', timesLoan: 0 }),
        others(2.5, { do: 'rate', score: 790 }),
        pay(6),
      ],
    },
  ],
};
