import type { Story } from '../story.ts';
import { others, rules, staff } from './said.ts';

/** Who has means and does not use them to pay, and what comes of taking them to court. */

const SUED = { 'legal-approval': ['approve'], 'letter-approval': ['approve'] } as const;

export const sued: Story = {
  chapters: [
    {
      on: 'reached',
      then: [
        rules(1, { type: 'pause', why: 'a transfer is said to be under way' }),
        rules(4, { type: 'resume', why: 'nothing has come' }),
      ],
    },
  ],
  answers: SUED,
  letters: ['served'],
  court: {
    notice: ['returned', 'served'],
    filing: ['rejected', 'accepted'],
    preservation: ['granted'],
    hearing: ['adjourned', 'held'],
    judgment: ['for'],
    enforcement: ['partly-paid', 'paid'],
  },
};

export const appeals: Story = {
  chapters: [],
  answers: SUED,
  letters: ['served'],
  court: {
    preservation: ['refused'],
    judgment: ['against', 'partly'],
    appeal: ['appealed'],
    enforcement: ['nothing-found'],
  },
  afterCourt: [
    staff(3, { do: 'close', reason: 'written-off', why: 'nothing was found that could be seized' }),
  ],
};

export const notWorthSuing: Story = {
  chapters: [],
  answers: SUED,
  letters: ['served'],
  court: { preservation: ['waived'], hearing: ['withdraw'], withdrawal: ['refused', 'done'] },
  afterCourt: [
    staff(2, { do: 'export', why: 'for the buyer of the portfolio' }),
    others(3, { do: 'change-loan', change: 'sold', why: 'sold with the portfolio of the quarter' }),
  ],
};

export const paysInCourt: Story = {
  chapters: [],
  answers: SUED,
  letters: ['served'],
  court: { preservation: ['waived'], hearing: ['pay'] },
};
